package dev.ferry.source;

import dev.ferry.cluster.Machine;
import dev.ferry.cluster.TableFiles;
import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.Remote;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Everything that Ferry puts on a source node: one folder per file system, mode 0700, named
/// `.ferry-<migration>`, beside a data directory, or within it where its parent will not have it.
///
/// ```
/// credentials-<n>/…                             files 0600, in the first folder only
/// stage/<cell>/<n>/<keyspace>/<table>/          hard links to SSTables of a snapshot
/// cells/<cell>/<attempt>/{command,log,err,pid,exit}     in the first folder only
/// ```
///
/// A cell is named by the caller; the name may hold letters, digits, `.`, `_` and `-`.
public final class NodeFolder {
    private NodeFolder() {}

    /// Makes the folders, or finds those made before.
    ///
    /// @param migrationId a safe name
    /// @throws FailureException if a folder cannot be made, is not ours, or a data directory cannot be read
    public static NodeFolder create(Remote remote, Machine machine, String migrationId)
            throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Finds the folders made before, and makes none: to look and to clean up.
    public static NodeFolder find(Remote remote, Machine machine, String migrationId)
            throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// The folders' absolute paths, one per file system; the first also holds credentials and cells.
    public List<String> roots() {
        throw new UnsupportedOperationException();
    }

    /// The absolute path of an installed folder such as `credentials-1`.
    public String path(String folder) {
        throw new UnsupportedOperationException();
    }

    /// Brings files into a folder, mode 0600; those that are there with the same content are left alone.
    ///
    /// @param folder a safe name, for example `credentials-1`
    /// @param files contents by relative path (`conf/cassandra.yaml`); each part of the path a safe name
    public void install(String folder, Map<String, byte[]> files) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Hard-links the SSTables of a table's snapshot to where the loader can read them. Calling it again
    /// gives the same parts; it must not be called while a loader of this cell lives.
    ///
    /// @param tag the snapshot's name
    /// @return one part per file system that holds SSTables of it, more where names collide between data
    ///     directories; none if the listing proves that there is nothing to load
    /// @throws FailureException if the table has folders and none of them has the snapshot, if an SSTable
    ///     lacks its data file, or if what was staged is not what the snapshot holds
    public List<StagedPart> stage(String cell, String tag, TableFiles files)
            throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// The folder of one attempt at a cell, where `command` and `log` lie; the working directory of its
    /// command.
    public String attemptFolder(String cell, int attempt) {
        throw new UnsupportedOperationException();
    }

    /// Starts a command in a session of its own, which outlives every connection, and returns once its
    /// process is written down. The attempt is claimed atomically: of two that start it, one is told that
    /// it came late.
    ///
    /// @param attempt counted from 1
    /// @param command a POSIX `sh` script, run by the user of these folders in the attempt's folder; starts
    ///     the loader best by `exec`, and names its stage or cell folder in an argument, so that {@link
    ///     #anyProcess(String)} can see it
    public Launch launch(String cell, int attempt, String command) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Looks at many cells in one round trip: state, and at most 256 KiB of each output that is new.
    ///
    /// @param cells one position per cell
    /// @return by cell
    public Map<String, CellLook> look(Collection<CellPosition> cells) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Whether any living process names this cell's stage or cell folder in its arguments: a third witness,
    /// beside the journal and the folder.
    public boolean anyProcess(String cell) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Ends a cell's processes, the whole session: politely, and after ten seconds by force. Does nothing
    /// where they are gone. Its exit code is written down as after any other end.
    ///
    /// @throws FailureException if something of it still lives afterwards
    public void stop(String cell, int attempt) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Removes a cell's hard links on every file system.
    public void removeStage(String cell) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// What is there of this migration, by listing: the folders that still exist and what lies directly in
    /// them.
    public List<String> remains() throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Removes the folders.
    ///
    /// @return what is still there afterwards, by listing: nothing if all went well
    /// @throws FailureException if a process still runs from them: then nothing was removed
    public List<String> remove() throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }
}
