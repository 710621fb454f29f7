package dev.ferry.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReplicationTest {
    private static Replication of(String strategy, Map<String, String> options) {
        return new Replication(strategy, new TreeMap<>(options));
    }

    @Test
    void namesCassandrasOwnStrategiesShortAndOthersInFull() {
        assertEquals(
                "SimpleStrategy",
                of("org.apache.cassandra.locator.SimpleStrategy", Map.of()).strategy());
        assertEquals(
                "com.acme.OddStrategy", of("com.acme.OddStrategy", Map.of()).strategy());
    }

    @Test
    void readsFactorsWithTransientReplicas() {
        var replication = of("NetworkTopologyStrategy", Map.of("dc1", "3/1", "dc2", "2"));
        assertEquals(Map.of("dc1", 3, "dc2", 2), replication.factors());
        assertEquals(OptionalInt.of(3), replication.largestFactor());
    }

    @Test
    void hasNoFactorsByDataCentreWhenItIsSimple() {
        assertTrue(Replication.simple(2).factors().isEmpty());
        assertEquals(OptionalInt.of(2), Replication.simple(2).largestFactor());
    }

    @Test
    void knowsWhetherARowHasAPlace() {
        var centres = Set.of("aiven");
        assertTrue(Replication.simple(1).placesReplicaOn(centres));
        assertFalse(Replication.simple(0).placesReplicaOn(centres));
        assertTrue(
                of("NetworkTopologyStrategy", Map.of("aiven", "1", "dc1", "3")).placesReplicaOn(centres));
        assertFalse(of("NetworkTopologyStrategy", Map.of("dc1", "3")).placesReplicaOn(centres));
        assertFalse(of("NetworkTopologyStrategy", Map.of("Aiven", "3")).placesReplicaOn(centres));
        assertFalse(of("NetworkTopologyStrategy", Map.of("aiven", "0")).placesReplicaOn(centres));
        assertFalse(of("EverywhereStrategy", Map.of()).placesReplicaOn(centres));
    }

    @Test
    void isWrittenAsCql() {
        assertEquals(
                "{'class': 'NetworkTopologyStrategy', 'a''b': '2', 'dc1': '3'}",
                of("NetworkTopologyStrategy", Map.of("dc1", "3", "a'b", "2")).toString());
        assertEquals("{'class': 'LocalStrategy'}", of("LocalStrategy", Map.of()).toString());
    }
}
