package dev.ferry.engine;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Outcome;
import dev.ferry.plan.CellId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which cells of a node are loaded again, and how: by what came of them in this run, and by what their user
/// wants. For one thread.
final class Retries {
    private static final int MOST_ATTEMPTS_A_RUN = 3;

    private final Map<CellId, Integer> attempts = new HashMap<>();
    private final Set<CellId> wanted = new HashSet<>();
    private final Set<CellId> alone = new HashSet<>();

    /// A loader is about to be started.
    void begin(CellId cell) {
        attempts.merge(cell, 1, Integer::sum);
    }

    /// It was never begun: as if nothing had been tried.
    void takeBack(CellId cell) {
        attempts.computeIfPresent(cell, (same, count) -> count - 1);
    }

    /// Its user has it begun anew: what failed before does not count.
    void forget(CellId cell) {
        attempts.remove(cell);
    }

    /// Whether another attempt may help after such a failure.
    boolean mayHelp(CellId cell, Failure failure) {
        return failure.kind() == Failure.Kind.RETRYABLE && attempts.getOrDefault(cell, 0) < MOST_ATTEMPTS_A_RUN;
    }

    /// Its user wants it again once its loader is over.
    void want(CellId cell) {
        wanted.add(cell);
    }

    /// Whether its user wanted it again; not any more from now on.
    boolean takeWish(CellId cell) {
        return wanted.remove(cell);
    }

    /// Where it is not clear what became of a cell among others, or it failed among them more than once, it is
    /// loaded alone from then on.
    void learn(CellId cell, Outcome amongOthers) {
        switch (amongOthers) {
            case Outcome.Succeeded ignored -> {}
            case Outcome.Failed ignored -> {
                if (attempts.getOrDefault(cell, 0) > 1) {
                    alone.add(cell);
                }
            }
            case Outcome.Unknown ignored -> alone.add(cell);
        }
    }

    /// Whether it is to be loaded in a process of its own.
    boolean isAlone(CellId cell) {
        return alone.contains(cell);
    }
}
