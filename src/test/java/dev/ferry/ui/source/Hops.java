package dev.ferry.ui.source;

import dev.ferry.cluster.Cluster;
import dev.ferry.cluster.Node;
import dev.ferry.engine.HopKind;
import dev.ferry.engine.HopSeen;
import dev.ferry.engine.HopState;
import dev.ferry.engine.HostKey;
import dev.ferry.migration.SourceSettings;
import dev.ferry.outcome.Failure;
import dev.ferry.text.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a hop test tells of a cluster, with what somebody wants to go wrong.
final class Hops {
    private static final List<HopKind> CLUSTER = List.of(HopKind.NAME, HopKind.PORT, HopKind.CQL_LOGIN, HopKind.RING);
    private static final List<HopKind> NODE = List.of(
            HopKind.STATE,
            HopKind.NAME,
            HopKind.PORT,
            HopKind.HOST_KEY,
            HopKind.SSH_LOGIN,
            HopKind.BECOME,
            HopKind.CASSANDRA);
    private static final Map<HopKind, String> EVIDENCE = Map.of(
            HopKind.CQL_LOGIN, "Cassandra 4.1.8",
            HopKind.STATE, "dc-frankfurt, rack1, Cassandra 4.1.8",
            HopKind.HOST_KEY, "ssh-ed25519 SHA256:uNiVztksCsDhcc0u9e8BrqXVAFj7u3XrmqxVQdaxLEU",
            HopKind.SSH_LOGIN, "ops",
            HopKind.BECOME, "cassandra",
            HopKind.CASSANDRA,
                    "sstableloader 4.1.8 on Java 11, /etc/cassandra/cassandra.yaml, /var/lib/cassandra/data");

    private Hops() {}

    /// Every hop of a cluster, passed.
    static List<HopSeen> passed(SourceSettings source, Cluster cluster) {
        var hops = new ArrayList<HopSeen>();
        for (var contact : source.contactPoints()) {
            hops.addAll(way(HopSeen.Part.CLUSTER, contact, ":9042", CLUSTER, cluster.name()));
        }
        for (var node : cluster.nodes()) {
            hops.addAll(of(node));
        }
        return hops;
    }

    /// Every hop of a node, passed.
    static List<HopSeen> of(Node node) {
        return way(HopSeen.Part.NODE, node.address(), ":22", NODE, "");
    }

    private static List<HopSeen> way(
            HopSeen.Part part, String subject, String port, List<HopKind> kinds, String cluster) {
        var hops = new ArrayList<HopSeen>();
        for (var kind : kinds) {
            var evidence = kind == HopKind.RING
                    ? cluster + ": 6 of 6 nodes up"
                    : EVIDENCE.getOrDefault(kind, kind == HopKind.PORT ? subject + port : subject);
            hops.add(new HopSeen(
                    part,
                    subject,
                    "workstation → " + subject + port,
                    kind,
                    new HopState.Passed(evidence, Duration.ofMillis(7 + kind.ordinal() * 23L))));
        }
        return hops;
    }

    /// The same with one hop of a subject failed, and those after it skipped.
    static List<HopSeen> failing(List<HopSeen> hops, String subject, HopKind kind, Failure failure, HostKey key) {
        return hops.stream()
                .map(hop -> {
                    if (!hop.subject().equals(subject) || hop.kind().compareTo(kind) < 0) {
                        return hop;
                    }
                    var state = hop.kind() == kind
                            ? new HopState.Failed(failure, key, Duration.ofMillis(1203))
                            : new HopState.Skipped(kind);
                    return new HopSeen(hop.part(), hop.subject(), hop.place(), hop.kind(), state);
                })
                .toList();
    }

    /// A refused login.
    static Failure refused(String address) {
        return failure(
                "workstation → " + address + ":22",
                "ssh.login.refused",
                "Exhausted available authentication methods; the server allows: publickey, keyboard-interactive",
                "ops",
                "key id_ed25519");
    }

    /// A host key that nobody knows.
    static Failure unknownKey(HostKey key) {
        return failure(
                "workstation → " + key.place(),
                "ssh.hostkey.unknown",
                key.fingerprint(),
                key.place(),
                key.type(),
                key.fingerprint());
    }

    private static Failure failure(String hop, String cause, String evidence, Object... arguments) {
        return new Failure(
                Failure.Kind.NEEDS_ATTENTION,
                hop,
                Message.of(cause, arguments),
                evidence,
                Message.of(cause + ".remedy", arguments));
    }
}
