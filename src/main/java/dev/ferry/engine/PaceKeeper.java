package dev.ferry.engine;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.run.Fact.LoadPaced;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;

/// Watches a target while files are loaded into it, and says how many loaders may run at once.
///
/// {@link #look()} is called over and over by one thread, {@link #EVERY} apart; how many are allowed may be
/// asked by any.
final class PaceKeeper {
    /// How far apart looks are: compactions take minutes, and three looks make a change.
    static final Duration EVERY = Duration.ofSeconds(10);

    private final PressureSource source;
    private final IntSupplier most;
    private final Pacing pacing = new Pacing();

    /// @param most how many loaders can run at once by their user's limits as they are now, at least 1
    PaceKeeper(PressureSource source, IntSupplier most) {
        this.source = source;
        this.most = most;
    }

    /// Looks at the target once. That it does not answer is no failure of the load.
    ///
    /// @return what has to be recorded; empty if nothing has changed
    Optional<LoadPaced> look() throws InterruptedException {
        try {
            var pressure = source.read();
            synchronized (pacing) {
                return pacing.hear(most.getAsInt(), pressure);
            }
        } catch (FailureException e) {
            return missed(e.failure());
        } catch (RuntimeException e) {
            // a load that stands still must not stand for good because a look at the target fails in a new way
            return missed(Failures.failure(Failure.Kind.RETRYABLE, "target", "engine.pace.failed", String.valueOf(e)));
        }
    }

    private Optional<LoadPaced> missed(Failure failure) {
        synchronized (pacing) {
            return pacing.missed(most.getAsInt(), failure);
        }
    }

    /// How many loaders may run at once as far as the target goes. Their user's limits hold besides, and may
    /// change before the next look.
    int loadersInAll() {
        synchronized (pacing) {
            return pacing.allowed(Integer.MAX_VALUE);
        }
    }
}
