package dev.ferry.run;

import dev.ferry.text.Message;
import java.util.Optional;
import java.util.Set;

/// A load that may begin less at once than its user allows, because its target falls behind.
///
/// @param loadersInAll how many loaders may run at once; 0 for beginning nothing
/// @param reason why
public record Slowdown(int loadersInAll, Message reason) {
    /// The reason of a load that goes at full pace again.
    public static final String FULL_PACE = "run.pace.full";
    /// The reason of a load that goes at full pace because nobody can tell how its target is doing.
    public static final String UNREADABLE = "run.pace.unreadable";
    /// The reason of a load that goes at full pace although its target does not answer.
    public static final String SILENT = "run.pace.silent";

    private static final Set<String> AT_FULL_PACE = Set.of(FULL_PACE, UNREADABLE, SILENT);

    /// What slows this run down now; empty if nothing does.
    public static Optional<Slowdown> of(Run run) {
        return run.paced().flatMap(Slowdown::of);
    }

    /// The same from what was said last. A pace that was said to be full is full whatever limit its user
    /// has set since.
    public static Optional<Slowdown> of(Fact.LoadPaced paced) {
        return AT_FULL_PACE.contains(paced.reason().key())
                ? Optional.empty()
                : Optional.of(new Slowdown(paced.loadersInAll(), paced.reason()));
    }

    /// Whether this is less than a user allows anyway.
    public boolean isBelow(int usersLoadersInAll) {
        return loadersInAll < usersLoadersInAll;
    }
}
