package dev.ferry.engine;

import dev.ferry.cluster.Cluster;
import dev.ferry.outcome.FailureException;
import dev.ferry.plan.CellId;
import dev.ferry.plan.Plan;
import dev.ferry.secrets.Redactor;
import dev.ferry.source.AttemptLook;
import dev.ferry.source.CellState;
import dev.ferry.source.NodeFolder;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/// The logs where they lie, in Ferry's folders on the source nodes.
final class NodeLogs implements CellLogs {
    private final SourceLink source;
    private final Cluster cluster;
    private final Plan plan;
    private final String migration;
    private final Map<String, NodeFolder> folders = new ConcurrentHashMap<>();

    /// @param cluster the source as it was surveyed
    /// @param migration the migration's id, after which the folders are named
    NodeLogs(SourceLink source, Cluster cluster, Plan plan, String migration) {
        this.source = source;
        this.cluster = cluster;
        this.plan = plan;
        this.migration = migration;
    }

    @Override
    public CellLog read(CellId cell, int attempt, long outFrom, long errFrom)
            throws FailureException, InterruptedException {
        return log(cell, attempt, folder(cell.node()).read(Staging.key(plan, cell), attempt, outFrom, errFrom));
    }

    private NodeFolder folder(String address) throws FailureException, InterruptedException {
        var known = folders.get(address);
        if (known != null) {
            return known;
        }
        var node = cluster.nodes().stream()
                .filter(each -> each.address().equals(address))
                .findFirst()
                .orElseThrow(() -> Failures.attention("source node " + address, "engine.log.no-node", "", address));
        var found = NodeFolder.find(source.remote(address), Workspace.machine(node), migration);
        folders.put(address, found);
        return found;
    }

    private static CellLog log(CellId cell, int attempt, AttemptLook read) {
        var look = read.look();
        return new CellLog(
                cell,
                attempt,
                state(look.state()),
                look.state() instanceof CellState.Ended ended ? OptionalInt.of(ended.code()) : OptionalInt.empty(),
                Redactor.redact(read.command()),
                Redactor.redact(look.log()),
                read.logFrom(),
                look.logOffset(),
                Redactor.redact(look.err()),
                read.errFrom(),
                look.errOffset(),
                look.hasMore());
    }

    private static CellLog.State state(CellState state) {
        return switch (state) {
            case CellState.Living ignored -> CellLog.State.RUNNING;
            case CellState.Ended ignored -> CellLog.State.ENDED;
            case CellState.Vanished ignored -> CellLog.State.VANISHED;
            case CellState.Queued ignored -> CellLog.State.QUEUED;
            case CellState.Claimed ignored -> CellLog.State.STARTING;
            case CellState.NotThere ignored -> CellLog.State.STARTING;
        };
    }

    @Override
    public void close() {
        source.close();
    }
}
