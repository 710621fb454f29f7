package dev.ferry.ssh;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Redactor;
import dev.ferry.text.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import net.schmizz.sshj.connection.channel.OpenFailException;
import org.jspecify.annotations.Nullable;

/// A machine reached over SSH: one connection, up to eight scripts at once, made anew when it was lost
/// between two scripts.
///
/// Scripts start in the folder `/`, whatever the login shell printed before them is cut off, and their exit
/// code is believed only if they are seen to have started.
public final class SshRemote implements Remote {
    /// The most that a script may write to each stream.
    static final int MOST_OUTPUT = 64 << 20;

    // OpenSSH's MaxSessions is 10 by default; two are left to others.
    private static final int SESSIONS = 8;
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(5));
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(30);
    private static final Duration TRANSFER_LIMIT = Duration.ofMinutes(10);

    private final String name;
    private final String user;
    private volatile Become become;
    private final Consumer<String> audit;
    private final Line line;
    private final Semaphore sessions = new Semaphore(SESSIONS);

    // its jump hosts, where it shares them with nobody
    private volatile @Nullable Gateways gateways;

    private SshRemote(SshLogin login, Line line, Become become, Consumer<String> audit) {
        this.name = login.host();
        this.user = login.user();
        this.line = line;
        this.become = Objects.requireNonNull(become);
        this.audit = Objects.requireNonNull(audit);
    }

    /// Connects hop by hop and proves that scripts can be run as the wanted user.
    ///
    /// @param audit is told every script's text, free of secrets
    /// @throws FailureException naming the hop that failed and why
    public static SshRemote connect(SshLogin login, Become become, Consumer<String> audit)
            throws FailureException, InterruptedException {
        return connect(login, become, audit, Progress.untold());
    }

    /// The same, telling how far it has come.
    public static SshRemote connect(SshLogin login, Become become, Consumer<String> audit, Progress progress)
            throws FailureException, InterruptedException {
        var own = new Gateways();
        var made = false;
        try {
            var remote = own.connect(login, become, audit, progress);
            remote.gateways = own;
            made = true;
            return remote;
        } finally {
            if (!made) {
                own.close();
            }
        }
    }

    /// A machine at the end of a line, where scripts are seen to run as the wanted user.
    static SshRemote proven(SshLogin login, Line line, Become become, Consumer<String> audit, Progress progress)
            throws FailureException, InterruptedException {
        var remote = new SshRemote(login, line, become, audit);
        var proven = false;
        try {
            line.connect(progress);
            remote.become = new Containers(remote.name, login.user(), remote::exchange).found(become);
            progress.passed(Milestone.BECAME, remote.whoWeAre());
            proven = true;
            return remote;
        } finally {
            if (!proven) {
                remote.close();
            }
        }
    }

    /// The user who runs our scripts, and in which container.
    private String whoWeAre() throws FailureException, InterruptedException {
        // a container's user may have a number and no name
        var user = run(Script.of("id -un 2> /dev/null || id -u"), PROBE_LIMIT)
                .out()
                .lines()
                .findFirst()
                .orElse("?");
        return become instanceof Become.Inside(var _, var engine, Become.Named(var container), var _)
                ? user + " in " + engine.program() + " container " + container
                : user;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Ended run(Script script, Duration limit) throws FailureException, InterruptedException {
        var raw = exchange(script, limit);
        return new Ended(
                raw.code(),
                new String(raw.out(), StandardCharsets.UTF_8),
                new String(raw.err(), StandardCharsets.UTF_8));
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
        var ended = run(script, TRANSFER_LIMIT);
        if (!ended.isZero()) {
            throw failure(Failure.Kind.NEEDS_ATTENTION, Message.of("ssh.upload.failed", path), ended.err(), null);
        }
    }

    @Override
    public byte[] download(String path, int atMost) throws FailureException, InterruptedException {
        var raw = exchange(Transfer.download(path, atMost), TRANSFER_LIMIT);
        if (raw.code() != 0) {
            var evidence = new String(raw.err(), StandardCharsets.UTF_8);
            throw failure(Failure.Kind.NEEDS_ATTENTION, Message.of("ssh.download.failed", path), evidence, null);
        }
        if (raw.out().length > atMost) {
            throw failure(Failure.Kind.FATAL, Message.of("ssh.download.large", path, atMost), "", null);
        }
        return raw.out();
    }

    @Override
    public Forward forward(String host, int port) throws FailureException, InterruptedException {
        // one connection at once: later nobody would be told why there is none
        try (var _ = line.connect().client().newDirectConnection(host, port)) {
            return PortForward.listening(() -> line.connect().client().newDirectConnection(host, port));
        } catch (OpenFailException e) {
            // RFC 4254 §5.1
            var isForbidden = e.getReason() == OpenFailException.Reason.ADMINISTRATIVELY_PROHIBITED;
            throw isForbidden
                    ? failure(Failure.Kind.NEEDS_ATTENTION, Message.of("ssh.forward.forbidden", name), Hop.said(e), e)
                    : failure(
                            Failure.Kind.RETRYABLE,
                            Message.of("ssh.forward.refused", host + ":" + port),
                            Hop.said(e),
                            e);
        } catch (IOException e) {
            throw failure(Failure.Kind.RETRYABLE, Message.of("ssh.forward.failed", host + ":" + port), Hop.said(e), e);
        }
    }

    private Exchange.Raw exchange(Script script, Duration limit) throws FailureException, InterruptedException {
        return exchange(become, script, limit);
    }

    private Exchange.Raw exchange(Become become, Script script, Duration limit)
            throws FailureException, InterruptedException {
        audit.accept(Redactor.redact(script.text()));
        var shell = new Shell(become, script);
        var command = shell.command();
        var dialogue = shell.dialogue();
        sessions.acquire();
        try {
            var raw = exchange(new Exchange(command, shell.input(), dialogue, MOST_OUTPUT), limit);
            var out = shell.own(raw.out());
            if (out.isEmpty()) {
                throw notStarted(become, shell, raw, dialogue == null ? null : dialogue.end());
            }
            return new Exchange.Raw(raw.code(), out.get(), shell.own(raw.err()).orElse(raw.err()));
        } finally {
            sessions.release();
        }
    }

    /// Tries again as long as the command was not sent: on a new connection if the old one has died, on the
    /// same if the server has no session to spare.
    private Exchange.Raw exchange(Exchange exchange, Duration limit) throws FailureException, InterruptedException {
        for (var pauses = PAUSES.iterator(); ; Thread.sleep(pauses.next())) {
            try {
                return on(line.connect(), exchange, limit);
            } catch (IOException e) {
                if (!pauses.hasNext()) {
                    throw failure(Failure.Kind.RETRYABLE, Message.of("ssh.script.not-started"), Hop.said(e), e);
                }
            }
        }
    }

    /// @throws IOException if the command was never sent
    private Exchange.Raw on(Connection connection, Exchange exchange, Duration limit)
            throws FailureException, InterruptedException, IOException {
        try {
            return Waiting.on(() -> exchange.on(connection.client()), limit, exchange::close);
        } catch (TimeoutException e) {
            var cause = exchange.abandon() ? "ssh.script.timeout" : "ssh.script.not-started";
            throw failure(Failure.Kind.RETRYABLE, Message.of(cause, limit.toSeconds()), "", e);
        } catch (InterruptedException e) {
            exchange.abandon();
            throw e;
        } catch (ExecutionException e) {
            throw ended(e.getCause(), exchange);
        }
    }

    private FailureException ended(@Nullable Throwable reason, Exchange exchange) throws IOException {
        return switch (reason) {
            case Exchange.Overflow e ->
                failure(Failure.Kind.FATAL, Message.of("ssh.output.large", MOST_OUTPUT >> 20), "", e);
            case IOException e when !exchange.isSent() -> throw e;
            case IOException e -> failure(Failure.Kind.RETRYABLE, Message.of("ssh.connection.lost"), Hop.said(e), e);
            case RuntimeException e -> throw e;
            case null, default -> throw new IllegalStateException(reason);
        };
    }

    private FailureException notStarted(Become become, Shell shell, Exchange.Raw raw, Dialogue.@Nullable End end) {
        var said = shell.said(raw.err());
        var evidence = said.isEmpty() ? new String(raw.out(), StandardCharsets.UTF_8) : said;
        var cause = NotStarted.why(user, become, raw.code(), said, end);
        return failure(Failure.Kind.NEEDS_ATTENTION, cause, evidence, null);
    }

    private FailureException failure(Failure.Kind kind, Message cause, String evidence, @Nullable Throwable reason) {
        return Hop.failure("node " + name, kind, cause, evidence, reason);
    }

    @Override
    public void close() {
        line.close();
        var own = gateways;
        if (own != null) {
            own.close();
        }
    }
}
