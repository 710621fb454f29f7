package dev.ferry.run;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Outcome;
import dev.ferry.plan.CellId;
import dev.ferry.schema.TableName;
import dev.ferry.text.Message;
import java.time.Instant;
import java.util.List;

/// Something that has happened. It is in the journal, on disk, before anyone sees it.
public sealed interface Fact extends RunEvent {
    /// Somebody started to carry out a plan, or to go on with it.
    ///
    /// @param plan the plan's id
    /// @param by Ferry's version
    record RunStarted(String plan, String by) implements Fact {}

    /// The run came to rest: everything that was asked for is done, or something stopped it, or somebody
    /// did.
    record RunRested(Rest why) implements Fact {}

    /// A step is about to have its effect: from here on the world may be changed by it.
    record StepStarted(StepId step) implements Fact {}

    /// A step ended.
    record StepEnded(StepId step, Outcome outcome) implements Fact {}

    /// Checks are about to be made on a node: what they said before counts no more.
    record ChecksAsked(String node, List<Check> checks) implements Fact {
        public ChecksAsked {
            checks = List.copyOf(checks);
        }
    }

    /// A check on a source node was answered, or could not be asked.
    ///
    /// @param node the node
    /// @param check which
    /// @param at when
    /// @param findings everything that was looked at, passes included; none if it was not asked because
    ///     something before it stands in the way
    record NodeChecked(String node, Check check, Instant at, List<Finding> findings) implements Fact {
        public NodeChecked {
            findings = List.copyOf(findings);
        }
    }

    /// The loader's credentials lie on a node.
    ///
    /// @param folder their absolute path there
    /// @param at since when
    record CredentialsInstalled(String node, String folder, Instant at) implements Fact {}

    /// The target let us in.
    ///
    /// @param addresses its nodes, as its ring has them
    /// @param nativePort its CQL port
    /// @param internodePort the port that loaders use; 0 where it has none for them
    record TargetReached(List<String> addresses, int nativePort, int internodePort) implements Fact {
        public TargetReached {
            addresses = List.copyOf(addresses);
        }
    }

    /// Ferry is about to make folders on a node: they have to be removed in the end.
    record NodeEntered(String node, List<String> roots) implements Fact {
        public NodeEntered {
            roots = List.copyOf(roots);
        }
    }

    /// A cell's files are linked and waiting.
    ///
    /// @param cell which
    /// @param sstables how many SSTables the snapshot has of it
    /// @param bytes of all their components
    record CellStaged(CellId cell, int sstables, long bytes) implements Fact {}

    /// It was decided which loader a node's files go by.
    ///
    /// @param version its release
    /// @param origin whose it is
    /// @param java the feature release of the Java that it starts with
    /// @param launchers whether one process of it may load many cells
    record LoaderChosen(String node, String version, Origin origin, int java, boolean launchers) implements Fact {}

    /// Whose a loader is.
    enum Origin {
        /// The node had it.
        OWN,
        /// Ferry brought it.
        BROUGHT
    }

    /// A process is about to be started on a node that loads many cells: from here on it may be living.
    ///
    /// @param launcher its number on the node, from 1; no number is used twice
    /// @param credentials the absolute path of the credentials that it uses
    record LauncherStarting(String node, int launcher, String credentials) implements Fact {}

    /// A launcher ended, or was found to be gone.
    record LauncherEnded(String node, int launcher, Outcome outcome) implements Fact {}

    /// The target falls behind, or has caught up: so many loaders may run at once in all from now on.
    ///
    /// @param loadersInAll how many
    /// @param reason why
    /// @param evidence what was read on the target
    record LoadPaced(int loadersInAll, Message reason, String evidence) implements Fact {}

    /// A loader is about to be started for a cell, or the cell to be put into a launcher's queue: from here
    /// on one may be living.
    ///
    /// @param cell which
    /// @param part the part of it: several where its files lie on several file systems; from 1
    /// @param attempt its number, from 1; no number is used twice for a cell
    /// @param launcher the number of the launcher on the node; 0 for a process of its own
    record LoaderStarting(CellId cell, int part, int attempt, int launcher) implements Fact {
        /// In a process of its own.
        public LoaderStarting(CellId cell, int part, int attempt) {
            this(cell, part, attempt, 0);
        }
    }

    /// A cell was taken out of a launcher's queue, or its launcher was gone before it began it: this loader
    /// was never started, and never will be.
    record LoaderWithdrawn(CellId cell, int part, int attempt) implements Fact {}

    /// A loader ended, or was found to be gone.
    ///
    /// @param millis how long it took, as far as it was watched
    record LoaderEnded(CellId cell, int part, int attempt, Outcome outcome, long millis) implements Fact {}

    /// A cell is over: all its parts are loaded, or it has none, or one failed.
    record CellEnded(CellId cell, Outcome outcome) implements Fact {}

    /// The rows of one token range were counted on both sides.
    ///
    /// @param start the range's start, exclusive
    /// @param end its end, inclusive
    record RangeCounted(TableName table, long start, long end, long sourceRows, long targetRows) implements Fact {}

    /// A token range of a table could not be counted: nothing can be said about it.
    ///
    /// @param start the range's start, exclusive
    /// @param end its end, inclusive
    /// @param failure why; its hop names the side
    record RangeNotRead(TableName table, long start, long end, Failure failure) implements Fact {}

    /// A table was verified.
    ///
    /// @param level the strength of the evidence: 0 the loader's word, 1 row counts by token range
    /// @param sourceRows rows counted on the source
    /// @param targetRows rows counted on the target
    /// @param ranges how many ranges were counted
    record TableVerified(TableName table, int level, long sourceRows, long targetRows, int ranges, Outcome outcome)
            implements Fact {}

    /// Why a run rests.
    enum Rest {
        /// Everything asked for is done.
        DONE,
        /// Something failed, or is unknown, and has to be looked at.
        BLOCKED,
        /// A user stopped it.
        STOPPED
    }
}
