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

    // the mount point, type and options of a path: those of the longest mount point that it begins with
    static final String MOUNT = """
            mount_of() {
                best=; mount=
                while read -r _ point type options _; do
                    case "$1/" in
                        "${point%/}"/*) [ ${#point} -lt ${#best} ] || { best=$point; mount="$point $type $options"; } ;;
                    esac
                done < /proc/self/mounts
                printf '%s' "$mount"
            }
            """;

    private static final String TEXT = MOUNT + """
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
            runs() {
                root=$1; made=no
                if [ ! -d "$root" ]; then
                    if said=$(mkdir -m 700 -- "$root" 2>&1); then made=yes; else say folder; return; fi
                fi
                printf '#!/bin/sh\\nexit 0\\n' > "$root/probe-$$" && chmod 700 -- "$root/probe-$$"
                if said=$("$root/probe-$$" 2>&1); then word=runs; else word=refuses; fi
                said="$said $(mount_of "$root")"
                rm -f -- "$root/probe-$$"
                [ $made = yes ] && rmdir -- "$root"
                say $word
            }
            say() { printf '%s %s\\n' "$1" "$(printf '%s' "$said" | tr '\\n' ' ')"; }
            """;

    private final Remote remote;
    private final Machine machine;

    FolderCheck(Remote remote, Machine machine) {
        this.remote = remote;
        this.machine = machine;
    }

    /// Checks every data directory, and where something will be brought the first folder's file system.
    List<Finding> with(Roots roots, Bringing bringing) throws FailureException, InterruptedException {
        var directories = machine.dataDirectories();
        var isRun = bringing.programs() == Bringing.Programs.JAVA;
        var script = directories.stream()
                .map(directory -> call(directory, roots.byDirectory()))
                .collect(Collectors.joining("", TEXT, isRun ? "runs " + Script.quote(first(roots)) + "\n" : ""));
        var ended = remote.run(Script.of(script), LIMIT);
        var lines = ended.out().lines().toList();
        if (lines.size() != directories.size() + (isRun ? 1 : 0)) {
            throw Failures.retryable(remote, Failures.firstLine(ended), "source.list.incomplete");
        }
        var findings = new ArrayList<Finding>();
        for (int i = 0; i < directories.size(); i++) {
            findings.add(linked(directories.get(i), lines.get(i)));
            findings.add(room(directories.get(i)));
        }
        if (bringing.bytes() > 0) {
            findings.add(room(directories.getFirst(), bringing.bytes()));
        }
        if (isRun) {
            findings.add(runs(directories.getFirst(), lines.getLast()));
        }
        return findings;
    }

    /// The folder that what is brought will lie in: the first data directory's.
    private static String first(Roots roots) {
        return roots.paths().getFirst();
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

    private Finding room(DataDirectory directory, long bytes) {
        var free = directory.freeBytes();
        var fits = free - bytes >= TOO_LITTLE;
        var reason = fits ? "source.folder.bring.room" : "source.folder.bring.full";
        var megabytes = Math.max(1, bytes >> 20);
        return new Finding(
                fits ? "source.folder.room" : "source.folder.full",
                fits ? Severity.PASS : Severity.BLOCK,
                remote.name() + ":" + directory.path(),
                Message.of(reason, directory.path(), machine.user(), megabytes),
                (free >> 20) + " MiB of " + (directory.totalBytes() >> 20) + " MiB",
                Message.of(reason + ".remedy", directory.path(), machine.user(), megabytes));
    }

    private Finding runs(DataDirectory directory, String line) {
        var space = line.indexOf(' ');
        var said = line.substring(space + 1).strip();
        return switch (line.substring(0, space)) {
            case "runs" -> finding("source.folder.runs", Severity.PASS, directory, said);
            case "refuses" -> finding("source.folder.noexec", Severity.BLOCK, directory, said);
            default -> finding("source.folder.refused", Severity.BLOCK, directory, said);
        };
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
