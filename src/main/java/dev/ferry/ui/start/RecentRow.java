package dev.ferry.ui.start;

import dev.ferry.report.Standing;
import dev.ferry.settings.Recent;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.Mark;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// One line of the list: a document and how it stands, as far as that is known yet.
///
/// @param recent as it was when it was last seen, or as it was just seen
/// @param line how it stands, in words
record RecentRow(Recent recent, String line) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    static RecentRow of(Recent recent) {
        return new RecentRow(recent, recent.line());
    }

    Path path() {
        return recent.path();
    }

    Standing.Kind kind() {
        return recent.kind();
    }

    boolean isMissing() {
        return kind() == Standing.Kind.MISSING;
    }

    /// From where to where; empty while nothing is decided.
    String route() {
        return recent.route();
    }

    /// The path as people write it.
    String place(Path home) {
        return path().startsWith(home) && !path().equals(home)
                ? Path.of("~").resolve(home.relativize(path())).toString()
                : path().toString();
    }

    /// When it was last opened.
    String opened(ZoneId zone) {
        return recent.opened().equals(Instant.EPOCH)
                ? ""
                : DAY.format(recent.opened().atZone(zone));
    }

    Mark mark() {
        return switch (kind()) {
            case DRAFT, PLANNED -> Mark.OPEN;
            case RUNNING -> Mark.RUNNING;
            case RESTING -> Mark.PAUSED;
            case ATTENTION -> Mark.WARN;
            case VERIFIED, FINISHED -> Mark.DONE;
            case ABANDONED, NEWER -> Mark.BLOCKED;
            case MISSING -> Mark.UNKNOWN;
            case UNREADABLE -> Mark.FAILED;
        };
    }

    /// Whether every word of a search is somewhere in it.
    boolean matches(String search) {
        var all = String.join("\n", recent.name(), path().toString(), route(), line)
                .toLowerCase(Locale.ROOT);
        return search.toLowerCase(Locale.ROOT)
                .strip()
                .lines()
                .allMatch(words -> java.util.Arrays.stream(words.split("\\s+")).allMatch(all::contains));
    }

    /// For whoever does not see the list.
    String spoken(Path home) {
        return Messages.text("ui.start.recent.spoken", recent.name(), line, route(), place(home));
    }
}
