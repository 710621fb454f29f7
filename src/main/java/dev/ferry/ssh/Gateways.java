package dev.ferry.ssh;

import dev.ferry.outcome.FailureException;
import java.util.function.Consumer;

/// Roads to many machines that share their jump hosts: one connection to each jump host, however many
/// machines lie behind it, so that a one-time code is asked for once and no bastion sees hundreds of
/// logins.
///
/// Closing it closes the connections to the jump hosts; the machines' own have to be closed by whoever
/// opened them.
public final class Gateways implements AutoCloseable {
    /// Roads that share nothing yet.
    public Gateways() {}

    /// Connects to a machine through its login's jump hosts, and proves that scripts can be run there as the
    /// wanted user.
    ///
    /// @param audit is told every script's text, free of secrets
    /// @param progress is told how far it has come
    /// @throws FailureException naming the hop that failed and why
    public SshRemote connect(SshLogin login, Become become, Consumer<String> audit, Progress progress)
            throws FailureException, InterruptedException {
        return SshRemote.connect(login, become, audit, progress);
    }

    @Override
    public void close() {
        // nothing is shared yet
    }
}
