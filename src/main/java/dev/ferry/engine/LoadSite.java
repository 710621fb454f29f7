package dev.ferry.engine;

import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Outcome;
import dev.ferry.plan.CellId;
import dev.ferry.source.CellLook;
import dev.ferry.source.StagedPart;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A source node as its loads see it: files are laid ready there, loaders started, looked at, ended and
/// judged. For one thread.
interface LoadSite {
    /// The node's address, by which cells name it.
    String address();

    /// A cell's folder name on the node.
    String key(CellId cell);

    /// A cell's parts, linked to where a loader reads them. No loader of the cell may live.
    ///
    /// @throws FailureException also if the node's loader cannot read them
    List<StagedPart> parts(CellId cell) throws FailureException, InterruptedException;

    /// How many parts a cell has.
    int countParts(CellId cell) throws FailureException, InterruptedException;

    /// Lays these cells' parts ready together, as far as that can be: sooner than one by one. No loader of them
    /// may live.
    void prepare(Collection<CellId> cells) throws FailureException, InterruptedException;

    /// Removes these cells' links.
    void unstage(Collection<CellId> cells) throws FailureException, InterruptedException;

    /// Starts a loader in a process of its own. Where the call is cut short nobody knows whether it was started.
    void launch(LiveLoad load, StagedPart part) throws FailureException, InterruptedException;

    /// Whether one process there can load many cells.
    boolean runsLaunchers();

    /// How many small cells a launcher there loads on one place.
    int cellsAPlace();

    /// The absolute path of the credentials that loaders get from now on.
    String credentials();

    /// Starts a launcher. Where the call is cut short nobody knows whether it was started.
    void startLauncher(int launcher) throws FailureException, InterruptedException;

    /// Puts cells into a launcher's queue. Where the call is cut short nobody knows which of them it has got.
    ///
    /// @return the keys of those that it has got
    Set<String> enqueue(int launcher, Map<LiveLoad, StagedPart> loads) throws FailureException, InterruptedException;

    /// Takes cells out of a launcher's queue.
    ///
    /// @return the keys of those that it will never begin
    Set<String> withdraw(int launcher, Collection<LiveLoad> loads) throws FailureException, InterruptedException;

    /// Tells a launcher how many cells it may load at once.
    void allow(int launcher, int atOnce) throws FailureException, InterruptedException;

    /// Tells a launcher to begin nothing more, and to end when what it has begun is over.
    void closeLauncher(int launcher) throws FailureException, InterruptedException;

    /// Looks at a launcher.
    CellLook lookAtLauncher(LiveLauncher launcher) throws FailureException, InterruptedException;

    /// Ends a launcher with everything that it loads; does nothing where it is gone.
    void stopLauncher(int launcher) throws FailureException, InterruptedException;

    /// Tells every loader there how fast it may send from now on.
    ///
    /// @param mebibytesPerSecond 0 for no limit
    void throttle(int mebibytesPerSecond) throws FailureException, InterruptedException;

    /// Looks at loaders in one round trip.
    ///
    /// @return by {@link LiveLoad#key()}
    Map<String, CellLook> look(Collection<LiveLoad> loads) throws FailureException, InterruptedException;

    /// Ends a loader that has a process of its own; does nothing where it is gone.
    void stop(LiveLoad load) throws FailureException, InterruptedException;

    /// Whether any living process on the node names this cell.
    boolean anyProcess(CellId cell) throws FailureException, InterruptedException;

    /// What came of a loader that has ended.
    Outcome judge(LiveLoad load, int exitCode) throws FailureException, InterruptedException;

    /// What came of a loader that is gone and left no exit code.
    Outcome judgeGone(LiveLoad load) throws FailureException, InterruptedException;
}
