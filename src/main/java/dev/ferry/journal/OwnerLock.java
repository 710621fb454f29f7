package dev.ferry.journal;

import dev.ferry.outcome.FailureException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Says that a document is open in this process. The operating system gives it back when the process dies,
/// however it dies; so a lock file that is merely left over says nothing.
///
/// On POSIX systems closing any channel of a file gives back every lock that the process has on it
/// ({@link java.nio.channels.FileLock}); so a file that this process has locked is never opened again.
final class OwnerLock {
    private static final Set<Path> OURS = new HashSet<>();

    private final Path file;
    private final FileChannel channel;

    private OwnerLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Takes the lock of a document.
    ///
    /// @throws FailureException if another process, or another part of this one, has it
    static OwnerLock take(Path document) throws FailureException {
        try {
            return attempt(document)
                    .orElseThrow(
                            () -> Document.failure(document, "document.in-use", "", "document.in-use.remedy", null));
        } catch (IOException e) {
            throw Document.failure(
                    document, "document.unwritable", String.valueOf(e.getMessage()), "document.unwritable.remedy", e);
        }
    }

    /// Whether somebody has a document, this process included. Leaves no file behind that was not there.
    static boolean isTaken(Path document) {
        if (!Files.exists(file(document))) {
            return false;
        }
        try {
            var lock = attempt(document);
            lock.ifPresent(OwnerLock::release);
            return lock.isEmpty();
        } catch (IOException e) {
            return false; // a lock that cannot be looked at: whoever wants to open the document will hear of it
        }
    }

    private static Optional<OwnerLock> attempt(Path document) throws IOException {
        var file = file(document);
        synchronized (OURS) {
            if (OURS.contains(file)) {
                return Optional.empty();
            }
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                return Optional.empty();
            }
            OURS.add(file);
            return Optional.of(new OwnerLock(file, channel));
        }
    }

    private static Path file(Path document) {
        var place = document.toAbsolutePath().normalize();
        return place.resolveSibling("." + place.getFileName() + ".lock");
    }

    /// Gives it back.
    void release() {
        synchronized (OURS) {
            OURS.remove(file);
            try {
                channel.close();
            } catch (IOException e) {
                org.slf4j.LoggerFactory.getLogger(OwnerLock.class).warn("releasing {}: {}", file, e.getMessage());
            }
        }
    }
}
