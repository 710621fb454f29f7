package dev.ferry.ssh;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// How many connections are made at once: few to one server, because sshd counts those that have not
/// logged in yet and drops what is more (`MaxStartups` 10:30:100, `PerSourceMaxStartups`), and not many in
/// all, because more were slower.
final class Startups {
    private static final int IN_ALL = 16;
    private static final int AT_ONE_SERVER = 2;
    private static final Semaphore ALL = new Semaphore(IN_ALL);
    private static final Map<String, Semaphore> SERVERS = new ConcurrentHashMap<>();

    private Startups() {}

    /// Waits for a place.
    ///
    /// @param server the same for everybody who calls the same server by the same way
    static Place at(String server) throws InterruptedException {
        var one = SERVERS.computeIfAbsent(server, _ -> new Semaphore(AT_ONE_SERVER));
        one.acquire();
        try {
            ALL.acquire();
        } catch (InterruptedException e) {
            one.release();
            throw e;
        }
        return () -> {
            ALL.release();
            one.release();
        };
    }

    /// A place that is held until it is closed.
    interface Place extends AutoCloseable {
        @Override
        void close();
    }
}
