package dev.ferry.engine;

import dev.ferry.cassandra.CqlCause;
import dev.ferry.cassandra.CqlClient;
import dev.ferry.cassandra.Reach;
import dev.ferry.log.Logs;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Messages;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The source cluster over CQL, by the road that its settings name.
final class SourceCql implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SourceCql.class);

    // What a port that cannot be reached looks like. Whoever gets further has come to the right door.
    private static final Set<CqlCause> UNREACHED = EnumSet.of(
            CqlCause.NAME_UNRESOLVED, CqlCause.PORT_UNREACHABLE, CqlCause.PORT_SILENT, CqlCause.PORT_REFUSED);

    private final CqlClient client;
    private final @Nullable Tunnels tunnels;

    private SourceCql(CqlClient client, @Nullable Tunnels tunnels) {
        this.client = client;
        this.tunnels = tunnels;
    }

    /// Connects to all nodes that can be reached.
    ///
    /// @param machines lends SSH connections, and closes them later than this
    static SourceCql open(SourceAccess access, Tunnels.Machines machines)
            throws FailureException, InterruptedException {
        return switch (access.settings().road()) {
            case DIRECT -> direct(access);
            case SSH -> throughSsh(access, machines);
            case AUTOMATIC -> automatic(access, machines);
        };
    }

    private static SourceCql direct(SourceAccess access) throws FailureException, InterruptedException {
        return new SourceCql(CqlClient.connect(access.endpoint(), Reach.RING, Logs.audit("source")), null);
    }

    private static SourceCql automatic(SourceAccess access, Tunnels.Machines machines)
            throws FailureException, InterruptedException {
        try {
            return direct(access);
        } catch (FailureException direct) {
            if (!isUnreached(direct.failure())) {
                throw direct;
            }
            LOG.info("The native port cannot be reached directly: trying through SSH");
            try {
                return throughSsh(access, machines);
            } catch (FailureException detour) {
                throw isSshUnreached(detour.failure()) ? both(direct.failure(), detour.failure()) : detour;
            }
        }
    }

    private static SourceCql throughSsh(SourceAccess access, Tunnels.Machines machines)
            throws FailureException, InterruptedException {
        var tunnels = new Tunnels(access.settings().ssh().hosts(), machines);
        var opened = false;
        try {
            var endpoint = access.endpoint(reached(access, tunnels)).by(tunnels);
            var client = CqlClient.connect(endpoint, Reach.RING, Logs.audit("source"));
            opened = true;
            return new SourceCql(client, tunnels);
        } finally {
            if (!opened) {
                tunnels.close();
            }
        }
    }

    /// The first contact point whose machine lets us through: the ring tells the others.
    private static String reached(SourceAccess access, Tunnels tunnels) throws FailureException, InterruptedException {
        FailureException first = null;
        for (var contact : access.endpoint().contactPoints()) {
            try {
                tunnels.open(contact, access.settings().port());
                return contact;
            } catch (FailureException e) {
                first = first == null ? e : first;
            }
        }
        throw Objects.requireNonNull(first, "settings have a contact point");
    }

    /// Whether a native port could not be reached at all.
    static boolean isUnreached(Failure failure) {
        return CqlCause.of(failure).filter(UNREACHED::contains).isPresent();
    }

    /// Whether SSH did not even find a server.
    static boolean isSshUnreached(Failure failure) {
        return failure.cause().key().startsWith("ssh.connect.");
    }

    /// What to say where neither road leads anywhere.
    static FailureException both(Failure direct, Failure detour) {
        return new FailureException(new Failure(
                direct.kind(),
                direct.hop(),
                direct.cause(),
                direct.evidence() + "\n" + detour.hop() + ": " + Messages.text(detour.cause()) + " "
                        + detour.evidence(),
                direct.remedy()));
    }

    /// The cluster.
    CqlClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        if (tunnels != null) {
            tunnels.close();
        }
    }
}
