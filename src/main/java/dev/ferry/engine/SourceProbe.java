package dev.ferry.engine;

import dev.ferry.cassandra.CqlClient;
import dev.ferry.cassandra.CqlMilestone;
import dev.ferry.cassandra.CqlProbe;
import dev.ferry.cassandra.Ring;
import dev.ferry.cluster.Machine;
import dev.ferry.cluster.Node;
import dev.ferry.log.Logs;
import dev.ferry.migration.SourceSettings.Road;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.source.SourceNode;
import dev.ferry.ssh.Gateways;
import dev.ferry.ssh.Milestone;
import dev.ferry.ssh.SshLogin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Tests the way to the source hop by hop: each contact point over CQL, directly or through SSH as the
/// settings say, then each node of the ring over SSH. One that fails stops no other. Changes nothing, and keeps no
/// connection.
final class SourceProbe {
    private static final int AT_ONCE = 32;

    private final SourceAccess access;
    private final Consumer<HopSeen> told;

    /// @param told hears every hop as it starts and ends, from any thread but never from two at once
    SourceProbe(SourceAccess access, Consumer<HopSeen> told) {
        this.access = access;
        this.told = inTurn(told);
    }

    static Consumer<HopSeen> inTurn(Consumer<HopSeen> told) {
        return hop -> {
            synchronized (told) {
                told.accept(hop);
            }
        };
    }

    /// Goes through all hops.
    ///
    /// @return whether every one of them works
    /// @throws FailureException if a file that the settings name cannot be read
    boolean walk() throws FailureException, InterruptedException {
        return walk(_ -> true);
    }

    /// Goes through all hops to the cluster, and to some of its nodes.
    ///
    /// @param meant which nodes are gone to
    /// @return whether every one of them works
    /// @throws FailureException if a file that the settings name cannot be read
    boolean walk(Predicate<Node> meant) throws FailureException, InterruptedException {
        var contacts = access.settings().contactPoints().stream().distinct().toList();
        // one for both stretches: a one-time code is asked for once
        try (var gateways = new Gateways()) {
            var detour = new SourceDetour(access, gateways, told);
            var rings = Together.map(contacts, AT_ONCE, contact -> ring(contact, detour));
            var ring = rings.stream().flatMap(Optional::stream).findFirst();
            if (ring.isEmpty()) {
                return false;
            }
            var nodes = ring.get().nodes().stream().filter(meant).toList();
            var isEveryNodeReached = reach(nodes, gateways);
            return isEveryNodeReached && rings.stream().allMatch(Optional::isPresent);
        }
    }

    /// Goes to these nodes over SSH.
    ///
    /// @return whether every hop to every one of them works
    boolean reach(List<Node> nodes) throws FailureException, InterruptedException {
        try (var gateways = new Gateways()) {
            return reach(nodes, gateways);
        }
    }

    private boolean reach(List<Node> nodes, Gateways gateways) throws FailureException, InterruptedException {
        return Together.map(nodes, AT_ONCE, node -> isReached(node, gateways)).stream()
                .allMatch(reached -> reached);
    }

    private Optional<Ring> ring(String contact, SourceDetour detour) throws FailureException, InterruptedException {
        var road = access.settings().road();
        if (road == Road.SSH) {
            return detour.ring(contact);
        }
        var endpoint = access.endpoint(contact);
        var trail = new HopTrail(
                HopSeen.Part.CLUSTER, contact, clusterHops(contact, endpoint.label(), endpoint.tls() != null), told);
        trail.start();
        try (var client = CqlProbe.connect(
                endpoint, Logs.audit("source"), (milestone, seen) -> trail.passed(kind(milestone), seen))) {
            return Optional.of(ring(client, trail));
        } catch (FailureException e) {
            return road == Road.AUTOMATIC && SourceCql.isUnreached(e.failure())
                    ? detour.ring(contact, trail, e.failure())
                    : failed(trail, e);
        }
    }

    static Ring ring(CqlClient client, HopTrail trail) throws FailureException, InterruptedException {
        var ring = client.ring();
        trail.passed(HopKind.RING, described(ring));
        return ring;
    }

    static Optional<Ring> failed(HopTrail trail, FailureException failure) {
        trail.failed(failure.failure());
        return Optional.empty();
    }

    static String described(Ring ring) {
        var up = ring.nodes().stream().filter(Node::up).count();
        return ring.clusterName() + ": " + up + " of " + ring.nodes().size() + " nodes up";
    }

    static LinkedHashMap<HopKind, String> clusterHops(String contact, String label, boolean hasTls) {
        var way = "workstation → " + label;
        var hops = new LinkedHashMap<HopKind, String>();
        hops.put(HopKind.NAME, contact);
        hops.put(HopKind.PORT, way);
        if (hasTls) {
            hops.put(HopKind.TLS, way);
        }
        hops.put(HopKind.CQL_LOGIN, way);
        hops.put(HopKind.RING, way);
        return hops;
    }

    static HopKind kind(CqlMilestone milestone) {
        return switch (milestone) {
            case RESOLVED -> HopKind.NAME;
            case CONNECTED -> HopKind.PORT;
            case ENCRYPTED -> HopKind.TLS;
            case LOGGED_IN -> HopKind.CQL_LOGIN;
        };
    }

    private boolean isReached(Node node, Gateways gateways) throws FailureException, InterruptedException {
        var login = access.login(node.address());
        var trail = new HopTrail(HopSeen.Part.NODE, node.address(), nodeHops(node, login), told);
        trail.start();
        try {
            requireUp(node);
            trail.passed(HopKind.STATE, node.dataCentre() + ", " + node.rack() + ", Cassandra " + node.version());
            try (var remote = gateways.connect(
                    login,
                    access.become(),
                    Logs.audit(node.address()),
                    (milestone, seen) -> trail.passed(kind(milestone), seen))) {
                var machine = new SourceNode(remote, access.hint(node.address())).survey(Map.of());
                requireReadable(node, machine);
                trail.passed(HopKind.CASSANDRA, described(machine));
            }
        } catch (FailureException e) {
            trail.failed(e.failure());
        }
        return trail.isPassed();
    }

    private static LinkedHashMap<HopKind, String> nodeHops(Node node, SshLogin login) {
        var target = login.host() + ":" + login.port();
        var way = (login.jumps().isEmpty()
                        ? "workstation"
                        : login.jumps().getLast().host()) + " → " + target;
        var hops = new LinkedHashMap<HopKind, String>();
        hops.put(HopKind.STATE, "node " + node.address());
        if (login.jumps().isEmpty()) {
            hops.put(HopKind.NAME, login.host());
        } else {
            hops.put(HopKind.JUMP, "workstation → " + login.jumps().getLast().host());
        }
        hops.put(HopKind.PORT, way);
        hops.put(HopKind.HOST_KEY, way);
        hops.put(HopKind.SSH_LOGIN, way);
        hops.put(HopKind.BECOME, "node " + node.address());
        hops.put(HopKind.CASSANDRA, "node " + node.address());
        return hops;
    }

    static HopKind kind(Milestone milestone) {
        return switch (milestone) {
            case JUMPED -> HopKind.JUMP;
            case RESOLVED -> HopKind.NAME;
            case CONNECTED -> HopKind.PORT;
            case HOST_KEY -> HopKind.HOST_KEY;
            case LOGGED_IN -> HopKind.SSH_LOGIN;
            case BECAME -> HopKind.BECOME;
        };
    }

    private static void requireUp(Node node) throws FailureException {
        if (!node.up()) {
            throw Failures.attention("node " + node.address(), "engine.source.node.down", "", node.address());
        }
    }

    private static void requireReadable(Node node, Machine machine) throws FailureException {
        var closed = machine.dataDirectories().stream()
                .filter(directory -> !directory.isReadable())
                .findFirst();
        if (closed.isPresent()) {
            throw new FailureException(Failures.failure(
                    Failure.Kind.NEEDS_ATTENTION,
                    "node " + node.address(),
                    "source.directory.unreadable",
                    "",
                    closed.get().path()));
        }
    }

    private static String javas(Machine machine) {
        return machine.javaReleases().isEmpty()
                ? "no Java found"
                : "Java found: "
                        + machine.javaReleases().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    static String described(Machine machine) {
        var loader = machine.loader();
        var tools = loader == null
                ? "no sstableloader: Ferry can bring one (" + javas(machine) + ")"
                : "sstableloader " + loader.version() + " on Java " + loader.javaVersion();
        var directories = machine.dataDirectories().stream()
                .map(directory -> Objects.requireNonNull(directory.path()))
                .toList();
        return String.join(", ", List.of(tools, machine.configuration(), String.join(", ", directories)));
    }
}
