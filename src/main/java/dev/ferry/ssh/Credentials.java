package dev.ferry.ssh;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Answering;
import dev.ferry.text.Message;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.Service;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthNone;
import org.jspecify.annotations.Nullable;

/// Logs in on a connected hop with all that a login brings, and says what was tried when nothing helped.
///
/// As OpenSSH does: what the server allows is asked first, only that is tried, and a server that wants
/// several steps gets them one after the other.
final class Credentials {
    // The limit of the hop is the one that counts: it knows when a person is asked.
    private static final int NO_TIMEOUT = 0;

    private final SshLogin login;
    private final Hop hop;
    private final HopLimit limit;
    private final Set<String> tried = new LinkedHashSet<>();
    private final List<String> remarks = new ArrayList<>();
    private @Nullable String accepted;
    private @Nullable PasswordLogin password;

    Credentials(SshLogin login, Hop hop, HopLimit limit) {
        this.login = login;
        this.hop = hop;
        this.limit = limit;
    }

    /// Logs in.
    ///
    /// @throws IOException if the connection breaks
    void use(SSHClient client) throws FailureException, IOException {
        var keys = PublicKeys.of(login, hop, limit);
        remarks.addAll(keys.remarks());
        var attempts = attempts(keys);
        if (attempts.isEmpty() && !keys.unusable().isEmpty()) {
            throw keys.unusable().getFirst();
        }
        // tells what is allowed, at no cost; some servers know by other means who we are
        if (isIn(client, new AuthNone())) {
            return;
        }
        if (attempts.isEmpty()) {
            throw failure(client, Message.of("ssh.login.nothing", login.user(), chosen()), null);
        }
        for (var next = next(client, attempts); next.isPresent(); next = next(client, attempts)) {
            if (isIn(client, next.get())) {
                return;
            }
            if (accepted == null && client.getUserAuth().hadPartialSuccess()) {
                accepted = next.get().label();
                if (next.get().method() instanceof Questions) {
                    attempts.addAll(questions());
                }
            }
        }
        throw refused(client, keys);
    }

    private List<LoginAttempt> attempts(PublicKeys keys) {
        var attempts = new ArrayList<>(keys.attempts());
        var known = login.password();
        if (login.kinds().contains(SshLogin.Kind.PASSWORD) && known != null) {
            password = new PasswordLogin(known);
            attempts.add(new LoginAttempt("password", password));
        }
        attempts.addAll(questions());
        return attempts;
    }

    private List<LoginAttempt> questions() {
        if (!login.kinds().contains(SshLogin.Kind.QUESTIONS)
                || login.password() == null && login.answering() == Answering.NOBODY) {
            return List.of();
        }
        var questions = new Questions(hop, limit, login.password(), login.answering());
        return List.of(new LoginAttempt("questions", questions));
    }

    /// Takes out the first attempt that the server allows now.
    private static Optional<LoginAttempt> next(SSHClient client, List<LoginAttempt> attempts) {
        var allowed = client.getUserAuth().getAllowedMethods();
        var next = attempts.stream()
                .filter(attempt -> allowed.contains(attempt.method().getName()))
                .findFirst();
        next.ifPresent(attempts::remove);
        return next;
    }

    private boolean isIn(SSHClient client, LoginAttempt attempt) throws FailureException, IOException {
        tried.add(attempt.label());
        try {
            return isIn(client, attempt.method());
        } catch (UserAuthException e) {
            if (e.getCause() instanceof TransportException || !client.isConnected()) {
                throw ended(client, attempt, e);
            }
            // such as a key that the agent did not want to sign with: there may be another
            remarks.add(Hop.said(e));
            return false;
        } catch (TransportException e) {
            throw ended(client, attempt, e);
        } finally {
            if (attempt.method() instanceof Questions questions) {
                questions.stop();
            }
        }
    }

    private boolean isIn(SSHClient client, AuthMethod method) throws UserAuthException, TransportException {
        return client.getUserAuth().authenticate(login.user(), (Service) client.getConnection(), method, NO_TIMEOUT);
    }

    /// The server ended the connection, or we did.
    private IOException ended(SSHClient client, LoginAttempt attempt, IOException reason) throws FailureException {
        if (attempt.method() instanceof Questions questions) {
            var unanswered = questions.failure();
            if (unanswered != null) {
                throw unanswered;
            }
            if (!questions.asked().isEmpty()) {
                var cause = Message.of("ssh.question.late", hop.to());
                throw hop.failure(Failure.Kind.RETRYABLE, cause, questions.asked(), reason);
            }
        }
        if (Hop.said(reason).toLowerCase(Locale.ROOT).contains("too many authentication failures")) {
            throw failure(client, Message.of("ssh.login.many", login.user(), String.join(", ", tried)), reason);
        }
        return reason;
    }

    /// Why nothing helped. A key that could not be used comes first: it was named, and may be the right
    /// one.
    private FailureException refused(SSHClient client, PublicKeys keys) {
        if (keys.unusable().isEmpty() || accepted != null) {
            return failure(client, refusal(client, keys), null);
        }
        var first = keys.unusable().getFirst().failure();
        remarks.add(first.evidence());
        remarks.add(tried.isEmpty() ? "" : "tried: " + String.join(", ", tried));
        return failure(client, first.cause(), keys.unusable().getFirst());
    }

    private Message refusal(SSHClient client, PublicKeys keys) {
        var offered = String.join(", ", client.getUserAuth().getAllowedMethods());
        if (accepted != null) {
            return Message.of("ssh.login.partial", accepted, offered, chosen());
        }
        if (tried.isEmpty()) {
            return Message.of("ssh.login.unwanted", chosen(), offered);
        }
        var ways = String.join(", ", tried);
        if (password != null && password.isExpired()) {
            return Message.of("ssh.login.expired", login.user());
        }
        return keys.certificates().stream()
                .map(certificate -> certificate.flaw(login.user(), Instant.now()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> Message.of(
                        keys.hasRsa() && Algorithms.wantSha1(client, login.algorithms())
                                ? "ssh.login.old"
                                : "ssh.login.refused",
                        login.user(),
                        ways));
    }

    private FailureException failure(SSHClient client, Message cause, @Nullable Throwable reason) {
        var evidence = new ArrayList<>(remarks);
        evidence.removeIf(String::isEmpty);
        var allowed = client.getUserAuth().getAllowedMethods();
        if (!allowed.isEmpty()) {
            evidence.add("the server allows: " + String.join(", ", allowed));
        }
        return hop.failure(Failure.Kind.NEEDS_ATTENTION, cause, String.join("; ", evidence), reason);
    }

    /// The chosen kinds of login, for people.
    private String chosen() {
        return Stream.of(SshLogin.Kind.values())
                .filter(login.kinds()::contains)
                .map(kind -> switch (kind) {
                    case KEY -> "key file";
                    case AGENT -> "agent";
                    case PASSWORD -> "password";
                    case QUESTIONS -> "questions";
                })
                .collect(Collectors.joining(", "));
    }
}
