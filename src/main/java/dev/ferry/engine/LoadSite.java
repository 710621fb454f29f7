package dev.ferry.engine;

import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Outcome;
import dev.ferry.plan.CellId;
import dev.ferry.source.CellLook;
import dev.ferry.source.StagedPart;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// A source node as its loads see it: files are laid ready there, loaders started, looked at, ended and
/// judged. For one thread.
interface LoadSite {
    /// The node's address, by which cells name it.
    String address();

    /// A cell's folder name on the node.
    String key(CellId cell);

    /// A cell's parts, linked to where a loader reads them. No loader of the cell may live.
    List<StagedPart> parts(CellId cell) throws FailureException, InterruptedException;

    /// Removes a cell's links.
    void unstage(CellId cell) throws FailureException, InterruptedException;

    /// Starts a loader. Where the call is cut short nobody knows whether it was started.
    void launch(LiveLoad load, StagedPart part) throws FailureException, InterruptedException;

    /// Looks at loaders in one round trip.
    ///
    /// @return by {@link LiveLoad#key()}
    Map<String, CellLook> look(Collection<LiveLoad> loads) throws FailureException, InterruptedException;

    /// Ends a loader; does nothing where it is gone.
    void stop(LiveLoad load) throws FailureException, InterruptedException;

    /// Whether any living process on the node names this cell.
    boolean anyProcess(CellId cell) throws FailureException, InterruptedException;

    /// What came of a loader that has ended.
    Outcome judge(LiveLoad load, int exitCode) throws FailureException, InterruptedException;

    /// What came of a loader that is gone and left no exit code.
    Outcome judgeGone(LiveLoad load) throws FailureException, InterruptedException;
}
