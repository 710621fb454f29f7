package dev.ferry.source;

import dev.ferry.schema.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The folders of a node laid out as a package does, with two data directories and shell scripts in the
/// place of `nodetool` and `sstableloader`.
public final class FakeNode {
    static final UUID ORDERS_ID = UUID.fromString("5f7c1a50-5b1e-11ef-9b0f-2d0b6a1e3c4d");
    static final UUID LINES_ID = UUID.fromString("6a7c1a50-5b1e-11ef-9b0f-2d0b6a1e3c4d");
    static final UUID EMPTY_ID = UUID.fromString("7b7c1a50-5b1e-11ef-9b0f-2d0b6a1e3c4d");
    static final TableName ORDERS = new TableName("shop", "orders");
    static final TableName LINES = new TableName("shop", "OrderLines");
    static final TableName EMPTY = new TableName("Blog", "empty");
    static final Map<TableName, UUID> TABLES = Map.of(ORDERS, ORDERS_ID, LINES, LINES_ID, EMPTY, EMPTY_ID);

    private static final String NODETOOL = """
            #!/bin/sh
            echo "$*" >> '<root>/nodetool.calls'
            case $1 in
                version) echo 'ReleaseVersion: 4.0.19' ;;
                flush) ;;
                snapshot)
                    [ "$2" = -t ] && [ "$4" = -kc ] || { echo 'nodetool: wrong usage'; exit 1; }
                    echo "Requested creating snapshot(s) for [$5] with snapshot name [$3] and options {skipFlush=false}"
                    for name in $(echo "$5" | tr ',' ' '); do
                        for folder in '<root>'/var/data*/"${name%.*}"/"${name#*.}"-*; do
                            [ -e "$folder/live" ] || continue
                            if [ -e "$folder/snapshots/$3" ]; then
                                echo "error: Snapshot $3 already exists." >&2
                                echo '-- StackTrace --' >&2
                                exit 2
                            fi
                            mkdir -p "$folder/snapshots/$3"
                            ln "$folder"/*-Data.db "$folder"/*-[A-CE-Z]* "$folder/snapshots/$3/" 2>/dev/null
                            echo '{"files":[]}' > "$folder/snapshots/$3/manifest.json"
                            echo 'CREATE TABLE …' > "$folder/snapshots/$3/schema.cql"
                        done
                    done
                    echo "Snapshot directory: $3"
                    ;;
                clearsnapshot) rm -rf '<root>'/var/data*/*/*/snapshots/"$3" ;;
                *)
                    echo "nodetool: Found unexpected parameters: [$1]" >&2
                    echo "See 'nodetool help' or 'nodetool help <command>'." >&2
                    exit 1
                    ;;
            esac
            """;

    private final Path root;

    public FakeNode(Path root) throws IOException {
        this.root = root;
        for (var folder : List.of("etc/cassandra", "usr/bin", "usr/share/cassandra/lib", "var/data1", "var/data 2")) {
            Files.createDirectories(root.resolve(folder));
        }
        yaml("10.9.8.7");
        program("nodetool", NODETOOL.replace("<root>", root.toString()));
        program("sstableloader", "#!/bin/sh\nexit 9\n");
        Files.writeString(root.resolve("usr/share/cassandra/lib/apache-cassandra-4.1.10.jar"), "");
        Files.writeString(root.resolve("usr/share/cassandra/cassandra.in.sh"), """
                CASSANDRA_CONF=%1$s/etc/cassandra
                cassandra_storagedir=%1$s/var/lib/cassandra
                CLASSPATH=$CASSANDRA_CONF
                for jar in %1$s/usr/share/cassandra/lib/*.jar; do CLASSPATH=$CLASSPATH:$jar; done
                JAVA_HOME=%1$s/usr/java
                """.formatted(root));
        java("17.0.15");
    }

    private void java(String version) throws IOException {
        Files.createDirectories(root.resolve("usr/java/bin"));
        program("../java/bin/java", """
                #!/bin/sh
                echo 'openjdk version "%s" 2025-04-15' >&2
                echo 'OpenJDK Runtime Environment (build 17.0.15+6-Debian-1deb12u1)' >&2
                """.formatted(version));
    }

    void yaml(String address) throws IOException {
        Files.writeString(root.resolve("etc/cassandra/cassandra.yaml"), """
                cluster_name: 'Test Cluster'
                listen_address: %1$s
                data_file_directories:
                  - %2$s/var/data1
                  - "%2$s/var/data 2/"
                seed_provider: [{class_name: org.apache.cassandra.locator.SimpleSeedProvider, parameters: [{seeds: '10.9.8.7'}]}]
                """.formatted(address, root));
    }

    void program(String name, String text) throws IOException {
        var file = root.resolve("usr/bin").resolve(name);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    public Path root() {
        return root;
    }

    public String bin() {
        return root + "/usr/bin";
    }

    /// The tables of a small shop: one in both data directories, one with a dropped namesake, one empty.
    public FakeNode withShop() throws IOException {
        sstable(1, ORDERS, ORDERS_ID, "nb-1-big", 1000);
        sstable(1, ORDERS, ORDERS_ID, "nb-2-big", 2000);
        sstable(2, ORDERS, ORDERS_ID, "nb-3-big", 4000);
        sstable(2, ORDERS, ORDERS_ID, "me-4-big", 8000);
        var index = folder(1, ORDERS, ORDERS_ID).resolve(".orders_by_day");
        Files.createDirectories(index);
        Files.write(index.resolve("nb-1-big-Data.db"), new byte[77]);
        var backup = folder(1, ORDERS, ORDERS_ID).resolve("backups");
        Files.createDirectories(backup);
        Files.write(backup.resolve("nb-0-big-Data.db"), new byte[77]);
        sstable(1, LINES, LINES_ID, "nb-3fw1_0abc_1j2k3l4m5n6o7p8q9r-big", 16000);
        sstable(1, LINES, UUID.fromString("00000000-5b1e-11ef-9b0f-2d0b6a1e3c4d"), "nb-9-big", 500);
        Files.deleteIfExists(folder(1, LINES, UUID.fromString("00000000-5b1e-11ef-9b0f-2d0b6a1e3c4d"))
                .resolve("live"));
        Files.createDirectories(folder(1, EMPTY, EMPTY_ID));
        Files.writeString(folder(1, EMPTY, EMPTY_ID).resolve("live"), "");
        return this;
    }

    Path folder(int directory, TableName table, UUID id) {
        return root.resolve(directory == 1 ? "var/data1" : "var/data 2")
                .resolve(table.keyspace())
                .resolve(table.table() + "-" + id.toString().replace("-", ""));
    }

    /// An SSTable whose data file has so many bytes; each of its three other components has 10.
    void sstable(int directory, TableName table, UUID id, String base, int bytes) throws IOException {
        var folder = folder(directory, table, id);
        Files.createDirectories(folder);
        Files.write(folder.resolve(base + "-Data.db"), new byte[bytes]);
        for (var component : List.of("Index.db", "Statistics.db", "TOC.txt")) {
            Files.write(folder.resolve(base + "-" + component), new byte[10]);
        }
        Files.write(folder.resolve(base + "-Statistics.db.3f1c.tmp"), new byte[5]);
        var live = folder.resolve("live");
        if (!Files.exists(live)) {
            Files.createFile(live);
        }
    }

    /// A snapshot of all live tables, as Cassandra leaves it.
    void snapshot(String tag) throws IOException {
        for (var table : TABLES.entrySet()) {
            for (int directory = 1; directory <= 2; directory++) {
                var folder = folder(directory, table.getKey(), table.getValue());
                if (Files.isDirectory(folder)) {
                    link(
                            folder,
                            Files.createDirectories(folder.resolve("snapshots").resolve(tag)));
                }
            }
        }
    }

    private static void link(Path folder, Path snapshot) throws IOException {
        try (var files = Files.newDirectoryStream(folder, "*-*.{db,txt}")) {
            for (var file : files) {
                Files.createLink(snapshot.resolve(file.getFileName()), file);
            }
        }
        Files.writeString(snapshot.resolve("manifest.json"), "{\"files\":[]}");
        Files.writeString(snapshot.resolve("schema.cql"), "CREATE TABLE …");
    }

    List<String> nodetoolCalls() throws IOException {
        var file = root.resolve("nodetool.calls");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
