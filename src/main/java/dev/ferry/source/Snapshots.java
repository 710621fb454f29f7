package dev.ferry.source;

import dev.ferry.outcome.FailureException;
import dev.ferry.schema.TableName;
import dev.ferry.ssh.Remote;
import dev.ferry.ssh.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What lies in the data directories under one snapshot name: the listing by which taking and clearing are
/// proved.
///
/// @param complete tables that have a `manifest.json`, which Cassandra writes after all links
/// @param folders every folder `snapshots/<tag>`
record Snapshots(Set<TableName> complete, List<String> folders) {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String TEXT = """
            LC_ALL=C; export LC_ALL
            list() {
                [ -r "$1" ] && [ -x "$1" ] && cd "$1" || { printf 'unreadable %s\\n' "$1"; return; }
                for s in */*/snapshots/"$2"; do
                    [ -d "$s" ] || continue
                    if [ -f "$s/manifest.json" ]; then echo "whole $s"; else echo "part $s"; fi
                    echo "folder $1/$s"
                done
            }
            """;

    Snapshots {
        complete = Set.copyOf(complete);
        folders = List.copyOf(folders);
    }

    /// Lists.
    ///
    /// @throws FailureException if a data directory cannot be listed: then nothing is proved
    static Snapshots list(Remote remote, List<String> directories, String tag)
            throws FailureException, InterruptedException {
        var script = directories.stream()
                .map(path -> "list " + Script.quote(path) + " " + SafeName.check(tag) + "\n")
                .collect(Collectors.joining("", TEXT, "echo end\n"));
        var ended = remote.run(Script.of(script), LIMIT);
        var lines = ended.out().lines().toList();
        if (lines.isEmpty() || !lines.getLast().equals("end")) {
            throw Failures.retryable(remote, Failures.firstLine(ended), "source.list.incomplete");
        }
        var complete = new TreeSet<TableName>();
        var folders = new ArrayList<String>();
        for (var line : lines) {
            var value = line.substring(line.indexOf(' ') + 1);
            if (line.startsWith("unreadable ")) {
                throw Failures.attention(remote, "", "source.directory.unreadable", value);
            } else if (line.startsWith("folder ")) {
                folders.add(value);
            } else if (line.startsWith("whole ")) {
                var parts = value.split("/");
                complete.add(TableFolder.table(parts[0], parts[1]));
            }
        }
        return new Snapshots(complete, folders);
    }
}
