package dev.ferry.source;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/// What Ferry needs to know from a `cassandra.yaml`.
///
/// @param dataDirectories `data_file_directories`; empty where the default holds
/// @param addresses every address that the node says it listens on or is reached at
record CassandraYaml(List<String> dataDirectories, Set<String> addresses) {
    private static final int LONGEST = 1 << 20;
    private static final int DEEPEST = 30;
    private static final int MOST_ALIASES = 20;

    CassandraYaml {
        dataDirectories = List.copyOf(dataDirectories);
        addresses = Set.copyOf(addresses);
    }

    /// Reads a `cassandra.yaml` as plain values: no class named in it is ever made.
    ///
    /// @throws IllegalArgumentException if it is no YAML mapping, or too large to be one
    static CassandraYaml of(String text) {
        var options = new LoaderOptions();
        options.setCodePointLimit(LONGEST);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        try {
            Object root = new Yaml(new SafeConstructor(options)).load(text);
            if (root instanceof Map<?, ?> settings) {
                return new CassandraYaml(directories(settings), addresses(settings));
            }
        } catch (YAMLException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        throw new IllegalArgumentException("not a list of settings");
    }

    private static List<String> directories(Map<?, ?> settings) {
        return switch (settings.get("data_file_directories")) {
            case List<?> list ->
                list.stream().filter(Objects::nonNull).map(CassandraYaml::path).toList();
            case String one -> List.of(path(one));
            case null, default -> List.of();
        };
    }

    private static String path(@Nullable Object value) {
        var path = String.valueOf(value);
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static Set<String> addresses(Map<?, ?> settings) {
        return Stream.of("listen_address", "rpc_address", "broadcast_address", "broadcast_rpc_address")
                .map(settings::get)
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .filter(address -> !address.equals("0.0.0.0") && !address.equals("localhost"))
                .collect(Collectors.toSet());
    }
}
