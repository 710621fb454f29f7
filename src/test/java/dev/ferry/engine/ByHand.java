package dev.ferry.engine;

import dev.ferry.plan.TablePlan;
import dev.ferry.sandbox.OwnTarget;
import dev.ferry.sandbox.Sandbox;
import dev.ferry.secrets.KeyStores;
import dev.ferry.secrets.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The procedure as one would do it by hand, with the tools of the nodes themselves: lines of a shell script.
/// Key stores and configuration are laid ready beforehand, once.
final class ByHand {
    private static final int NATIVE_PORT = 24510;
    private static final int INTERNODE_PORT = 24512;
    private static final Secret STORE_PASSWORD = Secret.of("changeit-changeit");

    private final Path folder;
    private final Path configuration;
    private final String hosts;

    private ByHand(Path folder, Path configuration, List<String> hosts) {
        this.folder = folder;
        this.configuration = configuration;
        this.hosts = String.join(",", hosts);
    }

    /// Writes what every load needs.
    static ByHand ready(OwnTarget target, Path folder) throws Exception {
        var client = target.goodClient();
        var settings = target.settings(client, INTERNODE_PORT, "env:NOT_READ");
        var keyStore = folder.resolve("keystore.jks");
        var trustStore = folder.resolve("truststore.jks");
        Files.write(keyStore, KeyStores.keyStore(client, STORE_PASSWORD));
        Files.write(
                trustStore,
                KeyStores.trustStore(
                        Map.of(
                                "project",
                                        Files.readString(Path.of(String.valueOf(
                                                settings.nativeTls().authorities()))),
                                "internode",
                                        Files.readString(Path.of(String.valueOf(
                                                settings.internodeTls().authorities())))),
                        STORE_PASSWORD));
        var stores = "keystore: " + keyStore + "\n  keystore_password: " + STORE_PASSWORD.reveal() + "\n  truststore: "
                + trustStore + "\n  truststore_password: " + STORE_PASSWORD.reveal() + "\n";
        var yaml = Files.writeString(
                folder.resolve("by-hand.yaml"),
                "client_encryption_options:\n  enabled: true\n  " + stores
                        + "server_encryption_options:\n  internode_encryption: all\n  " + stores);
        return new ByHand(folder, yaml, settings.contactPoints());
    }

    /// Flushes a node.
    static List<String> flush(Sandbox.SourceNode node) {
        return List.of(bin(node) + "/nodetool flush");
    }

    /// Loads what a node has of a table, if it has any.
    List<String> load(Sandbox.SourceNode node, TablePlan table) {
        var name = table.table();
        return List.of(
                "for d in " + node.root() + "/var/lib/cassandra/data*/" + name.keyspace() + "/" + name.table() + "-"
                        + table.id().toString().replace("-", "") + "; do",
                "  ls \"$d\"/*-Data.db >/dev/null 2>&1 || continue",
                "  " + bin(node) + "/sstableloader -f " + configuration + " -d " + hosts + " -p " + NATIVE_PORT
                        + " -sp " + INTERNODE_PORT + " -ssp " + INTERNODE_PORT + " -prtcl TLSv1.2 -u avnadmin -pw "
                        + OwnTarget.PASSWORD.reveal() + " \"$d\"",
                "done");
    }

    /// Runs these lines; each of them has to succeed.
    ///
    /// @return the seconds that it took
    double run(List<String> lines) throws Exception {
        var script = Files.writeString(
                folder.resolve("by-hand.sh"), "set -e\nunset JAVA_HOME\n" + String.join("\n", lines) + "\n");
        var log = folder.resolve("by-hand.log");
        var started = System.nanoTime();
        var ended = new ProcessBuilder("sh", script.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        var seconds = (System.nanoTime() - started) / 1e9;
        if (ended != 0) {
            throw new AssertionError("by hand: " + ended + "\n" + Files.readString(log));
        }
        return seconds;
    }

    private static String bin(Sandbox.SourceNode node) {
        return node.root() + "/usr/bin";
    }
}
