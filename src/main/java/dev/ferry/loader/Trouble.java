package dev.ferry.loader;

import dev.ferry.outcome.Failure.Kind;
import java.util.Arrays;
import java.util.List;

/// What can be wrong with a load, by the words that the loader prints: the one table of them. Where
/// several are seen, the first in this order is the cause and the others follow from it.
///
/// A text `a…b` stands for a line that holds `a` and, later, `b`.
enum Trouble {
    JAVA(
            "java",
            Stage.ANY,
            Kind.NEEDS_ATTENTION,
            Hop.NODE,
            "UnsupportedClassVersionError",
            "Unable to find java executable",
            " requires Java ",
            "Unsupported Java ",
            "Could not create the Java Virtual Machine",
            "on a hidden class"),
    PROGRAM(
            "program",
            Stage.ANY,
            Kind.NEEDS_ATTENTION,
            Hop.NODE,
            "You must set the CLASSPATH var",
            "Could not find or load main class",
            "Error opening zip file",
            "agent library failed"),
    MEMORY(
            "memory",
            Stage.ANY,
            Kind.RETRYABLE,
            Hop.NODE,
            "OutOfMemoryError",
            "insufficient memory for the Java Runtime"),
    DESCRIPTORS("descriptors", Stage.ANY, Kind.NEEDS_ATTENTION, Hop.NODE, "Too many open files"),
    HOST_UNKNOWN("host.unknown", Stage.CONNECTING, Kind.NEEDS_ATTENTION, Hop.CQL, "Unknown host: "),
    FOLDER("folder", Stage.CONNECTING, Kind.RETRYABLE, Hop.NODE, "Unknown directory: ", " is not a directory"),
    CONFIGURATION_MISSING(
            "configuration.missing",
            Stage.CONNECTING,
            Kind.RETRYABLE,
            Hop.NODE,
            "Config file not found",
            "Expecting URI in variable: [cassandra.config]"),
    CONFIGURATION(
            "configuration",
            Stage.CONNECTING,
            Kind.FATAL,
            Hop.NODE,
            "Invalid yaml",
            "Config contains both old and new keys",
            "Missing required directive CommitLogSync",
            "Missing directive: partitioner",
            "Missing endpoint_snitch directive",
            "-Dcassandra.storagedir is not set",
            "Unable to check disk space available to"),
    STORE_PASSWORD(
            "store.password",
            Stage.ANY,
            Kind.NEEDS_ATTENTION,
            Hop.NODE,
            "keystore password was incorrect",
            "Keystore was tampered with",
            "failed to decrypt safe contents entry"),
    STORE(
            "store",
            Stage.ANY,
            Kind.NEEDS_ATTENTION,
            Hop.NODE,
            "Could not create SSL Context",
            "initializing the SSL Context",
            "failed to build key manager store",
            "failed to build trust manager store"),
    LOGIN_FILE("login.file", Stage.CONNECTING, Kind.RETRYABLE, Hop.NODE, "cannot read the login file"),
    LOGIN(
            "login",
            Stage.CONNECTING,
            Kind.NEEDS_ATTENTION,
            Hop.CQL,
            "Provided username …incorrect",
            "Username and/or password are incorrect"),
    LOGIN_MISSING(
            "login.missing",
            Stage.CONNECTING,
            Kind.NEEDS_ATTENTION,
            Hop.CQL,
            "requires authentication, but no authenticator found"),
    COMMAND(
            "command",
            Stage.CONNECTING,
            Kind.FATAL,
            Hop.NODE,
            "Unrecognized option: ",
            "Missing sstable directory argument",
            "Too many arguments",
            "Initial hosts must be specified",
            "Username and password must both be provided",
            "Unknown auth provider",
            "Empty keyspace is not supported",
            "Empty table is not supported",
            "Both 'throttle",
            "usage: sstableloader"),
    VERSION(
            "version",
            Stage.ANY,
            Kind.FATAL,
            Hop.CQL,
            "unconfigured table schema_",
            "unconfigured columnfamily schema_",
            "Could not retrieve endpoint ranges",
            "Received stream using protocol version"),
    CQL_UNTRUSTED(
            "cql.untrusted",
            Stage.CONNECTING,
            Kind.NEEDS_ATTENTION,
            Hop.CQL,
            "PKIX path ",
            "unable to find valid certification path",
            "SSLHandshakeException"),
    CQL_TIMEOUT("cql.timeout", Stage.CONNECTING, Kind.RETRYABLE, Hop.CQL, "OperationTimedOutException"),
    CQL_CLOSED(
            "cql.closed",
            Stage.CONNECTING,
            Kind.NEEDS_ATTENTION,
            Hop.CQL,
            "All host(s) tried for query failed…Channel has been closed",
            "All host(s) tried for query failed…Connection has been closed",
            "All host(s) tried for query failed…Error writing",
            "not an SSL/TLS record",
            "Unsupported or unrecognized SSL message"),
    CQL_UNREACHABLE(
            "cql.unreachable",
            Stage.CONNECTING,
            Kind.RETRYABLE,
            Hop.CQL,
            "All host(s) tried for query failed",
            "NoHostAvailableException"),
    COLUMN(
            "column",
            Stage.LOADING,
            Kind.NEEDS_ATTENTION,
            Hop.SCHEMA,
            "Unknown column …during deserialization",
            "UnknownColumnException"),
    COLUMN_KIND("column.kind", Stage.LOADING, Kind.NEEDS_ATTENTION, Hop.SCHEMA, "occurs as both regular and static"),
    PARTITIONER("partitioner", Stage.LOADING, Kind.FATAL, Hop.SCHEMA, "partitioner …does not match system partitioner"),
    COMPRESSOR("compressor", Stage.LOADING, Kind.NEEDS_ATTENTION, Hop.NODE, "Could not create Compression for type"),
    NODE_FULL("node.full", Stage.ANY, Kind.NEEDS_ATTENTION, Hop.NODE, "No space left on device"),
    FOLDER_READONLY("folder.readonly", Stage.LOADING, Kind.NEEDS_ATTENTION, Hop.NODE, "FSWriteError"),
    FILE_UNREADABLE(
            "file.unreadable",
            Stage.LOADING,
            Kind.NEEDS_ATTENTION,
            Hop.NODE,
            "AccessDeniedException",
            "Permission denied"),
    FILE_GONE("file.gone", Stage.LOADING, Kind.RETRYABLE, Hop.NODE, "NoSuchFileException", "FileNotFoundException"),
    FILE_DAMAGED(
            "file.damaged", Stage.LOADING, Kind.NEEDS_ATTENTION, Hop.NODE, "CorruptSSTableException", "Corrupted: "),
    TABLE_DROPPED("table.dropped", Stage.LOADING, Kind.RETRYABLE, Hop.INTERNODE, "was dropped during streaming"),
    RING_CHANGED("ring.changed", Stage.LOADING, Kind.RETRYABLE, Hop.INTERNODE, "outside of owned ranges"),
    TARGET_FULL(
            "target.full",
            Stage.LOADING,
            Kind.NEEDS_ATTENTION,
            Hop.INTERNODE,
            "Insufficient disk space",
            "Not enough disk space"),
    CERTIFICATE(
            "certificate",
            Stage.LOADING,
            Kind.NEEDS_ATTENTION,
            Hop.INTERNODE,
            "alert: bad_certificate",
            "alert: certificate_",
            "alert: unknown_ca",
            "alert: handshake_failure",
            "alert: unsupported_certificate",
            "_ALERT_BAD_CERTIFICATE",
            "_ALERT_CERTIFICATE_",
            "_ALERT_UNKNOWN_CA",
            "_ALERT_HANDSHAKE_FAILURE",
            "_ALERT_UNSUPPORTED_CERTIFICATE"),
    INTERNODE_UNTRUSTED(
            "internode.untrusted",
            Stage.LOADING,
            Kind.NEEDS_ATTENTION,
            Hop.INTERNODE,
            "PKIX path ",
            "unable to find valid certification path",
            "CERTIFICATE_VERIFY_FAILED",
            "SSLHandshakeException"),
    BOUND_WRONG(
            "address",
            Stage.LOADING,
            Kind.NEEDS_ATTENTION,
            Hop.INTERNODE,
            "Cannot assign requested address",
            "Invalid argument",
            "Network is unreachable"),
    TARGET_FAILED(
            "target.failed", Stage.LOADING, Kind.NEEDS_ATTENTION, Hop.INTERNODE, "Remote peer …failed stream session"),
    TARGET_LOST(
            "target.lost",
            Stage.LOADING,
            Kind.RETRYABLE,
            Hop.INTERNODE,
            "Socket closed before session completion",
            "is probably down",
            "Is peer down?",
            "Did not receive response from peer",
            "Streaming socket timed out",
            "Connection reset",
            "Broken pipe"),
    INTERNODE_UNREACHABLE(
            "internode.unreachable",
            Stage.LOADING,
            Kind.RETRYABLE,
            Hop.INTERNODE,
            "Connection refused",
            "NoRouteToHostException",
            "No route to host",
            "connection timed out",
            "Connection timed out"),
    INTERNODE_CLOSED(
            "internode.closed",
            Stage.LOADING,
            Kind.NEEDS_ATTENTION,
            Hop.INTERNODE,
            "not an SSL/TLS record",
            "Unsupported or unrecognized SSL message",
            "End-of-stream reached",
            "EOFException",
            "ClosedChannelException"),
    CLASS_MISSING(
            "class.missing",
            Stage.ANY,
            Kind.NEEDS_ATTENTION,
            Hop.NODE,
            "ClassNotFoundException",
            "NoClassDefFoundError"),
    STREAM("stream", Stage.LOADING, Kind.RETRYABLE, Hop.INTERNODE, "Streaming to the following hosts failed");

    private static final String GAP = "…";

    private final String key;

    private final Stage stage;

    private final Kind kind;

    private final Hop hop;

    private final List<String[]> texts;

    Trouble(String key, Stage stage, Kind kind, Hop hop, String... texts) {
        this.key = "loader.failed." + key;
        this.stage = stage;
        this.kind = kind;
        this.hop = hop;
        this.texts = Arrays.stream(texts).map(text -> text.split(GAP)).toList();
    }

    /// All that a line tells of; most lines tell of nothing.
    static List<Trouble> in(String line) {
        return Arrays.stream(values()).filter(trouble -> trouble.isIn(line)).toList();
    }

    /// The key of its cause; the remedy's has `.remedy` after it.
    String key() {
        return key;
    }

    Stage stage() {
        return stage;
    }

    Kind kind() {
        return kind;
    }

    Hop hop() {
        return hop;
    }

    private boolean isIn(String line) {
        return texts.stream().anyMatch(parts -> {
            var from = 0;
            for (var part : parts) {
                var at = line.indexOf(part, from);
                if (at < 0) {
                    return false;
                }
                from = at + part.length();
            }
            return true;
        });
    }

    /// When the words mean this: the same `Connection refused` comes from one port before the loader
    /// knows the ring, and from another one after.
    enum Stage {
        CONNECTING,
        LOADING,
        ANY;

        boolean isPossible(boolean established) {
            return switch (this) {
                case CONNECTING -> !established;
                case LOADING -> established;
                case ANY -> true;
            };
        }
    }

    /// Where it happened.
    enum Hop {
        NODE(""),
        CQL(" → target (CQL)"),
        SCHEMA(" → target (schema)"),
        INTERNODE(" → target (internode)");

        private final String way;

        Hop(String way) {
            this.way = way;
        }

        /// The hop as people know it, from this node.
        String from(String node) {
            return node + way;
        }
    }
}
