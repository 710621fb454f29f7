package dev.ferry.engine;

import dev.ferry.outcome.Failure;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a hop of the connection test stands.
public sealed interface HopState {
    /// It is being tried.
    record Running() implements HopState {}

    /// It works.
    ///
    /// @param evidence what was seen, free of secrets; never empty
    /// @param took how long it took
    record Passed(String evidence, Duration took) implements HopState {
        public Passed {
            Objects.requireNonNull(took);
            if (evidence.isBlank()) {
                throw new IllegalArgumentException("a hop passed without evidence");
            }
        }
    }

    /// It does not work.
    ///
    /// @param failure why
    /// @param unknownKey the host key that a person may accept; null where that is not the reason. A key
    ///     that has changed is never here: nobody may wave that through.
    /// @param took how long it took to fail
    record Failed(Failure failure, @Nullable HostKey unknownKey, Duration took) implements HopState {
        public Failed {
            Objects.requireNonNull(failure);
            Objects.requireNonNull(took);
        }
    }

    /// It was not tried, because an earlier one failed.
    ///
    /// @param because the one that failed
    record Skipped(HopKind because) implements HopState {
        public Skipped {
            Objects.requireNonNull(because);
        }
    }
}
