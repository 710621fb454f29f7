package dev.ferry.cluster;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/// What answers to CQL: Cassandra, or something that speaks like it.
public enum Product {
    /// Apache Cassandra, or what cannot be told from it.
    CASSANDRA("Apache Cassandra"),
    /// DataStax Enterprise, and what was made of it: SSTables and internode protocol of its own.
    DSE("DataStax Enterprise"),
    /// DataStax Astra DB: a service without internode ports.
    ASTRA("DataStax Astra DB"),
    /// ScyllaDB: Cassandra's CQL and SSTables, another internode protocol.
    SCYLLA("ScyllaDB"),
    /// Amazon Keyspaces: a service without internode ports.
    KEYSPACES("Amazon Keyspaces"),
    /// Azure Cosmos DB for Apache Cassandra: a service without internode ports.
    COSMOS("Azure Cosmos DB"),
    /// YugabyteDB with its CQL.
    YUGABYTE("YugabyteDB");

    // DSE 5.1 says 3.11.3.5113, DSE 6.8 says 4.0.0.6819: a fourth number that no Cassandra has.
    private static final String RELEASE_OF_DSE = "\\d+\\.\\d+\\.\\d+\\.\\d+.*";
    private static final Set<String> KEYSPACES_OF_ASTRA = Set.of("data_endpoint_auth", "datastax_sla");
    private static final Set<String> KEYSPACES_OF_AMAZON = Set.of("system_schema_mcs", "system_multiregion_info");

    private final String title;

    Product(String title) {
        this.title = title;
    }

    /// Its name, as its maker writes it.
    public String title() {
        return title;
    }

    /// Recognises it by what it says of itself.
    ///
    /// @param release `system.local.release_version`
    /// @param clusterName `system.local.cluster_name`
    /// @param contact the name that we reached it by
    /// @param columns of `system.local` that have a value
    /// @param keyspaces the names of all keyspaces, the system's included
    /// @param systemTables the names of the tables in `system` and `system_schema`; empty if not known
    public static Product of(
            String release,
            String clusterName,
            String contact,
            Collection<String> columns,
            Collection<String> keyspaces,
            Collection<String> systemTables) {
        var host = contact.toLowerCase(Locale.ROOT);
        if (clusterName.equals("Amazon Keyspaces") || keyspaces.stream().anyMatch(KEYSPACES_OF_AMAZON::contains)) {
            return KEYSPACES;
        }
        if (host.contains(".cosmos.azure.") || host.contains(".cosmosdb.azure.")) {
            return COSMOS;
        }
        if (host.contains(".astra.datastax.com") || keyspaces.stream().anyMatch(KEYSPACES_OF_ASTRA::contains)) {
            return ASTRA;
        }
        if (isScylla(columns, keyspaces, systemTables)) {
            return SCYLLA;
        }
        if (release.endsWith("-SNAPSHOT") && systemTables.contains("partitions")) {
            return YUGABYTE;
        }
        return columns.contains("dse_version") || release.matches(RELEASE_OF_DSE) ? DSE : CASSANDRA;
    }

    private static boolean isScylla(
            Collection<String> columns, Collection<String> keyspaces, Collection<String> systemTables) {
        return systemTables.stream().anyMatch(table -> table.startsWith("scylla_"))
                || columns.stream().anyMatch(column -> column.startsWith("scylla_"))
                || keyspaces.contains("system_distributed_everywhere");
    }
}
