package dev.ferry.engine;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of the log of an Aiven service, the oldest line first.
///
/// @param lines the lines
/// @param next where to go on in the same direction; null where there is nothing more, or nobody can tell
public record ServiceLog(List<Line> lines, @Nullable String next) {
    public ServiceLog {
        lines = List.copyOf(lines);
    }

    /// Which way a log is read.
    public enum Way {
        /// To older lines.
        BACK,
        /// On to newer ones.
        ON
    }

    /// A line.
    ///
    /// @param time when it was written; null if not told
    /// @param host the node, empty if not told
    /// @param unit what wrote it
    /// @param severity in the words of syslog, empty if not told
    /// @param text what it says
    public record Line(@Nullable Instant time, String host, String unit, String severity, String text) {
        /// Whether it tells of trouble.
        public boolean isTrouble() {
            return switch (severity) {
                case "emerg", "alert", "crit", "err", "error" -> true;
                default -> false;
            };
        }

        /// The line as a file would have it.
        public String plain() {
            var when = time == null ? "" : time + " ";
            var where = host.isEmpty() ? "" : host + " ";
            var who = unit.isEmpty() ? "" : unit + ": ";
            return when + where + who + text;
        }
    }
}
