package dev.ferry.ssh;

import dev.ferry.outcome.FailureException;
import java.time.Duration;

/// A machine on which Ferry works: the one small door through which every effect on it goes, so that a test
/// can put a fault into it and the audit log sees all.
///
/// Calls block; an interrupt ends them with {@link InterruptedException}. All calls may come from several
/// threads at once.
public interface Remote extends AutoCloseable {
    /// The machine's name for messages, as the user gave it.
    String name();

    /// Runs a POSIX `sh` script and waits for its end.
    ///
    /// @param script the script with its input; an exit code other than 0 is a result, not an exception
    /// @param limit after which it is given up (the connection may be dead); the script itself may live on
    /// @throws FailureException if the machine could not be reached, refused, or did not answer in time:
    ///     then nobody can say whether the script ran
    Ended run(Script script, Duration limit) throws FailureException, InterruptedException;

    /// Writes a file that only its owner may read (mode 0600, or 0700 for {@link FileKind#PROGRAM}),
    /// atomically: a reader sees the old content or the new one. The folder must exist.
    void upload(byte[] content, String path, FileKind kind) throws FailureException, InterruptedException;

    /// Writes the next piece of a file that is too large for one upload; mode 0600 where it begins one. What
    /// arrived of a piece whose call failed stays: go on at the file's size then, and prove the whole by its
    /// checksum in the end.
    ///
    /// @param offset where the piece begins; it must be the file's size, 0 where there is none
    void append(byte[] piece, String path, long offset) throws FailureException, InterruptedException;

    /// A file's content.
    ///
    /// @param atMost bytes; a larger file is a failure, so that nobody's memory fills
    byte[] download(String path, int atMost) throws FailureException, InterruptedException;

    /// Opens a local port that leads through this machine to another one, which is called once to see whether
    /// it answers.
    ///
    /// @throws FailureException `ssh.forward.refused` if nothing accepts connections there,
    ///     `ssh.forward.forbidden` if the machine forwards nothing
    Forward forward(String host, int port) throws FailureException, InterruptedException;

    @Override
    void close();

    /// What an uploaded file is.
    enum FileKind {
        DATA,
        PROGRAM
    }

    /// A port on the workstation that leads through the machine.
    interface Forward extends AutoCloseable {
        /// The port on the workstation's loopback address.
        int localPort();

        @Override
        void close();
    }
}
