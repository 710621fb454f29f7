package dev.ferry.schema;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// A keyspace and all that is in it.
///
/// @param name unquoted, case preserved
/// @param replication where its replicas lie
/// @param durableWrites whether its writes go through the commit log
/// @param tables in the order of their names; views are not among them
/// @param types user-defined types, in the order of their names
/// @param views materialised views, in the order of their names
/// @param functions user-defined functions
/// @param aggregates user-defined aggregates
public record Keyspace(
        String name,
        Replication replication,
        boolean durableWrites,
        List<Table> tables,
        List<UserType> types,
        List<View> views,
        List<UserFunction> functions,
        List<UserAggregate> aggregates) {
    /// What Cassandra, DSE, OpsCenter, Reaper, Stargate and Hive keep for themselves; demo keyspaces are
    /// user data.
    private static final Set<String> SYSTEM = Set.of(
            "system",
            "OpsCenter",
            "HiveMetaStore",
            "cfs",
            "cfs_archive",
            "data_endpoint_auth",
            "reaper_db",
            "solr_admin");

    private static final List<String> SYSTEM_PREFIXES = List.of("system_", "dse_", "stargate_");

    public Keyspace {
        Objects.requireNonNull(name);
        Objects.requireNonNull(replication);
        tables = tables.stream().sorted(Comparator.comparing(Table::name)).toList();
        types = types.stream().sorted(Comparator.comparing(UserType::name)).toList();
        views = views.stream().sorted(Comparator.comparing(View::name)).toList();
        functions = List.copyOf(functions);
        aggregates = List.copyOf(aggregates);
    }

    /// A keyspace with nothing in it.
    public static Keyspace empty(String name, Replication replication) {
        return new Keyspace(name, replication, true, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /// Whether a keyspace belongs to Cassandra, a vendor or an operator's tool, and so is never offered to
    /// be moved.
    public static boolean isSystem(String name) {
        return SYSTEM.contains(name) || SYSTEM_PREFIXES.stream().anyMatch(name::startsWith);
    }

    /// The table of this name.
    public Optional<Table> table(String table) {
        return tables.stream().filter(each -> each.name().table().equals(table)).findFirst();
    }

    /// The user-defined type of this name.
    public Optional<UserType> type(String type) {
        return types.stream().filter(each -> each.name().equals(type)).findFirst();
    }

    /// The view of this name.
    public Optional<View> view(String view) {
        return views.stream().filter(each -> each.name().equals(view)).findFirst();
    }

    /// The views over a table.
    public List<View> viewsOf(TableName table) {
        return views.stream().filter(each -> each.baseTable().equals(table)).toList();
    }
}
