package dev.ferry.source;

import dev.ferry.artifact.LocalFile;
import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.Ended;
import dev.ferry.ssh.Remote;
import dev.ferry.ssh.Script;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;

/// An archive with a Java, unpacked on a node. The folder has its name only when the Java in it has run.
final class UnpackedJava {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    // the archive's checksum lies beside what was unpacked of it
    private static final String FIND = """
            LC_ALL=C; export LC_ALL
            find_java() {
                for each in "$1"/bin/java "$1"/*/bin/java "$1"/*/*/bin/java "$1"/*/Contents/Home/bin/java "$1"/*/*/*/bin/java; do
                    [ -f "$each" ] && { printf '%s' "$each"; return; }
                done
                return 1
            }
            if read -r have 2> /dev/null < "$folder/ferry-archive" && [ "$have" = "$sum" ] && java=$(find_java "$folder"); then
                echo "java $java"
                exit 0
            fi
            """;

    private static final String UNPACK = FIND + FolderCheck.MOUNT + """
            umask 077
            no() { printf '%s\\n' "$1"; printf '%s\\n' "$2" >&2; rm -rf -- "$folder.part"; exit 0; }
            command -v tar > /dev/null || no no-tar 'tar: not found'
            rm -rf -- "$folder.part" && mkdir -- "$folder.part" || exit 1
            said=$(tar -xzof "$archive" -C "$folder.part" 2>&1) || no not-unpacked "$said"
            java=$(find_java "$folder.part") || no no-java "$(ls -- "$folder.part" | head -n 5)"
            # bytes 19 and 20 of a program name the processor: a shell would try to read a strange one as a script
            machine() { od -An -tx1 -j 18 -N 2 -- "$1"; }
            if [ "$(od -An -tx1 -N 4 -- "$java")" = ' 7f 45 4c 46' ] && [ "$(machine "$java")" != "$(machine /proc/self/exe)" ]; then
                no other-machine "$(uname -m)"
            fi
            if ! said=$("$java" -version 2>&1 < /dev/null); then
                options=$(mount_of "$java")
                case ",${options##* }," in *,noexec,*) no noexec "$options" ;; esac
                no does-not-run "$said"
            fi
            printf '%s\\n' "$sum" > "$folder.part/ferry-archive" || exit 1
            rm -rf -- "$folder" && mv -- "$folder.part" "$folder" && rm -f -- "$archive" || exit 1
            echo "java $(find_java "$folder")"
            """;

    private final Remote remote;
    private final String root;

    UnpackedJava(Remote remote, String root) {
        this.remote = remote;
        this.root = root;
    }

    /// @return the absolute path of its `java`
    String bring(String folder, LocalFile archive, LongConsumer told) throws FailureException, InterruptedException {
        var target = root + "/" + SafeName.check(folder);
        var start = "folder=%s; archive=%s; sum=%s\n"
                .formatted(Script.quote(target), Script.quote(target + ".tar.gz"), Script.quote(archive.sha256()));
        var found = remote.run(Script.of(start + FIND), LIMIT);
        if (found.out().startsWith("java ")) {
            told.accept(archive.bytes());
            return path(found);
        }
        var packed = new LocalFile(folder + ".tar.gz", archive.path(), archive.bytes(), archive.sha256());
        new Delivery(remote).bring(root, List.of(packed), told);
        var ended = remote.run(Script.of(start + UNPACK), LIMIT);
        if (ended.isZero() && ended.out().startsWith("java ")) {
            return path(ended);
        }
        throw refused(ended, target, archive);
    }

    private static String path(Ended ended) {
        return ended.out().strip().substring("java ".length());
    }

    private FailureException refused(Ended ended, String target, LocalFile archive) {
        var said = Failures.firstLine(ended);
        var cause = switch (ended.out().strip()) {
            case "no-tar" -> "source.java.no-tar";
            case "no-java" -> "source.java.none";
            case "other-machine" -> "source.java.architecture";
            case "noexec" -> "source.java.noexec";
            case "does-not-run" -> "source.java.broken";
            default -> Delivery.isFull(ended.err()) ? "source.java.full" : "source.java.not-unpacked";
        };
        return Failures.attention(
                remote, said, cause, archive.path().getFileName().toString(), target);
    }
}
