package dev.ferry.loader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.loader.TargetSecurity.Encryption;
import dev.ferry.loader.TargetSecurity.Login;
import dev.ferry.loader.TargetSecurity.Names;
import dev.ferry.loader.TargetSecurity.Stores;
import dev.ferry.loader.TargetSecurity.Tls;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.secrets.Secret;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class LoaderConfigurationTest {
    private static final String FOLDER = "/home/cassandra/.ferry/7";

    private static final TargetSecurity FULL = TargetSecurity.full(
            new Login("ferry_x", Secret.of("o'pass: {1}")),
            new Stores(new byte[] {1, 2}, Secret.of("k'e\"y: #1"), new byte[] {3}, Secret.of("- trust: [store]")));

    @ParameterizedTest
    @ValueSource(strings = {"3.0.31", "3.11.19", "4.0.19", "4.1.10", "5.0.9"})
    void pointsEachPortToItsOwnStores(String version) {
        var yaml = yaml(version, FULL);
        var client = section(yaml, "client_encryption_options");
        assertEquals(true, client.remove("enabled"));
        assertEquals(false, client.remove("optional"));
        assertEquals(stores("native", "k'e\"y: #1", "- trust: [store]"), client);
        var server = section(yaml, "server_encryption_options");
        assertEquals("all", server.remove("internode_encryption"));
        assertEquals(stores("internode", "k'e\"y: #1", "- trust: [store]"), server);
    }

    private static Map<String, String> stores(String port, String keyPassword, String trustPassword) {
        return Map.of(
                "keystore",
                FOLDER + "/keystore-" + port,
                "keystore_password",
                keyPassword,
                "truststore",
                FOLDER + "/truststore-" + port,
                "truststore_password",
                trustPassword);
    }

    @Test
    void showsEachPortItsOwnCertificate() {
        var forStreams =
                new Stores(new byte[] {7}, Secret.of("streams-key"), new byte[] {8}, Secret.of("streams-trust"));
        var security = new TargetSecurity(FULL.nativeTls(), new Tls(forStreams, Names.IGNORED), null);
        var files = files("4.1.10", security);
        assertArrayEquals(new byte[] {1, 2}, files.get("keystore-native"));
        assertArrayEquals(new byte[] {3}, files.get("truststore-native"));
        assertArrayEquals(new byte[] {7}, files.get("keystore-internode"));
        assertArrayEquals(new byte[] {8}, files.get("truststore-internode"));
        var server = section(yaml("4.1.10", security), "server_encryption_options");
        server.remove("internode_encryption");
        assertEquals(stores("internode", "streams-key", "streams-trust"), server);
    }

    // CASSANDRA-9220 came with 3.6: an older loader would die of the unknown name.
    @ParameterizedTest
    @CsvSource({"3.0.31, false", "3.11.19, true", "4.0.19, true", "4.1.10, true", "5.0.9, true"})
    void comparesNamesOnTheInternodePortWhereTheReleaseCan(String version, boolean can) {
        var tls = new Tls(FULL.internodeTls().stores(), Names.VERIFIED);
        var yaml = yaml(version, new TargetSecurity(tls, tls, null));
        assertEquals(
                can ? true : null, section(yaml, "server_encryption_options").get("require_endpoint_verification"));
        assertNull(section(yaml, "client_encryption_options").get("require_endpoint_verification"));
        assertEquals(can, LoaderConfiguration.comparesNames(CassandraVersion.of(version)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0.31", "3.11.19", "4.0.19", "4.1.10", "5.0.9"})
    void leavesTlsOutWhereThereIsNone(String version) {
        var yaml = yaml(version, TargetSecurity.open());
        assertEquals(Map.of("enabled", false), yaml.get("client_encryption_options"));
        assertEquals(Map.of("internode_encryption", "none"), yaml.get("server_encryption_options"));
    }

    @Test
    void tellsThePortsApart() {
        var yaml = yaml(
                "4.1.10",
                new TargetSecurity(
                        Encryption.TLS, Encryption.PLAIN, null, FULL.nativeTls().stores()));
        assertEquals(true, section(yaml, "client_encryption_options").get("enabled"));
        assertEquals("none", section(yaml, "server_encryption_options").get("internode_encryption"));
    }

    // 3.0 and 5.0 read only what they are told by -f, the others start like a node. Unknown names are fatal.
    @ParameterizedTest
    @CsvSource({
        "3.0.31, false, ''",
        "3.11.19, true, commitlog_sync_period_in_ms",
        "4.0.19, true, commitlog_sync_period_in_ms",
        "4.1.10, true, commitlog_sync_period",
        "5.0.9, false, ''"
    })
    void givesEachVersionTheSettingsThatItNeedsAndKnows(String version, boolean likeANode, String period) {
        var names = new TreeSet<>(Set.of("client_encryption_options", "server_encryption_options"));
        if (likeANode) {
            names.addAll(Set.of(
                    "partitioner",
                    "endpoint_snitch",
                    "commitlog_sync",
                    period,
                    "data_file_directories",
                    "commitlog_directory",
                    "hints_directory",
                    "saved_caches_directory",
                    "cdc_raw_directory"));
        }
        assertEquals(names, new TreeSet<>(yaml(version, FULL).keySet()));
    }

    @Test
    void bringsEveryFile() {
        assertEquals(
                Set.of(
                        "conf/cassandra.yaml",
                        "conf/logback-tools.xml",
                        "conf/jvm-clients.options",
                        "conf/jvm8-clients.options",
                        "conf/jvm11-clients.options",
                        "conf/jvm17-clients.options",
                        "ferry-node.jar",
                        "login",
                        "keystore-native",
                        "truststore-native",
                        "keystore-internode",
                        "truststore-internode"),
                files("4.1.10", FULL).keySet());
        assertFalse(files("4.1.10", TargetSecurity.open()).containsKey("login"));
        assertFalse(files("4.1.10", TargetSecurity.open()).containsKey("keystore-native"));
    }

    @Test
    void writesTheLoginOnTwoLinesAndTheStoresAsTheyAre() {
        var files = files("5.0.9", FULL);
        assertEquals("ferry_x\no'pass: {1}\n", text(files, "login"));
        assertArrayEquals(new byte[] {1, 2}, files.get("keystore-native"));
        assertArrayEquals(new byte[] {3}, files.get("truststore-native"));
    }

    @Test
    void writesOptionsThatTheIncludeScriptsPickUp() {
        var files = files("5.0.9", FULL);
        for (var file : Set.of("conf/jvm11-clients.options", "conf/jvm17-clients.options")) {
            // The scripts take the lines that begin with a dash and split them at blanks.
            assertTrue(text(files, file).lines().allMatch(line -> line.matches("-[^ ]+")));
            assertTrue(text(files, file).contains("--add-opens=java.base/java.nio=ALL-UNNAMED\n"));
        }
        assertEquals("", text(files, "conf/jvm8-clients.options"));
    }

    @Test
    void packsTheNodesClassesIntoTheJar() throws Exception {
        try (var jar =
                new JarInputStream(new ByteArrayInputStream(files("5.0.9", FULL).get("ferry-node.jar")))) {
            assertEquals(
                    "dev.ferry.node.Agent",
                    jar.getManifest().getMainAttributes().getValue("Premain-Class"));
            var names = new TreeSet<String>();
            for (var entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                names.add(entry.getName());
            }
            for (var name : Set.of("Agent", "ThrowawayLogin", "Probe")) {
                assertTrue(names.contains("dev/ferry/node/" + name + ".class"), name);
            }
        }
    }

    @Test
    void refusesALoginThatDoesNotFitOnALine() {
        assertThrows(IllegalArgumentException.class, () -> new Login("a\nb", Secret.of("c")));
        assertThrows(IllegalArgumentException.class, () -> new Login("a", Secret.of("c\nd")));
        assertThrows(IllegalArgumentException.class, () -> new Login("a", Secret.of("c\n")));
    }

    private static Map<String, byte[]> files(String version, TargetSecurity security) {
        return LoaderConfiguration.files(CassandraVersion.of(version), FOLDER, security);
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.get(name), UTF_8);
    }

    private static Map<String, Object> yaml(String version, TargetSecurity security) {
        return new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(text(files(version, security), "conf/cassandra.yaml"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> section(Map<String, Object> yaml, String name) {
        return (Map<String, Object>) yaml.get(name);
    }
}
