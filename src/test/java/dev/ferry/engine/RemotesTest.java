package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.Become;
import dev.ferry.ssh.Remote;
import dev.ferry.ssh.SshRemote;
import dev.ferry.ssh.TestSshServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RemotesTest {
    @TempDir
    Path folder;

    @Test
    void logsInOnceHoweverManyAskAtOnce() throws Exception {
        var logins = new CopyOnWriteArrayList<String>();
        try (var server = new TestSshServer();
                var remotes = new Remotes(address -> {
                    logins.add(address);
                    return connected(server);
                });
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asking = new ArrayList<Callable<Remote>>();
            for (int i = 0; i < 5; i++) {
                asking.add(() -> remotes.remote("10.0.0.1"));
            }
            var first = remotes(threads.invokeAll(asking));
            for (var each : first) {
                assertSame(first.getFirst(), each);
            }
            assertEquals(List.of("10.0.0.1"), logins);
            assertNotSame(first.getFirst(), remotes.remote("10.0.0.2"));
        }
    }

    private Remote connected(TestSshServer server) throws FailureException, InterruptedException {
        return SshRemote.connect(server.login(folder), new Become.Direct(), _ -> {});
    }

    private static List<Remote> remotes(List<java.util.concurrent.Future<Remote>> answers) throws Exception {
        var remotes = new ArrayList<Remote>();
        for (var answer : answers) {
            remotes.add(answer.get());
        }
        return remotes;
    }
}
