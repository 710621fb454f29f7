package dev.ferry.journal;

import dev.ferry.outcome.FailureException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Says that a document is open in this process. The operating system gives it back when the process dies,
/// however it dies; so a lock file that is merely left over says nothing.
final class OwnerLock {
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
        var file = document.resolveSibling("." + document.getFileName() + ".lock");
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() != null) {
                    return new OwnerLock(file, channel);
                }
            } catch (OverlappingFileLockException e) {
                // held by this very process: the same answer as for any other
            }
            channel.close();
            throw Document.failure(document, "document.in-use", "", "document.in-use.remedy", null);
        } catch (IOException e) {
            throw Document.failure(
                    document, "document.unwritable", String.valueOf(e.getMessage()), "document.unwritable.remedy", e);
        }
    }

    /// Gives it back.
    void release() {
        try {
            channel.close();
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(OwnerLock.class).warn("releasing {}: {}", file, e.getMessage());
        }
    }
}
