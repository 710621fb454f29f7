package dev.ferry.aiven;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a service's log, the oldest line first whichever way it was read.
///
/// @param lines the lines
/// @param offset where to go on in the same direction; null if the API does not say
/// @param first where the log begins; null if the API does not say
public record LogPage(
        List<Line> lines, @Nullable String offset, @Nullable String first) {
    public LogPage {
        lines = List.copyOf(lines);
    }

    /// A line.
    ///
    /// @param time when it was written; null if the API does not say
    /// @param host the node, empty if not told
    /// @param unit what wrote it, for example `cassandra.service`
    /// @param severity in the words of syslog, empty if not told
    /// @param text what it says
    public record Line(@Nullable Instant time, String host, String unit, String severity, String text) {}
}
