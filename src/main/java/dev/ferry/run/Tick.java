package dev.ferry.run;

import dev.ferry.plan.CellId;
import dev.ferry.schema.TableName;
import dev.ferry.text.Message;
import java.util.List;

/// Something to show while it lasts. It may be dropped and never decides anything.
public sealed interface Tick extends RunEvent {
    /// How far a loader is.
    ///
    /// @param percent 0 to 99, or −1 where it cannot be known
    /// @param bytesPerSecond the loader's average, or −1
    /// @param isStalled whether nothing has moved for long
    record CellMoved(CellId cell, int percent, long bytesPerSecond, boolean isStalled) implements Tick {}

    /// How far the count of a table is.
    record TableCounting(TableName table, int rangesDone, int ranges) implements Tick {}

    /// Checks are being made on a node right now.
    record NodeChecking(String node, List<Check> checks) implements Tick {
        public NodeChecking {
            checks = List.copyOf(checks);
        }
    }

    /// What a step is doing right now.
    record StepTold(StepId step, Message what) implements Tick {}

    /// What a target that is being built looks like right now.
    ///
    /// @param step the step that waits for it
    /// @param state in its provider's words: `REBUILDING`
    /// @param nodes its nodes so far
    record TargetBuilding(StepId step, String state, List<TargetNode> nodes) implements Tick {
        public TargetBuilding {
            nodes = List.copyOf(nodes);
        }
    }
}
