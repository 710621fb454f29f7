package dev.ferry.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.connection.channel.direct.Signal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One command on one channel: sends the input while it reads both streams.
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final String command;
    private final byte[] input;
    private final @Nullable Dialogue dialogue;
    private final int atMost;
    private @Nullable Session session;
    private boolean sent;
    private boolean abandoned;

    /// @param atMost bytes of each stream; more is an {@link Overflow}
    Exchange(String command, byte[] input, int atMost) {
        this(command, input, null, atMost);
    }

    /// @param dialogue what has to be said before the input may be sent; null for nothing
    Exchange(String command, byte[] input, @Nullable Dialogue dialogue, int atMost) {
        this.command = command;
        this.input = input;
        this.dialogue = dialogue;
        this.atMost = atMost;
    }

    /// Whether the command may have reached the server.
    synchronized boolean isSent() {
        return sent;
    }

    /// Whoever called has given up: from now on the command is not sent any more.
    ///
    /// @return whether it may have reached the server before
    synchronized boolean abandon() {
        abandoned = true;
        return sent;
    }

    private synchronized boolean isBegun(Session channel) {
        session = channel;
        sent = !abandoned;
        return sent;
    }

    /// Runs it to its end.
    Raw on(SSHClient client) throws IOException, InterruptedException {
        var channel = client.startSession();
        if (!isBegun(channel)) {
            close();
            throw new IOException("given up before it was sent");
        }
        var running = channel.exec(command);
        Thread.ofVirtual().name("ssh-in").start(() -> write(running));
        var err = reading(() -> read(running.getErrorStream(), Dialogue::err));
        var out = reading(() -> read(running.getInputStream(), Dialogue::out));
        var raw = new Streams(got(out), got(err));
        running.join(30, TimeUnit.SECONDS);
        close();
        return new Raw(exitCode(running), raw.out(), raw.err());
    }

    private static FutureTask<byte[]> reading(Callable<byte[]> read) {
        var task = new FutureTask<>(read);
        Thread.ofVirtual().name("ssh-out").start(task);
        return task;
    }

    private static byte[] got(FutureTask<byte[]> stream) throws IOException, InterruptedException {
        try {
            return stream.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException reason ? reason : new IOException(e.getCause());
        }
    }

    private void write(Session.Command running) {
        var to = new ChannelInput(running);
        try {
            if (dialogue == null || dialogue.isLetIn(line -> to.write(line, line.length))) {
                to.write(input, input.length);
            }
            to.end();
        } catch (IOException e) {
            // a script need not read its input to the end
            LOG.debug("input not read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] read(InputStream stream, Hearing hearing) throws IOException {
        try {
            return all(stream, hearing);
        } finally {
            if (dialogue != null) {
                dialogue.close();
            }
        }
    }

    private byte[] all(InputStream stream, Hearing hearing) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var buffer = new byte[32 * 1024];
        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
            if (dialogue != null) {
                hearing.hear(dialogue, buffer, n);
            }
            if (bytes.size() + n > atMost) {
                // else the script waits for room in this stream, and we for the end of the other
                Thread.ofVirtual().name("ssh-close").start(this::close);
                throw new Overflow();
            }
            bytes.write(buffer, 0, n);
        }
        return bytes.toByteArray();
    }

    private static int exitCode(Session.Command running) throws IOException {
        var status = running.getExitStatus();
        if (status != null) {
            return status;
        }
        var signal = running.getExitSignal();
        if (signal != null) {
            return 128 + number(signal);
        }
        throw new IOException("the channel closed without an exit code");
    }

    private static int number(Signal signal) {
        return switch (signal) {
            case HUP -> 1;
            case INT -> 2;
            case QUIT -> 3;
            case ILL -> 4;
            case ABRT -> 6;
            case FPE -> 8;
            case KILL -> 9;
            case USR1 -> 10;
            case SEGV -> 11;
            case USR2 -> 12;
            case PIPE -> 13;
            case ALRM -> 14;
            case TERM -> 15;
            case UNKNOWN -> 127;
        };
    }

    /// Closes this channel and nothing else of the connection.
    void close() {
        Session channel;
        synchronized (this) {
            channel = session;
        }
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("while closing a channel", e);
            }
        }
    }

    /// A stream that is longer than allowed.
    static final class Overflow extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /// How a command ended.
    record Raw(int code, byte[] out, byte[] err) {}

    private record Streams(byte[] out, byte[] err) {}

    @FunctionalInterface
    private interface Hearing {
        void hear(Dialogue dialogue, byte[] bytes, int length);
    }
}
