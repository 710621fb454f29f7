package dev.ferry.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/// Answers of a real `sh`, given again to whoever sends the same script: each script runs once, and every
/// later answer is the same bytes after as long a time, without a process. So one machine can stand for
/// hundreds whose work would not be done here.
///
/// Only for scripts that read no input and are the same for all machines.
final class Replay {
    // new for every run of a script
    private static final Pattern MARK = Pattern.compile("ferry-[0-9a-f]{16}");
    private static final String MARKED = "ferry-0000000000000000";

    private final String prelude;
    private final Map<String, Recorded> known = new ConcurrentHashMap<>();

    /// @param prelude runs before every command
    Replay(String prelude) {
        this.prelude = prelude;
    }

    /// The command for what a client asked to execute.
    Command of(String line) {
        return new Again(line);
    }

    private Recorded recorded(String line) {
        return known.computeIfAbsent(MARK.matcher(line).replaceAll(MARKED), this::record);
    }

    private Recorded record(String line) {
        try {
            var since = System.nanoTime();
            var process = new ProcessBuilder("sh", "-c", prelude + line).start();
            process.getOutputStream().close();
            var err = new FutureTask<>(() -> process.getErrorStream().readAllBytes());
            Thread.ofVirtual().start(err);
            var out = process.getInputStream().readAllBytes();
            var code = process.waitFor();
            return new Recorded(
                    new String(out, StandardCharsets.UTF_8),
                    new String(err.get(), StandardCharsets.UTF_8),
                    code,
                    System.nanoTime() - since);
        } catch (Exception e) {
            throw new IllegalStateException(line, e);
        }
    }

    /// What a script wrote, how it ended and how long it took.
    private record Recorded(String out, String err, int code, long nanos) {}

    private final class Again implements Command {
        private final String line;
        private OutputStream out;
        private OutputStream err;
        private ExitCallback callback;

        Again(String line) {
            this.line = line;
        }

        @Override
        public void setInputStream(InputStream in) {
            // nothing reads it
        }

        @Override
        public void setOutputStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void setErrorStream(OutputStream err) {
            this.err = err;
        }

        @Override
        public void setExitCallback(ExitCallback callback) {
            this.callback = callback;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) {
            Thread.ofVirtual().start(this::answer);
        }

        private void answer() {
            try {
                var since = System.nanoTime();
                var recorded = recorded(line);
                Thread.sleep(Math.max(0, recorded.nanos() - (System.nanoTime() - since)) / 1_000_000);
                var mark = MARK.matcher(line);
                var own = mark.find() ? mark.group() : MARKED;
                write(out, recorded.out().replace(MARKED, own));
                write(err, recorded.err().replace(MARKED, own));
                callback.onExit(recorded.code());
            } catch (IOException | InterruptedException e) {
                callback.onExit(1, e.toString());
            }
        }

        private static void write(OutputStream stream, String text) throws IOException {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
            stream.flush();
        }

        @Override
        public void destroy(ChannelSession channel) {}
    }
}
