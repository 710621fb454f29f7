package dev.ferry.source;

import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.Remote;
import dev.ferry.ssh.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// Asks a machine in one round trip what a survey does not: which data files we may not read, and how many
/// parts of files a process may map. Changes nothing.
final class NodeChecks {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int MOST_NAMED = 3;

    // a find without -readable, such as busybox's, falls back to asking about each file
    private static final String TEXT = """
            LC_ALL=C; export LC_ALL
            [ -r /proc/sys/vm/max_map_count ] && printf 'maps %s\\n' "$(cat /proc/sys/vm/max_map_count)"
            unreadable() {
                if find "$1" -maxdepth 0 -readable > /dev/null 2>&1; then
                    find "$1" -maxdepth 3 -type f -name '*-Data.db' ! -readable 2>/dev/null
                else
                    find "$1" -maxdepth 3 -type f -name '*-Data.db' 2>/dev/null | while IFS= read -r file; do
                        [ -r "$file" ] || printf '%s\\n' "$file"
                    done
                fi
            }
            for folder; do
                unreadable "$folder" | awk '
                    { n++ } n <= <most> { print "unreadable " $0 } END { print "count " n + 0 }'
            done
            echo end
            """;

    private final Remote remote;

    NodeChecks(Remote remote) {
        this.remote = remote;
    }

    FilesSeen look(List<String> folders) throws FailureException, InterruptedException {
        var ended = remote.run(script(folders), LIMIT);
        if (ended.out().lines().noneMatch("end"::equals)) {
            throw Failures.retryable(remote, Failures.firstLine(ended), "source.list.incomplete");
        }
        return read(ended.out());
    }

    static Script script(List<String> folders) {
        var words = folders.stream().map(Script::quote).collect(Collectors.joining(" "));
        return Script.of("set -- " + words + "\n" + TEXT.replace("<most>", String.valueOf(MOST_NAMED)));
    }

    static FilesSeen read(String text) {
        var named = new ArrayList<String>();
        var maps = OptionalLong.empty();
        var unreadable = 0L;
        for (var line : text.lines().toList()) {
            var space = line.indexOf(' ');
            var value = space < 0 ? "" : line.substring(space + 1).strip();
            switch (space < 0 ? line : line.substring(0, space)) {
                case "maps" -> maps = value.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(value)) : maps;
                case "unreadable" -> named.add(value);
                case "count" -> unreadable += value.matches("\\d{1,18}") ? Long.parseLong(value) : 0;
                default -> {
                    // the end
                }
            }
        }
        return new FilesSeen(unreadable, named, maps);
    }
}
