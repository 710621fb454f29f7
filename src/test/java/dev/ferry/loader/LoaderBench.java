package dev.ferry.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ferry.cassandra.CqlClient;
import dev.ferry.cassandra.CqlEndpoint;
import dev.ferry.cassandra.CqlLogin;
import dev.ferry.cassandra.CqlTls;
import dev.ferry.cassandra.CqlTls.HostNames;
import dev.ferry.loader.TargetSecurity.Encryption;
import dev.ferry.loader.TargetSecurity.Login;
import dev.ferry.loader.TargetSecurity.Stores;
import dev.ferry.sandbox.CassandraProcess;
import dev.ferry.sandbox.NodePlan;
import dev.ferry.sandbox.Release;
import dev.ferry.sandbox.SandboxFolder;
import dev.ferry.sandbox.SandboxTarget;
import dev.ferry.sandbox.Slot;
import dev.ferry.sandbox.Software;
import dev.ferry.secrets.Authority;
import dev.ferry.secrets.KeyPairPem;
import dev.ferry.secrets.KeyStores;
import dev.ferry.secrets.Secret;
import dev.ferry.secrets.Validity;
import dev.ferry.simulator.TargetSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A real source node with one table, `shop.orders`, and a real target of two nodes with TLS on both ports, of
/// one release; each row is on each target node.
final class LoaderBench implements AutoCloseable {
    static final int ROWS = 100;

    private static final int TARGET_NODES = 2;

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final Validity VALIDITY = Validity.next(Duration.ofDays(1));

    private static final Secret ADMINISTRATOR = Secret.of("administrator's own");

    private static final Secret THROWAWAY = Secret.of("thrown-away-soon");

    private static final Secret STORE = Secret.of("store: it's #1");

    private final Authority project = Authority.create("project", Authority.KeyKind.RSA, VALIDITY);

    private final Authority internode = Authority.create("internode", Authority.KeyKind.RSA, VALIDITY);

    private final Release release;

    private final Slot slot;

    private final SandboxFolder folder;

    private final CassandraProcess source;

    private final SandboxTarget target;

    LoaderBench(Release release) throws Exception {
        this.release = release;
        slot = Slot.claim(1, TARGET_NODES);
        folder = SandboxFolder.temporary();
        source = CassandraProcess.start(NodePlan.alone(
                Software.find(release, _ -> {}),
                folder.path().resolve("source-1"),
                slot.sources(1).getFirst()));
        target = new SandboxTarget(folder, addresses(), release, _ -> {});
        target.launch(spec());
        source.awaitCql(LIMIT);
        fill();
    }

    List<String> addresses() {
        return slot.targets(TARGET_NODES);
    }

    Path path() {
        return folder.path();
    }

    List<Secret> secrets() {
        return List.of(ADMINISTRATOR, THROWAWAY, STORE);
    }

    /// Makes the tables on the target, and the login that the loader has there.
    void prepareTarget(List<String> tables) throws Exception {
        try (var client = administrator()) {
            createKeyspace(client, "aiven", TARGET_NODES);
            for (var table : tables) {
                createTable(client, table);
            }
            client.createLogin("ferry_throwaway", THROWAWAY);
        }
    }

    /// The rows of a table of the target, asked of all its nodes.
    int rows(String table) throws Exception {
        try (var client = administrator()) {
            return client.query("SELECT id FROM shop." + table).size();
        }
    }

    private void fill() throws Exception {
        var plan = source.plan();
        try (var client =
                CqlClient.connect(new CqlEndpoint(List.of(plan.address()), plan.cqlPort(), null, null), _ -> {})) {
            createKeyspace(client, "dc1", 1);
            createTable(client, "orders");
            for (var id = 0; id < ROWS; id++) {
                client.execute("INSERT INTO shop.orders (id, remark) VALUES (" + id + ", 'number " + id + "')", LIMIT);
            }
        }
        var nodetool = plan.root().resolve("usr/bin/nodetool").toString();
        var flush = new ProcessBuilder(nodetool, "flush", "shop").inheritIO();
        // The tests' own Java is not the node's.
        flush.environment().remove("JAVA_HOME");
        assertEquals(0, flush.start().waitFor());
    }

    private static void createKeyspace(CqlClient client, String dataCentre, int copies) throws Exception {
        client.execute(
                "CREATE KEYSPACE shop WITH replication = {'class': 'NetworkTopologyStrategy', '%s': %d}"
                        .formatted(dataCentre, copies),
                LIMIT);
    }

    private static void createTable(CqlClient client, String table) throws Exception {
        client.execute("CREATE TABLE shop." + table + " (id int PRIMARY KEY, remark text)", LIMIT);
    }

    /// Links the source's files as if they were those of a table of this name, and gives their folder.
    Path stage(String table) throws IOException {
        var data = source.plan().root().resolve("var/lib/cassandra/data/shop");
        var to = Files.createDirectories(folder.path().resolve("staged/shop/" + table));
        try (var tables = Files.list(data)) {
            for (var file : files(tables.findFirst().orElseThrow())) {
                Files.createLink(to.resolve(file.getFileName()), file);
            }
        }
        return to;
    }

    /// What was put into a folder by {@link #stage}.
    Staged staged(Path folder) throws IOException {
        var names = files(folder).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith("-Data.db"))
                .collect(Collectors.toSet());
        return new Staged("node", names, java.util.Set.copyOf(addresses()));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /// Lays a loader's configuration folder.
    Path configure() throws Exception {
        var configuration = Files.createTempDirectory(folder.path(), "configuration");
        Files.createDirectories(configuration.resolve("conf"));
        var files = LoaderConfiguration.files(
                release.version(), configuration.toString(), security(internode.issueClient("loader", VALIDITY)));
        for (var file : files.entrySet()) {
            Files.write(configuration.resolve(file.getKey()), file.getValue());
        }
        return configuration;
    }

    /// What `BulkLoader` is called with.
    List<String> arguments(Path configuration, Path staged) {
        var arguments = new ArrayList<>(List.of("-f", configuration + "/conf/cassandra.yaml"));
        arguments.addAll(List.of("-d", String.join(",", addresses()), "-p", "24510", "-sp", "24512", "-ssp", "24512"));
        if (release.version().isAtLeast(4, 1)) {
            arguments.addAll(List.of("--throttle-mib", "0", "--entire-sstable-throttle-mib", "0"));
        } else {
            arguments.addAll(List.of("-t", "0"));
        }
        arguments.addAll(List.of("-ap", "dev.ferry.node.ThrowawayLogin"));
        if (!release.version().isAtLeast(5, 0)) {
            arguments.addAll(List.of("-prtcl", "TLSv1.2"));
        }
        arguments.add(staged.toString());
        return arguments;
    }

    /// The node's own script, which starts a launcher for its agent.
    ProcessBuilder script(Path configuration, Path launcher, String... properties) {
        var root = source.plan().root();
        var options = new ArrayList<>(List.of(
                "-javaagent:" + configuration + "/ferry-node.jar",
                "-Dferry.launcher=" + launcher,
                "-Dferry.login=" + configuration + "/login",
                "-Dcassandra.config=file://" + configuration + "/conf/cassandra.yaml",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+ExitOnOutOfMemoryError"));
        options.addAll(List.of(properties));
        var script = new ProcessBuilder(root.resolve("usr/bin/sstableloader").toString());
        script.environment().put("LC_ALL", "C");
        script.environment().put("CASSANDRA_CONF", configuration + "/conf");
        script.environment().put("CLASSPATH", configuration + "/conf");
        script.environment().put("MAX_HEAP_SIZE", "512M");
        script.environment().put("JVM_OPTS", String.join(" ", options));
        script.environment().put("JAVA_HOME", source.plan().software().jdk().toString());
        return script;
    }

    private TargetSecurity security(KeyPairPem client) throws Exception {
        var authorities = Map.of("project", project.pem(), "internode", internode.pem());
        var stores =
                new Stores(KeyStores.keyStore(client, STORE), STORE, KeyStores.trustStore(authorities, STORE), STORE);
        return new TargetSecurity(Encryption.TLS, Encryption.TLS, new Login("ferry_throwaway", THROWAWAY), stores);
    }

    private CqlClient administrator() throws Exception {
        var tls = new CqlTls(KeyStores.clientContext(List.of(project.pem()), null), HostNames.IGNORED);
        return CqlClient.connect(
                new CqlEndpoint(addresses(), 24510, new CqlLogin("avnadmin", ADMINISTRATOR), tls), _ -> {});
    }

    private TargetSpec spec() {
        return new TargetSpec(
                "acme",
                TARGET_NODES,
                SandboxTarget.spelt(release),
                "aiven",
                "avnadmin",
                ADMINISTRATOR,
                project.pem(),
                project.issueServer("node", addresses(), VALIDITY),
                internode.pem(),
                internode.issueServer("node", addresses(), VALIDITY),
                true);
    }

    @Override
    public void close() {
        target.close();
        source.close();
        folder.close();
        slot.close();
    }
}
