package dev.ferry.engine;

import dev.ferry.cassandra.CqlProbe;
import dev.ferry.cassandra.Ring;
import dev.ferry.log.Logs;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.Become;
import dev.ferry.ssh.Gateways;
import dev.ferry.ssh.Milestone;
import dev.ferry.ssh.Remote;
import dev.ferry.ssh.SshLogin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Tests the way to a contact point's native port through SSH, hop by hop.
final class SourceDetour {
    private final SourceAccess access;
    private final Gateways gateways;
    private final Consumer<HopSeen> told;

    /// @param told hears every hop as it starts and ends
    SourceDetour(SourceAccess access, Gateways gateways, Consumer<HopSeen> told) {
        this.access = access;
        this.gateways = gateways;
        this.told = told;
    }

    /// Goes all the way, as the user has chosen.
    Optional<Ring> ring(String contact) throws FailureException, InterruptedException {
        var trail = trail(contact);
        try {
            return Optional.of(ring(contact, trail, ""));
        } catch (FailureException e) {
            return SourceProbe.failed(trail, e);
        }
    }

    /// Goes all the way where the port cannot be reached directly.
    ///
    /// @param direct the hops of that attempt, which is told as failed where SSH finds no server either
    /// @param failure why it failed
    Optional<Ring> ring(String contact, HopTrail direct, Failure failure)
            throws FailureException, InterruptedException {
        var trail = trail(contact);
        try {
            return Optional.of(
                    ring(contact, trail, "not reached directly (" + failure.evidence() + "): through SSH to "));
        } catch (FailureException e) {
            return SourceCql.isSshUnreached(e.failure())
                    ? SourceProbe.failed(direct, SourceCql.both(failure, e.failure()))
                    : SourceProbe.failed(trail, e);
        }
    }

    private HopTrail trail(String contact) throws FailureException, InterruptedException {
        var endpoint = access.endpoint(contact);
        var hops = hops(access.login(contact), endpoint.label(), endpoint.tls() != null);
        var trail = new HopTrail(HopSeen.Part.CLUSTER, contact, hops, told);
        trail.start();
        return trail;
    }

    private static LinkedHashMap<HopKind, String> hops(SshLogin login, String label, boolean hasTls) {
        var server = login.host() + ":" + login.port();
        var way = (login.jumps().isEmpty()
                        ? "workstation"
                        : login.jumps().getLast().host()) + " → " + server;
        var through = "workstation → " + server + " (SSH) → " + label;
        var hops = new LinkedHashMap<HopKind, String>();
        if (login.jumps().isEmpty()) {
            hops.put(HopKind.NAME, login.host());
        } else {
            hops.put(HopKind.JUMP, "workstation → " + login.jumps().getLast().host());
        }
        for (var kind : List.of(HopKind.PORT, HopKind.HOST_KEY, HopKind.SSH_LOGIN)) {
            hops.put(kind, way);
        }
        hops.put(HopKind.TUNNEL, through);
        if (hasTls) {
            hops.put(HopKind.TLS, through);
        }
        hops.put(HopKind.CQL_LOGIN, through);
        hops.put(HopKind.RING, through);
        return hops;
    }

    private Ring ring(String contact, HopTrail trail, String why) throws FailureException, InterruptedException {
        var remotes = new CopyOnWriteArrayList<Remote>();
        try (var tunnels = new Tunnels(access.settings().ssh().hosts(), machine -> {
            var remote = remote(machine, trail);
            remotes.add(remote);
            return remote;
        })) {
            var end = tunnels.open(contact, access.settings().port());
            trail.passed(HopKind.TUNNEL, why + end);
            // what was gone through before the tunnel's end has been told
            try (var client = CqlProbe.connect(
                    access.endpoint(contact).by(tunnels),
                    Logs.audit("source"),
                    (milestone, seen) -> trail.passed(SourceProbe.kind(milestone), seen))) {
                return SourceProbe.ring(client, trail);
            }
        } finally {
            remotes.forEach(Remote::close);
        }
    }

    private Remote remote(String machine, HopTrail trail) throws FailureException, InterruptedException {
        return gateways.connect(access.login(machine), new Become.Direct(), Logs.audit(machine), (milestone, seen) -> {
            if (milestone != Milestone.BECAME) {
                trail.passed(SourceProbe.kind(milestone), seen);
            }
        });
    }
}
