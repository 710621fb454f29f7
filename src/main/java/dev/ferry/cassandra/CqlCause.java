package dev.ferry.cassandra;

import static dev.ferry.outcome.Failure.Kind.FATAL;
import static dev.ferry.outcome.Failure.Kind.NEEDS_ATTENTION;
import static dev.ferry.outcome.Failure.Kind.RETRYABLE;

import dev.ferry.outcome.Failure;
import dev.ferry.secrets.Redactor;
import dev.ferry.text.Message;
import java.util.Arrays;
import java.util.Optional;

/// Why something did not work over CQL. The first group is ordered by how far the connection had come: of
/// several contact points the one that came furthest has the most to say.
public enum CqlCause {
    NAME_UNRESOLVED("cassandra.name.unresolved", NEEDS_ATTENTION),
    PORT_UNREACHABLE("cassandra.port.unreachable", RETRYABLE),
    PORT_SILENT("cassandra.port.silent", RETRYABLE),
    PORT_REFUSED("cassandra.port.refused", RETRYABLE),
    CONNECT_FAILED("cassandra.connect.failed", RETRYABLE),
    PORT_CLOSED("cassandra.port.closed", RETRYABLE),
    TLS_MISSING("cassandra.tls.missing", NEEDS_ATTENTION),
    TLS_NOT_SPOKEN("cassandra.tls.not-spoken", NEEDS_ATTENTION),
    TLS_FAILED("cassandra.tls.failed", NEEDS_ATTENTION),
    TLS_UNTRUSTED("cassandra.tls.untrusted", NEEDS_ATTENTION),
    TLS_HOST_NAME("cassandra.tls.host-name", NEEDS_ATTENTION),
    TLS_CLIENT_CERTIFICATE("cassandra.tls.client-certificate", NEEDS_ATTENTION),
    PROTOCOL_UNSUPPORTED("cassandra.protocol.unsupported", FATAL),
    LOGIN_MISSING("cassandra.login.missing", NEEDS_ATTENTION),
    LOGIN_UNDECIDED("cassandra.login.undecided", RETRYABLE),
    LOGIN_REFUSED("cassandra.login.refused", NEEDS_ATTENTION),

    CONNECTION_LOST("cassandra.connection.lost", RETRYABLE),
    ANSWER_TIMEOUT("cassandra.answer.timeout", RETRYABLE),
    READ_TIMEOUT("cassandra.read.timeout", RETRYABLE),
    WRITE_TIMEOUT("cassandra.write.timeout", RETRYABLE),
    UNAVAILABLE("cassandra.replicas.unavailable", RETRYABLE),
    OVERLOADED("cassandra.node.overloaded", RETRYABLE),
    NOT_READY("cassandra.node.not-ready", RETRYABLE),
    TOMBSTONES("cassandra.read.tombstones", NEEDS_ATTENTION),
    READ_FAILURE("cassandra.read.failure", NEEDS_ATTENTION),
    WRITE_FAILURE("cassandra.write.failure", NEEDS_ATTENTION),
    SYNTAX("cassandra.statement.syntax", NEEDS_ATTENTION),
    UNKNOWN_NAME("cassandra.statement.unknown-name", NEEDS_ATTENTION),
    INVALID("cassandra.statement.invalid", NEEDS_ATTENTION),
    ALREADY_EXISTS("cassandra.statement.already-exists", NEEDS_ATTENTION),
    UNAUTHORISED("cassandra.statement.unauthorised", NEEDS_ATTENTION),
    SERVER_ERROR("cassandra.server.error", NEEDS_ATTENTION),
    DISAGREEMENT("cassandra.schema.disagreement", RETRYABLE);

    private final String key;
    private final Failure.Kind kind;

    CqlCause(String key, Failure.Kind kind) {
        this.key = key;
        this.kind = kind;
    }

    /// The cause of a failure, if it is one of these.
    public static Optional<CqlCause> of(Failure failure) {
        return Arrays.stream(values())
                .filter(cause -> cause.key.equals(failure.cause().key()))
                .findFirst();
    }

    /// Whether asking for less at once can help.
    public boolean isTooMuchAtOnce() {
        return this == ANSWER_TIMEOUT || this == READ_TIMEOUT || this == TOMBSTONES || this == READ_FAILURE;
    }

    /// Whether the same statement with other values would fail in the same way.
    public boolean isAboutTheStatement() {
        return this == SYNTAX || this == UNKNOWN_NAME || this == INVALID || this == UNAUTHORISED;
    }

    Failure failure(String hop, String evidence, Object... arguments) {
        return new Failure(
                kind,
                hop,
                Message.of(key, arguments),
                Redactor.redact(evidence),
                Message.of(key + ".remedy", arguments));
    }
}
