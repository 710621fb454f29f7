package dev.ferry.source;

import dev.ferry.artifact.LocalFile;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.Remote;
import dev.ferry.ssh.Script;
import dev.ferry.text.Message;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/// Brings files from the workstation into a folder on a node. A large one goes in pieces into `<name>.part`,
/// so that a call that was cut off goes on where it was, and has its name only when its content is proven.
final class Delivery {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int PIECE = 4 << 20;

    // tells of every file that is not there with its size and checksum how much of it has arrived; a part that
    // is as long as the file takes its name if its checksum is right, and begins anew if not
    private static final String COMPARE = """
            LC_ALL=C; export LC_ALL
            umask 077
            mkdir -p -- "$folder" && cd "$folder" || exit 1
            is() { [ -f "$1" ] && [ "$(wc -c < "$1")" -eq "$size" ] && have=$(sha256sum < "$1") && [ "${have%% *}" = "$sum" ]; }
            while read -r sum size name; do
                is "$name" && { chmod 600 -- "$name" || exit 1; continue; }
                part=0
                if [ -f "$name.part" ]; then
                    part=$(wc -c < "$name.part")
                    if [ "$part" -ge "$size" ]; then
                        is "$name.part" && mv -f -- "$name.part" "$name" && continue
                        rm -f -- "$name.part" || exit 1
                        part=0
                    fi
                fi
                printf 'missing %s %s\\n' "$part" "$name"
            done
            echo end
            """;

    private final Remote remote;

    Delivery(Remote remote) {
        this.remote = remote;
    }

    /// Brings what is missing, and proves that all is there.
    void bring(String folder, List<LocalFile> files, LongConsumer told) throws FailureException, InterruptedException {
        files.forEach(file -> SafeName.check(file.name()));
        var missing = missing(folder, files);
        var there = files.stream()
                .filter(file -> !missing.containsKey(file.name()))
                .mapToLong(LocalFile::bytes)
                .sum();
        told.accept(there);
        for (var file : files) {
            var part = missing.get(file.name());
            if (part != null) {
                bring(folder, file, part, there, told);
                there += file.bytes();
                told.accept(there);
            }
        }
        var left = missing.isEmpty() ? missing : missing(folder, files);
        if (!left.isEmpty()) {
            var names = String.join(", ", left.keySet());
            throw Failures.retryable(remote, names, "source.bring.different", folder, left.size());
        }
    }

    /// How many bytes have arrived of every file that is not there.
    private Map<String, Long> missing(String folder, List<LocalFile> files)
            throws FailureException, InterruptedException {
        var input = files.stream()
                .map(file -> "%s %d %s\n".formatted(file.sha256(), file.bytes(), file.name()))
                .collect(Collectors.joining());
        var text = "folder=" + Script.quote(folder) + "\n" + COMPARE;
        var ended = remote.run(Script.of(text).withInput(input), LIMIT);
        if (!ended.isZero()) {
            throw Failures.attention(remote, Failures.firstLine(ended), "source.install.refused", folder);
        }
        var lines = ended.out().lines().toList();
        if (lines.isEmpty() || !lines.getLast().equals("end")) {
            throw Failures.retryable(remote, Failures.firstLine(ended), "source.list.incomplete");
        }
        var missing = new HashMap<String, Long>();
        for (var line : lines.subList(0, lines.size() - 1)) {
            var parts = line.split(" +");
            missing.put(parts[2], Long.valueOf(parts[1]));
        }
        return missing;
    }

    private void bring(String folder, LocalFile file, long part, long before, LongConsumer told)
            throws FailureException, InterruptedException {
        var target = folder + "/" + file.name();
        try (var content = new RandomAccessFile(file.path().toFile(), "r")) {
            if (content.length() != file.bytes()) {
                throw new IOException("%d bytes and not %d".formatted(content.length(), file.bytes()));
            }
            if (file.bytes() <= PIECE) {
                remote.upload(Files.readAllBytes(file.path()), target, Remote.FileKind.DATA);
                return;
            }
            content.seek(part);
            for (var at = part; at < file.bytes(); ) {
                var piece = new byte[(int) Math.min(PIECE, file.bytes() - at)];
                content.readFully(piece);
                remote.append(piece, target + ".part", at);
                at += piece.length;
                told.accept(before + Math.min(at, file.bytes() - 1));
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (FailureException e) {
            throw full(folder, file, e);
        }
    }

    private static FailureException unreadable(LocalFile file, IOException reason) {
        return new FailureException(new Failure(
                Failure.Kind.NEEDS_ATTENTION,
                "workstation",
                Message.of("source.bring.unreadable", file.path().toString()),
                String.valueOf(reason.getMessage()),
                Message.of("source.bring.unreadable.remedy", file.path().toString())));
    }

    private FailureException full(String folder, LocalFile file, FailureException reason) {
        var said = reason.failure().evidence();
        return isFull(said)
                ? Failures.attention(remote, said, "source.bring.full", folder, megabytes(file.bytes()))
                : reason;
    }

    /// Whether a program said that there is no room.
    static boolean isFull(String said) {
        return said.contains("No space left on device") || said.contains("quota exceeded");
    }

    private static String megabytes(long bytes) {
        return String.valueOf(Math.max(1, bytes >> 20));
    }
}
