package dev.ferry.ssh;

import dev.ferry.outcome.FailureException;
import java.time.Duration;
import java.util.function.Consumer;

/// A machine reached over SSH: one connection, up to eight scripts at once, made anew when it was lost
/// between two scripts.
///
/// Scripts start in the folder `/`, whatever the login shell printed before them is cut off, and their exit
/// code is believed only if they are seen to have started.
public final class SshRemote implements Remote {
    private SshRemote() {}

    /// Connects hop by hop and proves that scripts can be run as the wanted user.
    ///
    /// @param audit is told every script's text, free of secrets
    /// @throws FailureException naming the hop that failed and why
    public static SshRemote connect(SshLogin login, Become become, Consumer<String> audit)
            throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    @Override
    public String name() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Ended run(Script script, Duration limit) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void upload(byte[] content, String path, FileKind kind) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] download(String path, int atMost) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Forward forward(String host, int port) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
