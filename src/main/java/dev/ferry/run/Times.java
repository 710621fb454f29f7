package dev.ferry.run;

import dev.ferry.run.Fact.StepStarted;
import dev.ferry.run.Fact.TableVerified;
import dev.ferry.schema.TableName;
import java.time.Instant;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// When something happened, where that matters later.
///
/// @param verified when a table was verified last
/// @param snapshots when a node's snapshot was about to be taken
record Times(PMap<TableName, Instant> verified, PMap<String, Instant> snapshots) {
    static final Times NONE = new Times(HashTreePMap.empty(), HashTreePMap.empty());

    Times after(Fact fact, Instant at) {
        return switch (fact) {
            case TableVerified table -> new Times(verified.plus(table.table(), at), snapshots);
            case StepStarted started -> after(started.step(), at);
            default -> this;
        };
    }

    /// One that is taken again while it may be there already is the one that is there.
    private Times after(StepId started, Instant at) {
        return switch (started.step()) {
            case SNAPSHOT ->
                snapshots.containsKey(started.subject())
                        ? this
                        : new Times(verified, snapshots.plus(started.subject(), at));
            case SNAPSHOT_REMOVED -> new Times(verified, snapshots.minus(started.subject()));
            default -> this;
        };
    }
}
