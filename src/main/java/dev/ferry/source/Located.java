package dev.ferry.source;

import dev.ferry.cluster.JavaRuntime;
import dev.ferry.cluster.Loader;
import dev.ferry.schema.CassandraVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What {@link LocateScript} found on a machine, as it was said.
final class Located {
    private static final Pattern JAR = Pattern.compile("(?:apache-cassandra|cassandra-all)-(\\d+\\.\\d+[^/]*)\\.jar");
    private static final Pattern JAVA = Pattern.compile("version \"(?:1\\.)?(\\d+)");
    // 17.0.15, 25, 22-ea; and 1.8.0_504 as it was up to Java 8
    private static final Pattern RELEASE = Pattern.compile("(?:1\\.)?(\\d{1,3})(?:[^\\d ][^ ]*)? (/.*)");

    final Map<String, List<String>> said = new HashMap<>();
    final Map<String, String> configurations = new LinkedHashMap<>();
    final List<String> unreadable = new ArrayList<>();
    final List<Process> processes = new ArrayList<>();
    final Map<String, FoundLoader> loaders = new LinkedHashMap<>();

    private Located() {}

    /// Reads the answer.
    static Located read(String answer) {
        var located = new Located();
        Process process = null;
        FoundLoader loader = null;
        for (var line : answer.lines().toList()) {
            var key = line.contains(" ") ? line.substring(0, line.indexOf(' ')) : line;
            var value = line.substring(Math.min(line.length(), key.length() + 1));
            switch (key) {
                case "yaml" -> located.configurations.put(value, "");
                case "|" -> located.appendToLast(value);
                case "unreadable" -> located.unreadable.add(value);
                case "process" -> {
                    process = new Process(new ArrayList<>(), new HashMap<>());
                    located.processes.add(process);
                }
                case "process-end" -> process = null;
                case "loader" -> {
                    loader = new FoundLoader(new ArrayList<>(), new HashMap<>());
                    located.loaders.put(value, loader);
                }
                case "jar", "java", "java-real", "java-said", "include-config", "include-storage" -> {
                    if (loader != null) {
                        loader.add(key, value);
                    }
                }
                default -> {
                    if (process != null) {
                        process.add(key, value);
                    } else {
                        located.said
                                .computeIfAbsent(key, _ -> new ArrayList<>())
                                .add(value);
                    }
                }
            }
        }
        return located;
    }

    private void appendToLast(String line) {
        var last = configurations.keySet().stream().reduce((_, next) -> next);
        last.ifPresent(path -> configurations.merge(path, line + "\n", String::concat));
    }

    /// The first value said for a key.
    Optional<String> first(String key) {
        return said.getOrDefault(key, List.of()).stream().findFirst();
    }

    /// Every Java, each real path once: first those that loaders start with.
    List<JavaRuntime> javas() {
        var found = new LinkedHashMap<String, JavaRuntime>();
        for (var loader : loaders.values()) {
            loader.fact("java-real")
                    .flatMap(path -> loader.javaVersion().map(feature -> new JavaRuntime(path, feature)))
                    .ifPresent(java -> found.putIfAbsent(java.path(), java));
        }
        for (var line : said.getOrDefault("java-found", List.of())) {
            var matcher = RELEASE.matcher(line);
            if (matcher.matches()) {
                found.putIfAbsent(
                        matcher.group(2), new JavaRuntime(matcher.group(2), Integer.parseInt(matcher.group(1))));
            }
        }
        return List.copyOf(found.values());
    }

    /// Every value said for a key.
    List<String> all(String key) {
        return said.getOrDefault(key, List.of());
    }

    /// Whether the whole answer arrived.
    boolean isComplete() {
        return said.containsKey("end");
    }

    /// A Cassandra process.
    record Process(List<String> arguments, Map<String, String> facts) {
        private void add(String key, String value) {
            if (key.equals("arg")) {
                arguments.add(value);
            } else {
                facts.put(key, value);
            }
        }

        Optional<String> fact(String key) {
            return Optional.ofNullable(facts.get(key));
        }

        /// The addresses that its configuration gives by name, by interface or by leaving them out.
        List<String> addresses() {
            return fact("addresses")
                    .map(all -> List.of(all.strip().split(" +")))
                    .orElse(List.of());
        }

        /// The value of a system property; the last one given counts.
        Optional<String> property(String name) {
            var start = "-D" + name + "=";
            return arguments.stream()
                    .filter(argument -> argument.startsWith(start))
                    .map(argument -> argument.substring(start.length()))
                    .reduce((_, next) -> next);
        }

        /// The port that nodetool reaches it at: local only, or remote.
        Optional<String> jmxPort() {
            return property("cassandra.jmx.local.port")
                    .or(() -> property("cassandra.jmx.remote.port"))
                    .or(() -> property("com.sun.management.jmxremote.port"));
        }
    }

    /// A bulk loader with what its include file says.
    record FoundLoader(List<String> jars, Map<String, String> facts) {
        private void add(String key, String value) {
            if (key.equals("jar")) {
                jars.add(value);
            } else {
                facts.merge(key, value, (one, two) -> key.equals("java-said") ? one + "\n" + two : one);
            }
        }

        Optional<String> fact(String key) {
            return Optional.ofNullable(facts.get(key));
        }

        /// The release in the name of its jar.
        Optional<CassandraVersion> version() {
            return jars.stream()
                    .map(JAR::matcher)
                    .filter(java.util.regex.Matcher::find)
                    .map(matcher -> CassandraVersion.of(matcher.group(1)))
                    .findFirst();
        }

        /// The feature release of its Java, from `openjdk version "17.0.15" …` or `java version
        /// "1.8.0_504"`.
        Optional<Integer> javaVersion() {
            return fact("java-said")
                    .map(JAVA::matcher)
                    .filter(java.util.regex.Matcher::find)
                    .map(matcher -> Integer.valueOf(matcher.group(1)));
        }

        /// The loader, if it is known which release it is and with which Java it starts.
        @Nullable
        Loader loader(String path, Optional<CassandraVersion> otherwise) {
            var version = version().or(() -> otherwise);
            var java = fact("java");
            var javaVersion = javaVersion();
            return version.isEmpty() || java.isEmpty() || javaVersion.isEmpty()
                    ? null
                    : new Loader(path, version.get(), java.get(), javaVersion.get());
        }
    }
}
