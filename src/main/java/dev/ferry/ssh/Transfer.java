package dev.ferry.ssh;

import dev.ferry.ssh.Remote.FileKind;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/// Files by script, so that they are written and read by the user that scripts run as, which SFTP could not
/// do.
final class Transfer {
    private Transfer() {}

    /// Writes its input to a file of its own beside the target, and renames it once all of it has arrived.
    static Script upload(byte[] content, String path, FileKind kind) {
        var mode = switch (kind) {
            case DATA -> "600";
            case PROGRAM -> "700";
        };
        var part = Script.quote(path + "."
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()));
        // a lost connection looks like the end of the input: hence the count
        var text = """
                umask 077
                cat > %1$s && [ "$(wc -c < %1$s)" -eq %2$d ] && chmod %3$s %1$s && mv -f -- %1$s %4$s && exit 0
                code=$?
                rm -f -- %1$s
                exit $code
                """.formatted(part, content.length, mode, Script.quote(path));
        return new Script(text, content);
    }

    /// Writes its input behind what is there, if that is as long as it should be.
    static Script append(byte[] piece, String path, long offset) {
        var text = """
                umask 077
                file=%s
                size() { if [ -e "$file" ]; then wc -c < "$file"; else echo 0; fi; }
                have=$(size) && [ "$have" -eq %2$d ] || { echo "its size is $have and not %2$d" >&2; exit 1; }
                cat >> "$file" && [ "$(size)" -eq %3$d ]
                """.formatted(Script.quote(path), offset, offset + piece.length);
        return new Script(text, piece);
    }

    /// Prints a file, and one byte more than allowed if it is longer.
    static Script download(String path, int atMost) {
        return Script.of("exec head -c %d < %s".formatted(atMost + 1L, Script.quote(path)));
    }
}
