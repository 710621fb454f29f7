package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A real ssh-agent with keys of its own. A test without OpenSSH is passed over.
final class SshAgent implements AutoCloseable {
    private final Process process;
    private final Path socket;

    private SshAgent(Process process, Path socket) {
        this.process = process;
        this.socket = socket;
    }

    /// Starts one whose socket lies in a folder.
    static SshAgent in(Path folder) throws IOException, InterruptedException {
        var socket = folder.resolve("agent");
        try {
            var process = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                    .redirectErrorStream(true)
                    .start();
            for (int i = 0; i < 100 && !Files.exists(socket); i++) {
                Thread.sleep(50);
            }
            return new SshAgent(process, socket);
        } catch (IOException e) {
            assumeTrue(false, "no ssh-agent on this machine");
            throw e;
        }
    }

    Path socket() {
        return socket;
    }

    /// Adds a key that is not encrypted, and the certificate beside it.
    void add(Path key) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("ssh-add", "-q", key.toString());
        builder.environment().put("SSH_AUTH_SOCK", socket.toString());
        var adding = builder.redirectErrorStream(true).start();
        var out = new String(adding.getInputStream().readAllBytes());
        assertEquals(0, adding.waitFor(), out);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
    }
}
