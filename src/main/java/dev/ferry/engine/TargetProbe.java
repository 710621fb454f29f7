package dev.ferry.engine;

import dev.ferry.cassandra.CqlClient;
import dev.ferry.cassandra.CqlProbe;
import dev.ferry.cassandra.CqlRights;
import dev.ferry.cassandra.InternodeProbe;
import dev.ferry.cassandra.Ring;
import dev.ferry.cluster.Node;
import dev.ferry.log.Logs;
import dev.ferry.migration.Target;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.schema.Cql;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tests the way to a target hop by hop: each contact point over CQL with what the login may do, then each
/// node's internode port. One that fails stops no other. Changes nothing, and keeps no connection.
///
/// The internode ports are tried from the workstation for information only: it is the source nodes that
/// have to reach them, and from there they are tested before data moves.
final class TargetProbe {
    private static final int AT_ONCE = 32;
    private static final Duration INTERNODE_LIMIT = Duration.ofSeconds(4);

    private final Target.CassandraCluster cluster;
    private final ClusterDoor door;
    private final Consumer<HopSeen> told;

    /// @param told hears every hop as it starts and ends, from any thread but never from two at once
    TargetProbe(Target.CassandraCluster cluster, Secrets secrets, Consumer<HopSeen> told) {
        this.cluster = cluster;
        this.door = new ClusterDoor(cluster, secrets, Tempo.of(cluster));
        this.told = SourceProbe.inTurn(told);
    }

    /// Goes through all hops.
    ///
    /// @return whether every contact point lets us in with the rights that are needed
    /// @throws FailureException if a file that the settings name cannot be read
    boolean walk() throws FailureException, InterruptedException {
        var contacts = cluster.contactPoints().stream().distinct().toList();
        var rings = Together.map(contacts, AT_ONCE, this::ring);
        var ring = rings.stream().flatMap(Optional::stream).findFirst();
        if (ring.isPresent()) {
            var tls = door.trust().internodeTls();
            Together.map(ring.get().nodes(), AT_ONCE, node -> internode(node, tls));
        }
        return rings.stream().allMatch(Optional::isPresent);
    }

    private Optional<Ring> ring(String contact) throws FailureException, InterruptedException {
        var endpoint = door.endpoint(contact);
        var hops = SourceProbe.clusterHops(contact, endpoint.label(), endpoint.tls() != null);
        hops.put(HopKind.RIGHTS, "workstation → " + endpoint.label());
        var trail = new HopTrail(HopSeen.Part.CLUSTER, contact, hops, told);
        trail.start();
        try (var client = CqlProbe.connect(
                endpoint, Logs.audit("target"), (milestone, seen) -> trail.passed(SourceProbe.kind(milestone), seen))) {
            var ring = client.ring();
            trail.passed(HopKind.RING, SourceProbe.described(ring));
            trail.passed(HopKind.RIGHTS, rights(client, endpoint.label()));
            return Optional.of(ring);
        } catch (FailureException e) {
            trail.failed(e.failure());
            return Optional.empty();
        }
    }

    private String rights(CqlClient client, String label) throws FailureException, InterruptedException {
        var login = cluster.login();
        if (login == null) {
            return "nobody has to log in";
        }
        var rights = CqlRights.of(client, login.user());
        if (!rights.isEnough()) {
            var user = Cql.name(login.user());
            var missing = new TreeSet<>(rights.missing());
            var grants = missing.stream()
                    .map(each -> "GRANT " + each + " TO " + user + ";")
                    .collect(Collectors.joining(" "));
            throw Failures.attention(
                    "workstation → " + label,
                    "engine.target.rights",
                    "missing: " + String.join(", ", missing),
                    login.user(),
                    grants);
        }
        return login.user() + ": " + rights.standing();
    }

    private boolean internode(Node node, @Nullable TlsFiles tls) {
        var address = new InetSocketAddress(TargetLink.internodeAddress(node), cluster.internodePort());
        var way = "workstation → " + address.getHostString() + ":" + address.getPort();
        var hops = new LinkedHashMap<HopKind, String>();
        hops.put(HopKind.PORT, way);
        if (tls != null) {
            hops.put(HopKind.TLS, way);
        }
        var trail = new HopTrail(HopSeen.Part.INTERNODE, node.address(), hops, told);
        trail.start();
        try {
            InternodeProbe.connect(address, INTERNODE_LIMIT);
            trail.passed(HopKind.PORT, "accepts connections");
            if (tls != null) {
                trail.passed(HopKind.TLS, shakeHands(node, address, way, tls));
            }
        } catch (FailureException e) {
            trail.failed(e.failure());
        } catch (IOException e) {
            trail.failed(failure(way, "engine.target.internode.port", e, node));
        }
        return trail.isPassed();
    }

    private static String shakeHands(Node node, InetSocketAddress address, String way, TlsFiles tls)
            throws FailureException {
        try {
            return InternodeProbe.shakeHands(address, tls.forCql(), INTERNODE_LIMIT);
        } catch (IOException e) {
            var key = InternodeProbe.isAboutNames(e) ? "engine.target.internode.name" : "engine.target.internode.tls";
            throw new FailureException(failure(way, key, e, node), e);
        }
    }

    private static Failure failure(String way, String key, IOException reason, Node node) {
        return Failures.failure(Failure.Kind.NEEDS_ATTENTION, way, key, reason.toString(), node.address());
    }
}
