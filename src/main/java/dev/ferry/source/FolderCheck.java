package dev.ferry.source;

import dev.ferry.cluster.DataDirectory;
import dev.ferry.cluster.Machine;
import dev.ferry.cluster.TableFiles;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.ssh.Remote;
import dev.ferry.ssh.Script;
import dev.ferry.text.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Tries on a node what staging will do: makes the folders, links one real SSTable of each data directory,
/// and removes both again.
final class FolderCheck {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int MOST_TABLES = 100;
    private static final long LITTLE = 1L << 30;
    private static final long TOO_LITTLE = 64L << 20;
    private static final String TEXT = """
            LC_ALL=C; export LC_ALL
            umask 077
            link() {
                root=$1; directory=$2; shift 2
                made=no
                if [ ! -d "$root" ]; then
                    if said=$(mkdir -m 700 -- "$root" 2>&1); then made=yes; else say folder; return; fi
                fi
                said=$(touch -- "$root/probe-$$" 2>&1) || { say folder; return; }
                rm -f -- "$root/probe-$$"
                for folder; do
                    for file in "$folder"/*Data.db; do
                        if [ -f "$file" ]; then
                            if said=$(ln -- "$file" "$root/probe-$$" 2>&1); then said=${file##*/}; say linked; else say link; fi
                            rm -f -- "$root/probe-$$"
                            [ $made = yes ] && rmdir -- "$root"
                            return
                        fi
                    done
                done
                [ $made = yes ] && rmdir -- "$root"
                said=; say nothing
            }
            say() { printf '%s %s\\n' "$1" "$(printf '%s' "$said" | tr '\\n' ' ')"; }
            """;

    private final Remote remote;
    private final Machine machine;

    FolderCheck(Remote remote, Machine machine) {
        this.remote = remote;
        this.machine = machine;
    }

    /// Checks every data directory.
    List<Finding> with(Roots roots) throws FailureException, InterruptedException {
        var script = machine.dataDirectories().stream()
                .map(directory -> call(directory, roots.byDirectory()))
                .collect(Collectors.joining("", TEXT, ""));
        var ended = remote.run(Script.of(script), LIMIT);
        var lines = ended.out().lines().toList();
        if (lines.size() != machine.dataDirectories().size()) {
            throw Failures.retryable(remote, Failures.firstLine(ended), "source.list.incomplete");
        }
        var findings = new ArrayList<Finding>();
        for (int i = 0; i < lines.size(); i++) {
            var directory = machine.dataDirectories().get(i);
            findings.add(linked(directory, lines.get(i)));
            findings.add(room(directory));
        }
        return findings;
    }

    private String call(DataDirectory directory, Map<String, String> roots) {
        var folders = machine.tables().values().stream()
                .filter(files -> files.sstables() > 0)
                .map(TableFiles::folders)
                .flatMap(List::stream)
                .filter(folder -> folder.startsWith(directory.path() + "/"))
                .limit(MOST_TABLES)
                .map(Script::quote)
                .collect(Collectors.joining(" "));
        var root = roots.getOrDefault(directory.path(), directory.path());
        return "link " + Script.quote(root) + " " + Script.quote(directory.path()) + " " + folders + "\n";
    }

    private Finding linked(DataDirectory directory, String line) {
        var space = line.indexOf(' ');
        var said = line.substring(space + 1).strip();
        return switch (line.substring(0, space)) {
            case "linked" -> finding("source.folder.linked", Severity.PASS, directory, said);
            case "nothing" -> finding("source.folder.empty", Severity.PASS, directory, said);
            case "link" -> finding("source.folder.link-refused", Severity.BLOCK, directory, said);
            default -> finding("source.folder.refused", Severity.BLOCK, directory, said);
        };
    }

    private Finding room(DataDirectory directory) {
        var free = directory.freeBytes();
        var severity = free < TOO_LITTLE ? Severity.BLOCK : free < LITTLE ? Severity.WARN : Severity.PASS;
        var code = severity == Severity.PASS ? "source.folder.room" : "source.folder.full";
        return finding(code, severity, directory, (free >> 20) + " MiB of " + (directory.totalBytes() >> 20) + " MiB");
    }

    private Finding finding(String code, Severity severity, DataDirectory directory, String evidence) {
        return new Finding(
                code,
                severity,
                remote.name() + ":" + directory.path(),
                Message.of(code, directory.path(), machine.user()),
                evidence,
                Message.of(code + ".remedy", directory.path(), machine.user()));
    }
}
