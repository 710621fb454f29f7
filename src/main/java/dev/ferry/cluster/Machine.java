package dev.ferry.cluster;

import dev.ferry.schema.TableName;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A source node as a machine: who we are there, where its files lie, which loader it has.
///
/// @param user the operating system user that runs our commands there
/// @param cassandraUser the user that Cassandra runs as
/// @param configuration the path of its `cassandra.yaml`
/// @param dataDirectories the data directories, in the order of the configuration
/// @param loader the `sstableloader` found; null if none
/// @param nodetool the path of `nodetool`; null if none
/// @param tables for every table of a user keyspace its files
/// @param javas every Java that was found there, each once
/// @param surroundings what else of the machine loading depends on; null in a document that was written
///     before Ferry looked for it
public record Machine(
        String user,
        String cassandraUser,
        String configuration,
        List<DataDirectory> dataDirectories,
        @Nullable Loader loader,
        @Nullable String nodetool,
        Map<TableName, TableFiles> tables,
        List<JavaRuntime> javas,
        @Nullable Surroundings surroundings) {
    public Machine {
        dataDirectories = List.copyOf(dataDirectories);
        tables = Map.copyOf(tables);
        javas = List.copyOf(javas);
    }

    /// The feature releases of all Javas found there, the one that its own loader starts with among them;
    /// ascending, each once.
    public List<Integer> javaReleases() {
        var found = javas.stream().map(JavaRuntime::feature);
        var own = Stream.ofNullable(loader).map(Loader::javaVersion);
        return Stream.concat(found, own).distinct().sorted().toList();
    }

    /// A machine on which no Java was looked for.
    public Machine(
            String user,
            String cassandraUser,
            String configuration,
            List<DataDirectory> dataDirectories,
            @Nullable Loader loader,
            @Nullable String nodetool,
            Map<TableName, TableFiles> tables) {
        this(user, cassandraUser, configuration, dataDirectories, loader, nodetool, tables, List.of());
    }

    /// A machine whose surroundings were not looked at.
    public Machine(
            String user,
            String cassandraUser,
            String configuration,
            List<DataDirectory> dataDirectories,
            @Nullable Loader loader,
            @Nullable String nodetool,
            Map<TableName, TableFiles> tables,
            List<JavaRuntime> javas) {
        this(user, cassandraUser, configuration, dataDirectories, loader, nodetool, tables, javas, null);
    }
}
