package dev.ferry.run;

import dev.ferry.run.Fact.StepStarted;
import dev.ferry.run.Fact.TableVerified;
import dev.ferry.schema.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// When something happened, where that matters later.
///
/// @param first when the first fact of all was written down; null before
/// @param last when the last one was; null before
/// @param verified when a table was verified last
/// @param snapshots when a node's snapshot was about to be taken
record Times(
        @Nullable Instant first,
        @Nullable Instant last,
        PMap<TableName, Instant> verified,
        PMap<String, Instant> snapshots) {
    static final Times NONE = new Times(null, null, HashTreePMap.empty(), HashTreePMap.empty());

    Times after(Fact fact, Instant at) {
        var now = new Times(first == null ? at : first, at, verified, snapshots);
        return switch (fact) {
            case TableVerified table -> now.with(verified.plus(table.table(), at), snapshots);
            case StepStarted started -> now.after(started.step(), at);
            default -> now;
        };
    }

    private Times with(PMap<TableName, Instant> verified, PMap<String, Instant> snapshots) {
        return new Times(first, last, verified, snapshots);
    }

    /// Another plan's tables and snapshots count no more.
    Times forAnotherPlan() {
        return new Times(first, last, NONE.verified, NONE.snapshots);
    }

    /// One that is taken again while it may be there already is the one that is there.
    private Times after(StepId started, Instant at) {
        return switch (started.step()) {
            case SNAPSHOT ->
                snapshots.containsKey(started.subject()) ? this : with(verified, snapshots.plus(started.subject(), at));
            case SNAPSHOT_REMOVED -> with(verified, snapshots.minus(started.subject()));
            default -> this;
        };
    }
}
