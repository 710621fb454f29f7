package dev.ferry.source;

import dev.ferry.cluster.JavaRuntime;
import dev.ferry.cluster.Surroundings;
import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.Remote;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where the parts of one node lie, chosen from all that was found on its machine.
///
/// A hint wins; then what the login's environment and `PATH` say, which in a machine with several nodes is
/// what tells them apart; then the running process; then where packages put things. One thing wins over
/// `PATH`: a process that says itself that it has the node's address.
///
/// @param user who runs our scripts
/// @param cassandraUser who runs Cassandra; empty if no process was seen
/// @param configuration the path of `cassandra.yaml`
/// @param dataDirectories absolute paths
/// @param nodetool its path; null if none
/// @param nodetoolOptions what to put before the command
/// @param loaderPath the path of `sstableloader`; null if none
/// @param loader what is known of it; null if none
/// @param javas every Java found
/// @param surroundings what else of the machine loading depends on
record Place(
        String user,
        String cassandraUser,
        String configuration,
        List<String> dataDirectories,
        @Nullable String nodetool,
        List<String> nodetoolOptions,
        @Nullable String loaderPath,
        Located.@Nullable FoundLoader loader,
        List<JavaRuntime> javas,
        Surroundings surroundings) {
    private static final String USUAL_STORAGE = "/var/lib/cassandra";
    private static final String USUAL_JMX_PORT = "7199";

    Place {
        dataDirectories = List.copyOf(dataDirectories);
        nodetoolOptions = List.copyOf(nodetoolOptions);
        javas = List.copyOf(javas);
    }

    /// Chooses.
    ///
    /// @throws FailureException if there is no configuration, or it cannot be read
    static Place choose(Remote remote, NodeHint hint, Located located, Surroundings surroundings)
            throws FailureException {
        requireOurs(remote, hint, located);
        var process = process(hint, located);
        var loaderPath = tool("sstableloader", hint.sstableloader(), process, located);
        var loader = loaderPath.map(located.loaders::get);
        var configuration = configuration(hint, located, process, loader)
                .orElseThrow(() -> Failures.attention(
                        remote, String.join("\n", located.unreadable), missing(located), remote.name()));
        var yaml = parsed(remote, configuration, located.configurations.get(configuration));
        var storage = process.flatMap(running -> running.property("cassandra.storagedir"))
                .or(() -> loader.flatMap(found -> found.fact("include-storage")))
                .orElse(USUAL_STORAGE);
        var directories = yaml.dataDirectories().isEmpty() ? List.of(storage + "/data") : yaml.dataDirectories();
        return new Place(
                located.first("user").orElse(""),
                process.flatMap(running -> running.fact("owner")).orElse(""),
                configuration,
                directories,
                tool("nodetool", hint.nodetool(), process, located).orElse(null),
                nodetoolOptions(hint, process, located),
                loaderPath.orElse(null),
                loader.orElse(null),
                located.javas(),
                surroundings);
    }

    /// Where Cassandra runs in containers only, whatever configuration lies beside them is not the node's.
    private static void requireOurs(Remote remote, NodeHint hint, Located located) throws FailureException {
        var contained = located.all("contained");
        if (contained.isEmpty()
                || !located.processes.isEmpty()
                || hint.configuration() != null
                || located.first("env-conf").isPresent()) {
            return;
        }
        // engine or -, name or id or -, process
        var words = contained.getFirst().split(" ", 3);
        var engine = words[0].equals("libpod") ? "podman" : words[0].equals("-") ? "docker" : words[0];
        var name = words[1].equals("-") ? "" : words[1];
        var evidence = contained.stream().limit(5).collect(Collectors.joining("\n"));
        throw Failures.attention(remote, evidence, "source.configuration.contained", engine, name);
    }

    private static String missing(Located located) {
        if (!located.unreadable.isEmpty()) {
            return "source.configuration.unreadable";
        }
        return located.all("hidden").isEmpty() || !located.processes.isEmpty()
                ? "source.configuration.missing"
                : "source.configuration.hidden";
    }

    /// The node's own process: the one whose configuration has the node's address, or the only one.
    private static Optional<Located.Process> process(NodeHint hint, Located located) {
        var hinted = hint.configuration();
        var own = located.processes.stream()
                .filter(running -> running.fact("config")
                                .filter(config -> config.equals(hinted) || hasAddress(config, hint, located))
                                .isPresent()
                        || hinted == null && running.addresses().contains(hint.address()))
                .toList();
        if (own.size() == 1) {
            return Optional.of(own.getFirst());
        }
        return hinted == null && own.isEmpty() && located.processes.size() == 1
                ? Optional.of(located.processes.getFirst())
                : Optional.empty();
    }

    private static boolean hasAddress(String config, NodeHint hint, Located located) {
        try {
            var text = located.configurations.get(config);
            return text != null && CassandraYaml.of(text).addresses().contains(hint.address());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<String> configuration(
            NodeHint hint, Located located, Optional<Located.Process> process, Optional<Located.FoundLoader> loader) {
        var running = process.flatMap(each -> each.fact("config"));
        return Stream.of(
                        Optional.ofNullable(hint.configuration()),
                        located.first("env-conf").map(folder -> folder + "/cassandra.yaml"),
                        running.filter(config -> hasAddress(config, hint, located)
                                || process.filter(own -> own.addresses().contains(hint.address()))
                                        .isPresent()),
                        loader.flatMap(found -> found.fact("include-config")),
                        located.first("path-config"),
                        running,
                        located.first("usual-config"))
                .flatMap(Optional::stream)
                .filter(located.configurations::containsKey)
                .findFirst();
    }

    private static Optional<String> tool(
            String name, @Nullable String hinted, Optional<Located.Process> process, Located located) {
        return Optional.ofNullable(hinted)
                .or(() -> located.first("path-" + name))
                .or(() -> process.flatMap(running -> running.fact("process-" + name)))
                .or(() -> located.first("usual-" + name));
    }

    /// A port that was given holds. A nodetool that the hint or `PATH` names knows its node; one that was found
    /// otherwise has to be told
    /// the port.
    private static List<String> nodetoolOptions(NodeHint hint, Optional<Located.Process> process, Located located) {
        if (hint.jmx().port() != 0) {
            return Stream.concat(
                            hint.nodetoolOptions().stream(),
                            Stream.of("-p", String.valueOf(hint.jmx().port())))
                    .toList();
        }
        if (!hint.nodetoolOptions().isEmpty()
                || hint.nodetool() != null
                || located.first("path-nodetool").isPresent()) {
            return hint.nodetoolOptions();
        }
        return process.flatMap(Located.Process::jmxPort)
                .filter(port -> !port.equals(USUAL_JMX_PORT))
                .map(port -> List.of("-p", port))
                .orElse(List.of());
    }

    private static CassandraYaml parsed(Remote remote, String path, @Nullable String text) throws FailureException {
        try {
            return CassandraYaml.of(text == null ? "" : text);
        } catch (IllegalArgumentException e) {
            var said = String.valueOf(e.getMessage());
            throw Failures.attention(remote, said, "source.configuration.malformed", path);
        }
    }
}
