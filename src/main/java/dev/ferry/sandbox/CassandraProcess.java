package dev.ferry.sandbox;

import dev.ferry.outcome.FailureException;
import java.nio.file.Path;
import java.time.Duration;

/// One Cassandra node run from jars: a process, its port, its log. Its files stay when it ends.
///
/// An interrupt from the keyboard does not reach it: whoever started it ends it.
public final class CassandraProcess implements AutoCloseable {
    private CassandraProcess() {}

    /// Writes the node's configuration into its folder and starts it; it can be used once
    /// {@link #awaitCql(Duration)} returns.
    public static CassandraProcess start(NodePlan plan) throws FailureException {
        throw new UnsupportedOperationException();
    }

    /// What it was started with.
    public NodePlan plan() {
        throw new UnsupportedOperationException();
    }

    /// Waits until the CQL port accepts connections.
    ///
    /// @throws FailureException if the process ended or the time passed, with the end of its log as evidence
    public void awaitCql(Duration limit) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Waits until a port of the node accepts connections.
    public void awaitPort(int port, Duration limit) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Whether the process lives.
    public boolean isAlive() {
        throw new UnsupportedOperationException();
    }

    /// The process id.
    public long pid() {
        throw new UnsupportedOperationException();
    }

    /// The node's `system.log`.
    public Path log() {
        throw new UnsupportedOperationException();
    }

    /// Ends it in an orderly way and waits for the end; kills it if it does not end within a minute.
    public void stop() throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Ends it at once and waits for the end.
    public void kill() throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Kills it.
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
