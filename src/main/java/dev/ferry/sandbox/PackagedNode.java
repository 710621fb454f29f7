package dev.ferry.sandbox;

import dev.ferry.loader.ModuleFlags;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The folder of one node, laid out as a package lays out a machine: `etc/cassandra`, `usr/bin`,
/// `usr/share/cassandra`, `var/lib/cassandra`, `var/log/cassandra`.
record PackagedNode(NodePlan plan) {
    private static final List<String> OTHER_STORAGE = List.of("commitlog", "saved_caches", "hints", "cdc_raw");

    Path conf() {
        return plan.root().resolve("etc/cassandra");
    }

    Path bin() {
        return plan.root().resolve("usr/bin");
    }

    Path share() {
        return plan.root().resolve("usr/share/cassandra");
    }

    Path lib() {
        return share().resolve("lib");
    }

    Path storage() {
        return plan.root().resolve("var/lib/cassandra");
    }

    Path logs() {
        return plan.root().resolve("var/log/cassandra");
    }

    Path temporary() {
        return plan.root().resolve("var/tmp");
    }

    /// Writes all that a node needs to start; what it has stored stays.
    void write() throws IOException {
        for (var folder : List.of(conf(), bin(), lib(), storage(), logs(), temporary())) {
            Files.createDirectories(folder);
        }
        for (var folder : plan.dataDirectories()) {
            Files.createDirectories(storage().resolve(folder));
        }
        link();
        OwnerOnly.write(conf().resolve("cassandra.yaml"), yaml().getBytes(StandardCharsets.UTF_8));
        var place = plan.place();
        Files.writeString(
                conf().resolve("cassandra-rackdc.properties"),
                "dc=" + place.dataCentre() + "\nrack=" + place.rack() + "\n");
        Files.writeString(conf().resolve("logback.xml"), logback());
        Files.writeString(conf().resolve("logback-tools.xml"), logbackForTools());
        clientOptions();
        program("nodetool", Tools.nodetool(this));
        program("sstableloader", Tools.sstableloader(this));
        Files.writeString(share().resolve("cassandra.in.sh"), Tools.include(this));
    }

    private void link() throws IOException {
        for (var jar : plan.software().jars()) {
            try {
                Files.createSymbolicLink(lib().resolve(jar.getFileName()), jar);
            } catch (FileAlreadyExistsException again) {
                continue; // the node is started a second time
            }
        }
    }

    /// The tools read `jvm-clients.options` and the one of their Java's line, as a package has them.
    private void clientOptions() throws IOException {
        Files.writeString(conf().resolve("jvm-clients.options"), "# Options for every Java\n");
        for (var line : List.of(8, 11, 17)) {
            var flags = String.join("\n", ModuleFlags.of(line));
            Files.writeString(
                    conf().resolve("jvm" + line + "-clients.options"),
                    "# Options for Java " + line + "\n" + flags + "\n");
        }
    }

    private void program(String name, String text) throws IOException {
        var file = bin().resolve(name);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String yaml() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("cluster_name", quoted(plan.cluster()));
        settings.put("num_tokens", String.valueOf(plan.tokens().size()));
        settings.put(
                "initial_token",
                quoted(plan.tokens().stream().map(String::valueOf).collect(Collectors.joining(","))));
        settings.put("partitioner", "org.apache.cassandra.dht.Murmur3Partitioner");
        settings.put("endpoint_snitch", "GossipingPropertyFileSnitch");
        settings.put("seed_provider", seeds());
        addresses(settings);
        folders(settings);
        smallness(settings);
        patience(settings);
        settings.putAll(plan.settings());
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + ": " + setting.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private String seeds() {
        return "[{class_name: org.apache.cassandra.locator.SimpleSeedProvider, parameters: [{seeds: %s}]}]"
                .formatted(quoted(String.join(",", plan.seeds())));
    }

    private void addresses(Map<String, String> settings) {
        settings.put("listen_address", plan.address());
        settings.put("rpc_address", plan.address());
        settings.put("start_native_transport", "true");
        settings.put("native_transport_port", String.valueOf(plan.cqlPort()));
        settings.put("storage_port", String.valueOf(plan.storagePort()));
        if (plan.software().release() == Release.V3_11) {
            settings.put("start_rpc", "false");
        } else {
            // 4.0 and newer would wait ten seconds for peers of last time that are not there now
            settings.put("block_for_peers_timeout_in_secs", "-1");
        }
    }

    private void folders(Map<String, String> settings) {
        settings.put(
                "data_file_directories",
                plan.dataDirectories().stream()
                        .map(name -> quoted(storage().resolve(name).toString()))
                        .collect(Collectors.joining(", ", "[", "]")));
        for (var name : OTHER_STORAGE) {
            var key = name.equals("cdc_raw") || name.equals("commitlog") || name.equals("saved_caches")
                    ? name + "_directory"
                    : "hints_directory";
            settings.put(key, quoted(storage().resolve(name).toString()));
        }
        settings.put("commitlog_sync", "periodic");
        settings.put("commitlog_sync_period_in_ms", "10000");
        settings.put("auto_bootstrap", "false");
        settings.put("auto_snapshot", "false");
    }

    /// Key names of before 4.1, which every version takes.
    private static void smallness(Map<String, String> settings) {
        settings.put("commitlog_segment_size_in_mb", "8");
        settings.put("memtable_heap_space_in_mb", "64");
        settings.put("memtable_offheap_space_in_mb", "64");
        settings.put("file_cache_size_in_mb", "32");
    }

    /// Several nodes share a workstation's few cores with whatever else runs there.
    private static void patience(Map<String, String> settings) {
        for (var request : List.of("read_", "range_", "write_", "counter_write_", "")) {
            settings.put(request + "request_timeout_in_ms", "30000");
        }
    }

    private String logback() {
        return """
                <configuration>
                  <appender name="file" class="ch.qos.logback.core.FileAppender">
                    <file>%s</file>
                    <encoder><pattern>%%-5level [%%thread] %%date{ISO8601} %%F:%%L - %%msg%%n</pattern></encoder>
                  </appender>
                  <root level="INFO"><appender-ref ref="file"/></root>
                </configuration>
                """.formatted(logs().resolve("system.log"));
    }

    private static String logbackForTools() {
        return """
                <configuration>
                  <appender name="stderr" class="ch.qos.logback.core.ConsoleAppender">
                    <target>System.err</target>
                    <encoder><pattern>%-5level %date{HH:mm:ss,SSS} %msg%n</pattern></encoder>
                    <filter class="ch.qos.logback.classic.filter.ThresholdFilter"><level>WARN</level></filter>
                  </appender>
                  <root level="WARN"><appender-ref ref="stderr"/></root>
                </configuration>
                """;
    }

    /// A YAML text in single quotes.
    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
