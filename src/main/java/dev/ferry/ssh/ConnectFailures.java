package dev.ferry.ssh;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.regex.Pattern;
import net.schmizz.sshj.connection.channel.OpenFailException;
import org.jspecify.annotations.Nullable;

/// Says why a server was not reached.
///
/// @param hop the hop that did not work
/// @param ear what the server has said
record ConnectFailures(SshLogin login, Hop hop, Ear ear) {
    private static final String DROPPED = "ssh.connect.dropped";

    // what OpenSSH says to those whom it has no room for now, since 8.6 and 9.8
    private static final Pattern BUSY = Pattern.compile("\\s*|.*(Exceeded MaxStartups|Not allowed at this time).*");

    /// Whether a server dropped us before it told who it is.
    static boolean isDropped(Failure failure) {
        return failure.cause().key().equals(DROPPED);
    }

    /// The failure that an exception means.
    FailureException explained(@Nullable Throwable reason) {
        return switch (reason) {
            case FailureException failure -> failure;
            case UnknownHostException e -> unresolved(e);
            case UnresolvedAddressException e -> unresolved(e);
            case SocketTimeoutException e -> timedOut(Duration.ofSeconds(10), e);
            case ConnectException e -> broken("ssh.connect.refused", e);
            case NoRouteToHostException e -> broken("ssh.connect.unreachable", e);
            case OpenFailException e -> forbidden(e);
            case IOException e when Algorithms.areUnsettled(e) -> Algorithms.failure(login.algorithms(), hop, e);
            case IOException e when ear.isIdentified() -> broken("ssh.connect.broken", e);
            case IOException e -> unidentified(e);
            case null -> throw new IllegalStateException("a call that failed without a reason");
            case RuntimeException e -> throw e;
            default -> throw new IllegalStateException(reason);
        };
    }

    private FailureException unresolved(Exception reason) {
        var cause = Message.of("ssh.connect.unresolved", login.host());
        return hop.failure(Failure.Kind.NEEDS_ATTENTION, cause, Hop.said(reason), reason);
    }

    /// It did not answer in time.
    FailureException timedOut(Duration limit, Exception reason) {
        var cause = Message.of("ssh.connect.timeout", hop.to(), limit.toSeconds());
        return hop.failure(Failure.Kind.RETRYABLE, cause, ear.greeting(), reason);
    }

    private FailureException broken(String cause, Exception reason) {
        return hop.failure(Failure.Kind.RETRYABLE, Message.of(cause, hop.to()), Hop.said(reason), reason);
    }

    private FailureException unidentified(IOException reason) {
        var said = ear.greeting();
        var cause = BUSY.matcher(said).matches() ? DROPPED : "ssh.connect.broken";
        var evidence = said.isBlank() ? Hop.said(reason) : said;
        return hop.failure(Failure.Kind.RETRYABLE, Message.of(cause, hop.to()), evidence, reason);
    }

    private FailureException forbidden(OpenFailException reason) {
        var cause = Message.of("ssh.jump.refused", hop.from(), hop.to());
        var kind = reason.getReason() == OpenFailException.Reason.ADMINISTRATIVELY_PROHIBITED
                ? Failure.Kind.NEEDS_ATTENTION
                : Failure.Kind.RETRYABLE;
        return hop.failure(kind, cause, Hop.said(reason), reason);
    }
}
