package dev.ferry.cassandra;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.UnsupportedProtocolVersionException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.servererrors.CoordinatorException;
import dev.ferry.outcome.Failure;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Says why no connection came about, from what the driver throws.
final class ConnectFailures {
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(3);

    // The alerts with which a server says that it wants another certificate from us, or any (RFC 8446 §6.2).
    private static final Pattern ABOUT_OUR_CERTIFICATE =
            Pattern.compile("(?i)received fatal alert: (bad_|no_|unsupported_)?certificate\\w*"
                    + "|received fatal alert: (unknown_ca|access_denied)");

    private static final int MOST_LINKS = 50;

    private ConnectFailures() {}

    static Failure of(Throwable thrown, CqlEndpoint endpoint) {
        var seen = new ArrayList<Seen>();
        if (thrown instanceof AllNodesFailedException all && !all.getAllErrors().isEmpty()) {
            all.getAllErrors().forEach((node, errors) -> {
                var address = node.getEndPoint().resolve() instanceof InetSocketAddress inet ? inet : null;
                errors.forEach(error -> seen.add(look(error, Addresses.label(node.getEndPoint()), address, endpoint)));
            });
        } else {
            seen.add(look(thrown, endpoint.label(), null, endpoint));
        }
        return furthest(seen).failure(endpoint, evidence(seen));
    }

    static Failure unresolved(CqlEndpoint endpoint, List<String> names) {
        var all = String.join(", ", names);
        return CqlCause.NAME_UNRESOLVED.failure(Addresses.hop(endpoint.label()), all, all);
    }

    private static Seen furthest(List<Seen> seen) {
        return seen.stream().max(Comparator.comparing(Seen::cause)).orElseThrow();
    }

    private static String evidence(List<Seen> seen) {
        var one = seen.stream().map(Seen::label).distinct().count() == 1;
        return seen.stream()
                .map(each -> one ? each.words : each.label + ": " + each.words)
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    private static Seen look(Throwable error, String label, @Nullable InetSocketAddress address, CqlEndpoint endpoint) {
        var seen = classify(error, label);
        var isMute = seen.cause == CqlCause.PORT_CLOSED || seen.cause == CqlCause.PORT_SILENT;
        if (!isMute || address == null) {
            return seen;
        }
        var tls = endpoint.tls();
        if (tls != null) {
            return TlsProbe.complaint(tls.context(), address, PROBE_LIMIT)
                    .map(complaint -> classify(complaint, label))
                    .filter(complaint -> complaint.cause == CqlCause.TLS_CLIENT_CERTIFICATE)
                    .orElse(seen);
        }
        return TlsProbe.showsCertificate(address, PROBE_LIMIT)
                ? new Seen(CqlCause.TLS_MISSING, label, seen.words)
                : seen;
    }

    private static Seen classify(Throwable error, String label) {
        var chain = chain(error).limit(MOST_LINKS).toList();
        for (var row : ROWS) {
            for (var thrown : chain) {
                if (row.matches.test(thrown)) {
                    return new Seen(row.cause, label, words(thrown));
                }
            }
        }
        return new Seen(CqlCause.CONNECT_FAILED, label, words(chain.getLast()));
    }

    // The driver keeps the reason why a connection closed as a suppressed exception.
    private static Stream<Throwable> chain(Throwable error) {
        return Stream.concat(
                Stream.iterate(error, Objects::nonNull, Throwable::getCause),
                Stream.of(error.getSuppressed()).flatMap(ConnectFailures::chain));
    }

    private static String words(Throwable thrown) {
        var message = thrown.getMessage();
        return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message.strip();
    }

    private static boolean says(Throwable thrown, String part) {
        var message = thrown.getMessage();
        return message != null && message.contains(part);
    }

    // The first row that fits any exception of the chain counts.
    private static final List<Row> ROWS = List.of(
            new Row(
                    CqlCause.LOGIN_MISSING,
                    t -> t instanceof AuthenticationException && says(t, "no authenticator configured")),
            new Row(
                    CqlCause.LOGIN_UNDECIDED,
                    t -> t instanceof AuthenticationException && says(t, "Unable to perform authentication")),
            // "Cannot login as server authentication setup is not yet completed" (CassandraLoginModule's ClientState)
            new Row(
                    CqlCause.NOT_READY,
                    t -> t instanceof AuthenticationException && says(t, "setup is not yet completed")),
            new Row(CqlCause.LOGIN_REFUSED, AuthenticationException.class::isInstance),
            new Row(CqlCause.PROTOCOL_UNSUPPORTED, UnsupportedProtocolVersionException.class::isInstance),
            new Row(CqlCause.NOT_READY, CoordinatorException.class::isInstance),
            // Netty's NotSslRecordException
            new Row(CqlCause.TLS_NOT_SPOKEN, t -> says(t, "not an SSL/TLS record")),
            new Row(
                    CqlCause.TLS_HOST_NAME,
                    t -> t instanceof CertificateException
                            && (says(t, "No subject alternative") || says(t, "No name matching"))),
            new Row(CqlCause.TLS_UNTRUSTED, CertPathBuilderException.class::isInstance),
            new Row(CqlCause.TLS_UNTRUSTED, CertPathValidatorException.class::isInstance),
            new Row(CqlCause.TLS_UNTRUSTED, CertificateException.class::isInstance),
            new Row(
                    CqlCause.TLS_CLIENT_CERTIFICATE,
                    t -> t instanceof SSLException
                            && ABOUT_OUR_CERTIFICATE.matcher(words(t)).find()),
            new Row(CqlCause.TLS_FAILED, SSLException.class::isInstance),
            new Row(CqlCause.PORT_UNREACHABLE, NoRouteToHostException.class::isInstance),
            new Row(CqlCause.PORT_UNREACHABLE, t -> t instanceof SocketException && says(t, "unreachable")),
            // Netty's ConnectTimeoutException is a ConnectException too
            new Row(CqlCause.PORT_SILENT, t -> t instanceof ConnectException && says(t, "timed out")),
            new Row(CqlCause.PORT_REFUSED, ConnectException.class::isInstance),
            new Row(CqlCause.PORT_SILENT, DriverTimeoutException.class::isInstance),
            new Row(CqlCause.PORT_CLOSED, ClosedConnectionException.class::isInstance),
            new Row(CqlCause.PORT_CLOSED, ClosedChannelException.class::isInstance),
            new Row(CqlCause.PORT_CLOSED, t -> says(t, "Connection reset")));

    private record Row(CqlCause cause, Predicate<Throwable> matches) {}

    private record Seen(CqlCause cause, String label, String words) {
        Failure failure(CqlEndpoint endpoint, String evidence) {
            var login = endpoint.login();
            return cause.failure(Addresses.hop(label), evidence, label, login == null ? "" : login.user());
        }
    }
}
