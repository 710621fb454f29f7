package dev.ferry.engine;

import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.Remote;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// The connections to the nodes' machines, one each, opened when first needed. Who asks for one that is just
/// being opened waits for it: a second login would ask for a one-time code once more, and no code counts twice.
final class Remotes implements AutoCloseable {
    private final Tunnels.Machines opening;
    private final Map<String, Remote> opened = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /// @param opening opens a connection
    Remotes(Tunnels.Machines opening) {
        this.opening = opening;
    }

    /// The connection to a machine.
    ///
    /// @param address the node's address, as the ring has it
    Remote remote(String address) throws FailureException, InterruptedException {
        var known = opened.get(address);
        return known == null ? open(address) : known;
    }

    /// The same, if there is one already.
    Optional<Remote> known(String address) {
        return Optional.ofNullable(opened.get(address));
    }

    private Remote open(String address) throws FailureException, InterruptedException {
        var lock = locks.computeIfAbsent(address, _ -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            var known = opened.get(address);
            if (known != null) {
                return known;
            }
            var fresh = opening.remote(address);
            opened.put(address, fresh);
            return fresh;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        opened.values().forEach(Remote::close);
    }
}
