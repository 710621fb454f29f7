package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ferry.migration.Target;
import dev.ferry.migration.Tls;
import dev.ferry.outcome.FailureException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The ways that end before a cluster has said a word.
@Timeout(30)
class TargetProbeTest {
    private final List<HopSeen> seen = new ArrayList<>();

    @Test
    void aNameThatNobodyKnowsEndsTheWay() throws Exception {
        assertFalse(probe(cluster(List.of("no-such-host.invalid"), 9042, null)).walk());
        assertEquals(
                List.of("NAME Failed", "PORT Skipped", "CQL_LOGIN Skipped", "RING Skipped", "RIGHTS Skipped"),
                ended("no-such-host.invalid"));
        assertEquals("cassandra.name.unresolved", failure(HopKind.NAME));
    }

    @Test
    void aPortThatNobodyListensOnEndsTheWay() throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertFalse(probe(cluster(List.of("127.0.0.1"), port, null)).walk());
        assertEquals(
                List.of("NAME Passed", "PORT Failed", "CQL_LOGIN Skipped", "RING Skipped", "RIGHTS Skipped"),
                ended("127.0.0.1"));
        assertEquals("cassandra.port.refused", failure(HopKind.PORT));
    }

    @Test
    void oneWayThatFailsStopsNoOther() throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertFalse(probe(cluster(List.of("no-such-host.invalid", "127.0.0.1"), port, null))
                .walk());
        assertEquals("NAME Failed", ended("no-such-host.invalid").getFirst());
        assertEquals("NAME Passed", ended("127.0.0.1").getFirst());
    }

    @Test
    void aFileThatCannotBeReadIsSaidAtOnce() {
        var probe = probe(cluster(List.of("127.0.0.1"), 9042, "/no/such/ca.pem"));
        var failure = assertThrows(FailureException.class, probe::walk).failure();
        assertEquals("secrets.material.unreadable", failure.cause().key());
        assertEquals(List.of(), seen);
    }

    private TargetProbe probe(Target.CassandraCluster cluster) {
        return new TargetProbe(cluster, new Secrets(Map.of()), seen::add);
    }

    private static Target.CassandraCluster cluster(List<String> contacts, int port, @Nullable String authorities) {
        return new Target.CassandraCluster(
                contacts, port, 7000, null, authorities == null ? null : Tls.trusting(authorities), null);
    }

    private List<String> ended(String subject) {
        return seen.stream()
                .filter(hop -> hop.subject().equals(subject))
                .filter(hop -> !(hop.state() instanceof HopState.Running))
                .map(hop -> hop.kind() + " " + hop.state().getClass().getSimpleName())
                .toList();
    }

    private String failure(HopKind kind) {
        var hop = seen.stream()
                .filter(each -> each.kind() == kind && each.state() instanceof HopState.Failed)
                .findFirst()
                .orElseThrow();
        return assertInstanceOf(HopState.Failed.class, hop.state())
                .failure()
                .cause()
                .key();
    }
}
