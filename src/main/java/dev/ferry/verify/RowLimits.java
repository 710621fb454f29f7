package dev.ferry.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How far rows are compared, and against which moment.
///
/// @param most after how many differences to stop, at least 1
/// @param pause before what seems to differ is read again
/// @param snapshot when the first snapshot was taken: what was written later is explained by it; null if
///     nobody knows
public record RowLimits(int most, Duration pause, @Nullable Instant snapshot) {
    public RowLimits {
        Objects.requireNonNull(pause);
        if (most < 1) {
            throw new IllegalArgumentException("most: " + most);
        }
    }
}
