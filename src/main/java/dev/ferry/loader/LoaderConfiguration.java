package dev.ferry.loader;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.loader.TargetSecurity.Names;
import dev.ferry.loader.TargetSecurity.Stores;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.secrets.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes the files of a loader's private configuration folder, so that it never reads the node's own.
public final class LoaderConfiguration {
    /// What {@link LoaderCommand} and {@link ProbeRequest} call the files.
    static final String YAML = "conf/cassandra.yaml";

    static final String LOGIN = "login";

    static final String NATIVE_KEY_STORE = "keystore-native";

    static final String NATIVE_TRUST_STORE = "truststore-native";

    static final String INTERNODE_KEY_STORE = "keystore-internode";

    static final String INTERNODE_TRUST_STORE = "truststore-internode";

    /// What Ferry's own programs for a node lie in, among them the one that knocks at a port.
    public static final String NODE_JAR = "ferry-node.jar";

    private static final String LOGBACK = """
            <configuration>
              <appender name="STDERR" class="ch.qos.logback.core.ConsoleAppender">
                <target>System.err</target>
                <encoder>
                  <pattern>%-5level %date{HH:mm:ss.SSS} %msg%n</pattern>
                </encoder>
              </appender>
              <root level="WARN">
                <appender-ref ref="STDERR"/>
              </root>
            </configuration>
            """;

    private LoaderConfiguration() {}

    /// The files that {@link #NODE_JAR} alone needs, where no loader is run: nothing in them is secret.
    public static Map<String, byte[]> nodeFiles() {
        return Map.of(NODE_JAR, nodeJar());
    }

    /// Where the login lies in a folder with these files.
    public static String loginFile(String folder) {
        return folder + "/" + LOGIN;
    }

    /// The login in such a file; empty if it is none.
    public static Optional<TargetSecurity.Login> login(byte[] content) {
        var lines = new String(content, UTF_8).split("\n", -1);
        return lines.length == 3 && lines[2].isEmpty()
                ? Optional.of(new TargetSecurity.Login(lines[0], Secret.of(lines[1])))
                : Optional.empty();
    }

    /// The files by their path relative to the folder. All are for the owner's eyes only (mode 0600):
    /// some hold passwords.
    ///
    /// @param version of the loader that will read them: each knows other settings and refuses unknown
    ///     ones
    /// @param folder the absolute path of the folder on the node
    /// @param security how the target's ports are guarded
    public static Map<String, byte[]> files(CassandraVersion version, String folder, TargetSecurity security) {
        var files = new LinkedHashMap<String, byte[]>();
        files.put(YAML, yaml(version, folder, security).getBytes(UTF_8));
        files.put("conf/logback-tools.xml", LOGBACK.getBytes(UTF_8));
        // One list for both: the scripts of 4.x read the first on Java 17 too.
        var modules = (String.join("\n", ModuleFlags.of(11)) + "\n").getBytes(UTF_8);
        // Read by the include scripts of 4.0 and newer, which know the first two or three of them.
        files.put("conf/jvm-clients.options", new byte[0]);
        files.put("conf/jvm8-clients.options", new byte[0]);
        files.put("conf/jvm11-clients.options", modules);
        files.put("conf/jvm17-clients.options", modules);
        files.put(NODE_JAR, nodeJar());
        var login = security.login();
        if (login != null) {
            files.put(LOGIN, (login.user() + "\n" + login.password().reveal() + "\n").getBytes(UTF_8));
        }
        var nativeTls = security.nativeTls();
        if (nativeTls != null) {
            files.put(NATIVE_KEY_STORE, nativeTls.stores().keyStore());
            files.put(NATIVE_TRUST_STORE, nativeTls.stores().trustStore());
        }
        var internodeTls = security.internodeTls();
        if (internodeTls != null) {
            files.put(INTERNODE_KEY_STORE, internodeTls.stores().keyStore());
            files.put(INTERNODE_TRUST_STORE, internodeTls.stores().trustStore());
        }
        return files;
    }

    // One file that serves as the one on the class path and as the one of -f.
    private static String yaml(CassandraVersion version, String folder, TargetSecurity security) {
        return Stream.of(node(version, folder), client(folder, security), server(version, folder, security))
                .flatMap(List::stream)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    // 3.11 to 4.1 start like a node (DatabaseDescriptor.toolInitialization) and want the least of a node's settings.
    private static List<String> node(CassandraVersion version, String folder) {
        if (!version.isAtLeast(3, 1) || version.isAtLeast(5, 0)) {
            return List.of();
        }
        return List.of(
                "partitioner: org.apache.cassandra.dht.Murmur3Partitioner",
                "endpoint_snitch: SimpleSnitch",
                "commitlog_sync: periodic",
                version.isAtLeast(4, 1) ? "commitlog_sync_period: 10000ms" : "commitlog_sync_period_in_ms: 10000",
                "data_file_directories: [" + scalar(folder + "/data") + "]",
                "commitlog_directory: " + scalar(folder + "/commitlog"),
                "hints_directory: " + scalar(folder + "/hints"),
                "saved_caches_directory: " + scalar(folder + "/saved_caches"),
                "cdc_raw_directory: " + scalar(folder + "/cdc_raw"));
    }

    private static List<String> client(String folder, TargetSecurity security) {
        var tls = security.nativeTls();
        if (tls == null) {
            return List.of("client_encryption_options:", "  enabled: false");
        }
        return Stream.concat(
                        Stream.of("client_encryption_options:", "  enabled: true", "  optional: false"),
                        stores(folder, NATIVE_KEY_STORE, NATIVE_TRUST_STORE, tls.stores()))
                .toList();
    }

    // These stores are those of the loader's own connections too: only where outbound_keystore stands beside them,
    // which
    // 4.1 and newer know, would that be another.
    private static List<String> server(CassandraVersion version, String folder, TargetSecurity security) {
        var tls = security.internodeTls();
        if (tls == null) {
            return List.of("server_encryption_options:", "  internode_encryption: none");
        }
        var names = tls.names() == Names.VERIFIED && comparesNames(version)
                ? Stream.of("  require_endpoint_verification: true")
                : Stream.<String>empty();
        return Stream.of(
                        Stream.of("server_encryption_options:", "  internode_encryption: all"),
                        names,
                        stores(folder, INTERNODE_KEY_STORE, INTERNODE_TRUST_STORE, tls.stores()))
                .flatMap(lines -> lines)
                .toList();
    }

    /// Whether a loader of this release can compare the names in the certificates of the internode port with
    /// the addresses that it connects to (`require_endpoint_verification`, CASSANDRA-9220). For those of the
    /// native port no release can: `BulkLoader.buildSSLOptions` never asks the driver to.
    public static boolean comparesNames(CassandraVersion version) {
        return version.isAtLeast(3, 6);
    }

    private static Stream<String> stores(String folder, String keyStore, String trustStore, Stores stores) {
        return Stream.of(
                "  keystore: " + scalar(folder + "/" + keyStore),
                "  keystore_password: " + scalar(stores.keyStorePassword().reveal()),
                "  truststore: " + scalar(folder + "/" + trustStore),
                "  truststore_password: " + scalar(stores.trustStorePassword().reveal()));
    }

    // In single quotes everything stands for itself but the quote.
    private static String scalar(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static byte[] nodeJar() {
        try (var jar = LoaderConfiguration.class.getResourceAsStream(NODE_JAR)) {
            if (jar == null) {
                throw new IllegalStateException("Ferry was built without " + NODE_JAR);
            }
            return jar.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
