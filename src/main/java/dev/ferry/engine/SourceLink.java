package dev.ferry.engine;

import dev.ferry.cassandra.CqlClient;
import dev.ferry.cluster.Machine;
import dev.ferry.cluster.Node;
import dev.ferry.log.Logs;
import dev.ferry.migration.Options;
import dev.ferry.migration.SourceSettings;
import dev.ferry.outcome.FailureException;
import dev.ferry.schema.TableName;
import dev.ferry.source.SourceNode;
import dev.ferry.ssh.Gateways;
import dev.ferry.ssh.Progress;
import dev.ferry.ssh.Remote;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The connections to the source: CQL to the cluster, SSH to each of its nodes. Opened when first needed,
/// owned by whoever made it, closed together.
final class SourceLink implements AutoCloseable {
    private final SourceAccess access;
    private final Gateways gateways = new Gateways();
    private final Remotes remotes = new Remotes(this::connect);
    private @Nullable SourceCql cql;

    private SourceLink(SourceAccess access) {
        this.access = access;
    }

    /// Connects to the cluster over CQL; to its nodes only later.
    ///
    /// @param knownHosts Ferry's own file of host keys
    static SourceLink open(SourceSettings settings, Secrets secrets, Path knownHosts)
            throws FailureException, InterruptedException {
        return open(settings, Options.usual(), secrets, knownHosts);
    }

    /// The same, asking the nodes of the data centre that is loaded from.
    static SourceLink open(SourceSettings settings, Options options, Secrets secrets, Path knownHosts)
            throws FailureException, InterruptedException {
        var link = new SourceLink(new SourceAccess(settings, secrets, knownHosts).at(options.dataCentre()));
        var opened = false;
        try {
            link.cql = SourceCql.open(link.access, link::remote);
            opened = true;
            return link;
        } finally {
            if (!opened) {
                link.close();
            }
        }
    }

    /// Connects to nothing yet, and never over CQL: only nodes are reached.
    ///
    /// @param knownHosts Ferry's own file of host keys
    static SourceLink ofNodes(SourceSettings settings, Secrets secrets, Path knownHosts) {
        return new SourceLink(new SourceAccess(settings, secrets, knownHosts));
    }

    /// The cluster over CQL.
    CqlClient cql() {
        return Objects.requireNonNull(cql, "only nodes are reached").client();
    }

    /// A node's machine.
    ///
    /// @param address the node's address, as the ring has it
    Remote remote(String address) throws FailureException, InterruptedException {
        return remotes.remote(address);
    }

    private Remote connect(String address) throws FailureException, InterruptedException {
        return gateways.connect(access.login(address), access.become(), Logs.audit(address), Progress.untold());
    }

    /// A node as Cassandra's tools see it.
    SourceNode node(Node node) throws FailureException, InterruptedException {
        return new SourceNode(remote(node.address()), access.hint(node.address()));
    }

    /// What a node's machine shows. A connection that is made for this is closed again: of very many nodes
    /// each would else hold a thread of the system until all have been looked at.
    ///
    /// @param tables the tables of the user's keyspaces with their ids
    Machine glimpse(Node node, Map<TableName, UUID> tables) throws FailureException, InterruptedException {
        var hint = access.hint(node.address());
        var known = remotes.known(node.address());
        if (known.isPresent()) {
            return new SourceNode(known.get(), hint).survey(tables);
        }
        try (var passing = connect(node.address())) {
            return new SourceNode(passing, hint).survey(tables);
        }
    }

    @Override
    public void close() {
        if (cql != null) {
            cql.close();
        }
        remotes.close();
        gateways.close();
    }
}
