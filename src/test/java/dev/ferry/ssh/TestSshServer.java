package dev.ferry.ssh;

import dev.ferry.secrets.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;

/// An SSH server on the loopback address that runs real commands with `sh`. One user, `ferry`, whose
/// password is `correct horse`.
public final class TestSshServer implements AutoCloseable {
    public static final Secret PASSWORD = Secret.of("correct horse");

    private final SshServer server = SshServer.setUpDefaultServer();
    private final KeyPair hostKey;
    private final List<String> commands = Collections.synchronizedList(new ArrayList<>());
    private volatile String prelude = "";

    public TestSshServer() throws Exception {
        this(freshKey(), 0);
    }

    /// @param port 0 for any
    TestSshServer(KeyPair hostKey, int port) throws IOException {
        this(hostKey, port, "127.0.0.1");
    }

    /// @param address where it listens
    TestSshServer(KeyPair hostKey, int port, String address) throws IOException {
        this.hostKey = hostKey;
        server.setHost(address);
        server.setPort(port);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPasswordAuthenticator(
                (user, password, session) -> user.equals("ferry") && password.equals(PASSWORD.reveal()));
        server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        server.setCommandFactory((channel, command) -> {
            commands.add(command);
            return new ProcessCommand(prelude + command);
        });
        server.start();
    }

    static KeyPair freshKey() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    SshServer server() {
        return server;
    }

    /// From now on the holder of this key may log in too.
    void allow(PublicKey key) {
        server.setPublickeyAuthenticator(
                (user, offered, session) -> user.equals("ferry") && KeyUtils.compareKeys(key, offered));
    }

    /// What clients asked it to execute.
    List<String> commands() {
        return List.copyOf(commands);
    }

    public int port() {
        return server.getPort();
    }

    public String fingerprint() {
        return HostKeys.fingerprint(hostKey.getPublic());
    }

    /// Something that runs before every command, as a login shell's start-up files do.
    public void runFirst(String prelude) {
        this.prelude = prelude + "\n";
    }

    /// Cuts every connection.
    public void cutConnections() {
        server.getActiveSessions().forEach(session -> session.close(true));
    }

    /// A login without anything to log in with, whose host keys are kept in a folder; this server's key is
    /// accepted.
    SshLogin loginWithNothing(Path folder) {
        var policy = new HostKeyPolicy(folder.resolve("known_hosts"), List.of(), Set.of(fingerprint()));
        return SshLogin.of("ferry", "127.0.0.1", port(), policy);
    }

    /// A login that works.
    public SshLogin login(Path folder) {
        return loginWithNothing(folder).withPassword(PASSWORD);
    }

    /// From now on at most so many sessions at once on a connection; further ones are refused, as OpenSSH
    /// does.
    void allowSessions(int most) {
        var open = new AtomicInteger();
        server.setChannelFactories(List.of(new ChannelSessionFactory() {
            @Override
            public Channel createChannel(Session session) {
                return new ChannelSession() {
                    @Override
                    protected OpenFuture doInit(Buffer buffer) {
                        if (open.incrementAndGet() > most) {
                            open.decrementAndGet();
                            var refused = new DefaultOpenFuture(this, this);
                            refused.setException(new SshChannelOpenException(
                                    getChannelId(), SshConstants.SSH_OPEN_RESOURCE_SHORTAGE, "open failed"));
                            return refused;
                        }
                        addCloseFutureListener(_ -> open.decrementAndGet());
                        return super.doInit(buffer);
                    }
                };
            }
        }));
    }

    /// From now on a session is opened so much after it was asked for.
    void openSessionsAfter(Duration pause) {
        server.setChannelFactories(List.of(new ChannelSessionFactory() {
            @Override
            public Channel createChannel(Session session) {
                return new ChannelSession() {
                    @Override
                    protected OpenFuture doInit(Buffer buffer) {
                        try {
                            Thread.sleep(pause);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        return super.doInit(buffer);
                    }
                };
            }
        }));
    }

    /// From now on clients may send so many bytes without waiting.
    void takeAtOnce(long bytes) {
        CoreModuleProperties.WINDOW_SIZE.set(server, bytes);
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    /// Runs a command with `sh`. (The library's own moves all three streams in turns on one thread, which a
    /// command that writes while it is written to brings to a halt.)
    private static final class ProcessCommand implements Command {
        private final String line;
        private InputStream in;
        private OutputStream out;
        private OutputStream err;
        private ExitCallback callback;
        private Process process;

        ProcessCommand(String line) {
            this.line = line;
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
            this.callback = callback;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) throws IOException {
            process = new ProcessBuilder("sh", "-c", line).start();
            Thread.ofPlatform().daemon().start(() -> copy(in, process.getOutputStream(), true));
            var outs = Thread.ofPlatform().daemon().start(() -> copy(process.getInputStream(), out, false));
            var errs = Thread.ofPlatform().daemon().start(() -> copy(process.getErrorStream(), err, false));
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    var code = process.waitFor();
                    outs.join();
                    errs.join();
                    callback.onExit(code);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        private static void copy(InputStream from, OutputStream to, boolean thenClose) {
            try {
                var buffer = new byte[8192];
                for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                    to.write(buffer, 0, n);
                    to.flush();
                }
            } catch (IOException e) {
                // the reader has gone
            } finally {
                if (thenClose) {
                    try {
                        to.close();
                    } catch (IOException e) {
                        // nor does it read the end
                    }
                }
            }
        }

        /// As OpenSSH does: the streams are closed, the process is left alone.
        @Override
        public void destroy(ChannelSession channel) {}
    }
}
