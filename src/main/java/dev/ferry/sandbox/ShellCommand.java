package dev.ferry.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One command line, run by `sh -c` as a login on a node would run it: an environment of its own, two
/// output streams, an exit code. As with OpenSSH, the process lives on when the connection is lost.
final class ShellCommand implements Command {
    private static final Logger LOG = LoggerFactory.getLogger(ShellCommand.class);
    private static final String SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";
    private static final int NOT_RUN = 126;

    private final String line;
    private final PackagedNode node;
    private final String user;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private @Nullable OutputStream err;
    private @Nullable ExitCallback ended;

    ShellCommand(String line, PackagedNode node, String user) {
        this.line = line;
        this.node = node;
        this.user = user;
    }

    @Override
    public void setInputStream(InputStream in) {
        this.in = in;
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
        this.ended = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
        var builder = new ProcessBuilder("/bin/sh", "-c", line);
        builder.directory(node.plan().root().toFile());
        var variables = builder.environment();
        variables.clear();
        variables.put("PATH", node.bin() + ":" + SYSTEM_PATH);
        variables.put("HOME", node.plan().root().toString());
        variables.put("USER", user);
        variables.put("LOGNAME", user);
        variables.put("SHELL", "/bin/sh");
        variables.put(Mark.VARIABLE, node.plan().sandbox().toString());
        environment.getEnv().forEach((name, value) -> {
            if (name.equals("LANG") || name.startsWith("LC_")) {
                variables.put(name, value);
            }
        });
        var process = builder.start();
        Thread.ofVirtual().name("ssh " + node.plan().address()).start(() -> serve(process));
    }

    private void serve(Process process) {
        var callback = Objects.requireNonNull(ended);
        try {
            var input = Thread.ofVirtual().start(() -> copy(in, process.getOutputStream()));
            var errors = Thread.ofVirtual().start(() -> copy(process.getErrorStream(), err));
            copy(process.getInputStream(), out);
            errors.join();
            callback.onExit(process.waitFor());
            input.interrupt();
        } catch (InterruptedException e) {
            callback.onExit(NOT_RUN, "interrupted");
        }
    }

    /// Copies until one side ends, each piece at once: somebody follows the output.
    private static void copy(@Nullable InputStream from, @Nullable OutputStream to) {
        try (var source = Objects.requireNonNull(from);
                var sink = Objects.requireNonNull(to)) {
            var buffer = new byte[16 * 1024];
            for (var length = source.read(buffer); length >= 0; length = source.read(buffer)) {
                sink.write(buffer, 0, length);
                sink.flush();
            }
        } catch (IOException e) {
            LOG.debug("a stream of a command ended early", e);
        }
    }

    /// Nothing: the process goes on without its connection.
    @Override
    public void destroy(ChannelSession channel) {}
}
