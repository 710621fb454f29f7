package dev.ferry.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyspaceTest {
    @ParameterizedTest
    @CsvSource({
        "system, true",
        "system_schema, true",
        "system_views, true",
        "system_backups, true",
        "dse_security, true",
        "stargate_system, true",
        "reaper_db, true",
        "OpsCenter, true",
        "cfs_archive, true",
        "shop, false",
        "systems, false",
        "opscenter, false",
        "cfs_orders, false",
        "cycling, false"
    })
    void keepsWhatBelongsToCassandraAndVendorsApart(String name, boolean isSystem) {
        assertEquals(isSystem, Keyspace.isSystem(name));
    }
}
