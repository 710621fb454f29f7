package dev.ferry.engine;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of the log of an Aiven service, the oldest line first.
///
/// @param lines the lines
/// @param older where older lines are; null where there are none, or nobody can tell
public record ServiceLog(List<Line> lines, @Nullable String older) {
    public ServiceLog {
        lines = List.copyOf(lines);
    }

    /// Those of the lines that come after others that are known. Where none of the known ones is among them,
    /// all are: some may be missing in between.
    ///
    /// @param known the end of what is known, the oldest line first
    public List<Line> after(List<Line> known) {
        for (var i = known.size() - 1; i >= 0; i--) {
            var found = lines.lastIndexOf(known.get(i));
            if (found >= 0) {
                return lines.subList(found + 1, lines.size());
            }
        }
        return lines;
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
