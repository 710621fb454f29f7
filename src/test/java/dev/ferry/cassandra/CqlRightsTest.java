package dev.ferry.cassandra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class CqlRightsTest {
    @Test
    void bothGrantsAreNeeded() {
        assertTrue(
                CqlRights.granted(Set.of("CREATE ON ALL KEYSPACES", "CREATE ON ALL ROLES", "SELECT ON <keyspace shop>"))
                        .isEnough());
    }

    @Test
    void whatIsMissingIsNamed() {
        assertEquals(
                Set.of("CREATE ON ALL ROLES"),
                CqlRights.granted(Set.of("CREATE ON ALL KEYSPACES")).missing());
        var nothing = CqlRights.granted(Set.of("ALTER ON ALL KEYSPACES", "CREATE ON <keyspace shop>"));
        assertEquals(Set.of("CREATE ON ALL KEYSPACES", "CREATE ON ALL ROLES"), nothing.missing());
        assertFalse(nothing.isEnough());
    }
}
