package dev.ferry.ssh;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/// This very machine as a {@link Remote}: what runs on a node can be tested without a server.
public final class LocalRemote implements Remote {
    private final String path;

    public LocalRemote() {
        this("");
    }

    /// @param path folders that come before `PATH`, parted by colons
    public LocalRemote(String path) {
        this.path = path;
    }

    @Override
    public String name() {
        return "localhost";
    }

    @Override
    public Ended run(Script script, Duration limit) throws FailureException, InterruptedException {
        var raw = exchange(script, limit);
        return new Ended(
                raw.code(),
                new String(raw.out(), StandardCharsets.UTF_8),
                new String(raw.err(), StandardCharsets.UTF_8));
    }

    private Exchange.Raw exchange(Script script, Duration limit) throws FailureException, InterruptedException {
        try {
            var builder = new ProcessBuilder("sh", "-c", "cd /\n" + script.text());
            if (!path.isEmpty()) {
                builder.environment().merge("PATH", path, (old, more) -> more + ":" + old);
            }
            var process = builder.start();
            Thread.ofVirtual().start(() -> feed(process, script.input()));
            var out = reading(process.getInputStream());
            var err = reading(process.getErrorStream());
            try {
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    throw failure("ssh.script.timeout", String.valueOf(limit.toSeconds()), "");
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                throw e;
            }
            return new Exchange.Raw(process.exitValue(), out.get(), err.get());
        } catch (IOException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void feed(Process process, byte[] input) {
        try (var out = process.getOutputStream()) {
            out.write(input);
        } catch (IOException e) {
            // the script did not want it
        }
    }

    private static FutureTask<byte[]> reading(InputStream stream) {
        var task = new FutureTask<>(stream::readAllBytes);
        Thread.ofVirtual().start(task);
        return task;
    }

    @Override
    public void upload(byte[] content, String path, FileKind kind) throws FailureException, InterruptedException {
        write(Transfer.upload(content, path, kind), path);
    }

    @Override
    public void append(byte[] piece, String path, long offset) throws FailureException, InterruptedException {
        write(Transfer.append(piece, path, offset), path);
    }

    private void write(Script script, String path) throws FailureException, InterruptedException {
        var ended = run(script, Duration.ofMinutes(1));
        if (!ended.isZero()) {
            throw failure("ssh.upload.failed", path, ended.err());
        }
    }

    @Override
    public byte[] download(String path, int atMost) throws FailureException, InterruptedException {
        var raw = exchange(Transfer.download(path, atMost), Duration.ofMinutes(1));
        if (raw.code() != 0 || raw.out().length > atMost) {
            throw failure(raw.code() != 0 ? "ssh.download.failed" : "ssh.download.large", path, "");
        }
        return raw.out();
    }

    @Override
    public Forward forward(String host, int port) throws FailureException, InterruptedException {
        try {
            new Socket(host, port).close();
        } catch (IOException e) {
            throw failure("ssh.forward.refused", host + ":" + port, Hop.said(e));
        }
        return new Forward() {
            @Override
            public int localPort() {
                return port;
            }

            @Override
            public void close() {}
        };
    }

    private static FailureException failure(String key, String argument, String evidence) {
        return Hop.failure("node localhost", Failure.Kind.RETRYABLE, Message.of(key, argument), evidence, null);
    }

    @Override
    public void close() {}
}
