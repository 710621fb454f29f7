package dev.ferry.source;

import dev.ferry.cluster.Machine;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Finding;
import dev.ferry.schema.TableName;
import dev.ferry.ssh.Remote;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// A Cassandra node as its machine shows it, and what `nodetool` can do there.
///
/// Every method may be called first; where the node's parts lie is looked up once and remembered.
public final class SourceNode {
    private final Remote remote;
    private final NodeHint hint;

    /// A node on this machine.
    public SourceNode(Remote remote, NodeHint hint) {
        this.remote = Objects.requireNonNull(remote);
        this.hint = Objects.requireNonNull(hint);
    }

    /// Looks at everything again, in two round trips, and changes nothing.
    ///
    /// @param tables the tables of the user's keyspaces with their ids, which tell the live folder of a
    ///     table from those of its dropped namesakes
    /// @throws FailureException if no `cassandra.yaml` is found or it cannot be read
    public Machine survey(Map<TableName, UUID> tables) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException(remote.name() + hint.address() + tables);
    }

    /// Writes what is in memory to files: `nodetool flush`, all keyspaces.
    public void flush() throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Takes a named snapshot of these tables, and proves by listing that every one of them has it. Tables
    /// that already have it are passed over, so that an interrupted call can be made again.
    ///
    /// @param tag the snapshot's name: letters, digits, `.`, `_` and `-`
    public void snapshot(String tag, Collection<TableName> tables) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Whether anything of a snapshot lies in any data directory.
    public boolean hasSnapshot(String tag) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// The tables whose snapshot of that name is complete, that is, has its `manifest.json`, which
    /// Cassandra writes last (`ColumnFamilyStore.snapshotWithoutMemtable`).
    public Set<TableName> snapshotTables(String tag) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Removes a snapshot, and proves by listing that no data directory holds any of it.
    public void clearSnapshot(String tag) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Tries what loading will need: whether Ferry's folder can be made on every file system with SSTables,
    /// whether a real SSTable can be hard-linked into it, and how much is free. What it makes it removes.
    ///
    /// @param migrationId names the folder
    public List<Finding> checkFolders(Machine machine, String migrationId)
            throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }
}
