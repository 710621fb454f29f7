package dev.ferry.cassandra;

import com.datastax.oss.driver.api.core.metadata.Node;
import dev.ferry.cluster.TargetPressure;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.schema.Cql;
import dev.ferry.secrets.Redactor;
import dev.ferry.secrets.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An open connection to a cluster over CQL. Safe for many threads; every call blocks and ends on an
/// interrupt.
public final class CqlClient implements AutoCloseable {
    private static final CqlReading USUAL = new CqlReading(Consistency.LOCAL_ONE, Duration.ofSeconds(30));
    private static final Duration CHANGE_LIMIT = Duration.ofSeconds(60);
    private static final Duration AGREEMENT_PAUSE = Duration.ofMillis(200);
    private static final Duration LOGIN_PAUSE = Duration.ofMillis(500);
    private static final List<Duration> READ_PAUSES = List.of(Duration.ofMillis(500), Duration.ofSeconds(2));

    private final DriverSession session;
    private final String label;
    private final Consumer<String> audit;
    private final CqlRow local;
    private final Set<String> audited = ConcurrentHashMap.newKeySet();

    private CqlClient(DriverSession session, String label, Consumer<String> audit, CqlRow local) {
        this.session = session;
        this.label = label;
        this.audit = audit;
        this.local = local;
    }

    /// Connects to the contact points only, and asks one of them a question.
    ///
    /// @param audit gets every statement, free of secrets, before it is sent; a read that is sent again,
    ///     perhaps with other values, only once
    /// @throws FailureException with a {@link CqlCause} of the first group
    public static CqlClient connect(CqlEndpoint endpoint, Consumer<String> audit)
            throws FailureException, InterruptedException {
        return connect(endpoint, Reach.CONTACT_POINTS, audit);
    }

    /// Connects with a choice of how far into the ring.
    public static CqlClient connect(CqlEndpoint endpoint, Reach reach, Consumer<String> audit)
            throws FailureException, InterruptedException {
        var session = DriverSession.open(endpoint, reach);
        try {
            var local = session.read(RingRows.LOCAL, USUAL, null).getFirst();
            return new CqlClient(session, endpoint.label(), audit, local);
        } catch (FailureException | InterruptedException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /// Connects as soon as the cluster lets us: a fresh node opens its port before it knows its roles.
    ///
    /// @param limit after which the last failure is thrown; one that is fatal is thrown at once
    public static CqlClient awaitLogin(CqlEndpoint endpoint, Duration limit, Consumer<String> audit)
            throws FailureException, InterruptedException {
        var end = Instant.now().plus(limit);
        while (true) {
            try {
                return connect(endpoint, audit);
            } catch (FailureException e) {
                var isLast = Instant.now().plus(LOGIN_PAUSE).isAfter(end);
                if (isLast || e.failure().kind() == Failure.Kind.FATAL) {
                    throw e;
                }
                Thread.sleep(LOGIN_PAUSE);
            }
        }
    }

    /// Whether the cluster asks for a login, found by trying without.
    public static boolean asksForLogin(CqlEndpoint endpoint) throws FailureException, InterruptedException {
        try (var _ = DriverSession.open(endpoint.withoutLogin(), Reach.CONTACT_POINTS)) {
            return false;
        } catch (FailureException e) {
            if (isCause(e, CqlCause.LOGIN_MISSING)) {
                return true;
            }
            throw e;
        }
    }

    /// The data centre of the node that answered first.
    public String dataCentre() {
        return Objects.requireNonNullElse(local.text("data_center"), "");
    }

    /// The release of the node that answered first.
    public CassandraVersion version() {
        return versionOf(local);
    }

    /// Reads all rows at consistency `LOCAL_ONE`, trying again where that can help.
    ///
    /// @param values for the question marks, in the columns' own Java types (see {@link CqlRow})
    public List<CqlRow> query(String cql, @Nullable Object... values) throws FailureException, InterruptedException {
        return query(cql, USUAL, values);
    }

    /// Reads all rows, with a limit for each attempt.
    public List<CqlRow> query(String cql, Duration limit, @Nullable Object... values)
            throws FailureException, InterruptedException {
        return query(cql, new CqlReading(USUAL.consistency(), limit), values);
    }

    /// Reads all rows in this way.
    public List<CqlRow> query(String cql, CqlReading reading, @Nullable Object... values)
            throws FailureException, InterruptedException {
        return read(cql, reading, null, values);
    }

    /// Reads rows page by page; nothing is asked before the first page is.
    ///
    /// @param rows of a page, at most
    public CqlPages pages(String cql, CqlReading reading, int rows, @Nullable Object... values) {
        if (audited.add(cql)) {
            note(cql);
        }
        return session.pages(cql, reading, rows, values);
    }

    /// Reads all rows as maps; an unknown keyspace or table has none.
    public List<Map<String, @Nullable Object>> queryIfExists(String cql) throws FailureException, InterruptedException {
        try {
            return query(cql).stream().map(CqlRow::values).toList();
        } catch (FailureException e) {
            if (isCause(e, CqlCause.UNKNOWN_NAME)) {
                return List.of();
            }
            throw e;
        }
    }

    /// Asks every node within reach by itself: for tables in which each node speaks only of itself.
    ///
    /// @return the rows by the node's address as we reach it, `host:port`
    public Map<String, List<CqlRow>> queryEachNode(String cql, @Nullable Object... values)
            throws FailureException, InterruptedException {
        var answers = new LinkedHashMap<String, List<CqlRow>>();
        for (var node : session.connected()) {
            answers.put(Addresses.label(node.getEndPoint()), read(cql, USUAL, node, values));
        }
        return answers;
    }

    /// How the nodes within reach are doing, asked each by itself, once: what could not be read this time
    /// will be next time. What a node does not have, or does not let our login see, is no failure but
    /// missing in what is handed back.
    ///
    /// @throws FailureException if no node answered
    public TargetPressure pressure() throws FailureException, InterruptedException {
        return new PressureReading(session, cql -> {
                    if (audited.add(cql)) {
                        note(cql);
                    }
                })
                .read();
    }

    /// What the cluster says of its own state.
    public HealthReading health() {
        return new HealthReading(session, label, local, cql -> {
            if (audited.add(cql)) {
                note(cql);
            }
        });
    }

    /// Runs a statement that changes something; it is sent once.
    ///
    /// @param limit how long to wait for the answer; when it has passed nobody can say whether it was
    ///     carried out
    public void execute(String cql, Duration limit) throws FailureException, InterruptedException {
        note(cql);
        session.change(cql, limit);
    }

    /// Runs a statement that changes the schema; it is sent once, and always to the same node as far as that is
    /// there: another one may not have heard of what the last statement made. The same node is asked by
    /// {@link #awaitAgreement(Duration)}, for one that has not heard of a change would say that all agree.
    ///
    /// @param limit how long to wait for the answer; when it has passed nobody can say whether it was
    ///     carried out
    public void changeSchema(String cql, Duration limit) throws FailureException, InterruptedException {
        note(cql);
        session.changeOn(session.one().orElse(null), cql, limit);
    }

    /// Runs a statement that changes something with these values; it is sent once. The audit hears of it
    /// the first time only.
    ///
    /// @param limit how long to wait for the answer
    /// @param values for the question marks, in the columns' own Java types (see {@link CqlRow})
    public void execute(String cql, Duration limit, @Nullable Object... values)
            throws FailureException, InterruptedException {
        if (audited.add(cql)) {
            note(cql);
        }
        session.change(cql, limit, values);
    }

    /// The ring as one node knows it.
    public Ring ring() throws FailureException, InterruptedException {
        return ringRows().ring();
    }

    /// The schema versions of all nodes that are not known to be down; one if they agree.
    public Set<UUID> schemaVersions() throws FailureException, InterruptedException {
        return Set.copyOf(ringRows().schemaVersions().keySet());
    }

    /// Waits until all nodes that are not known to be down have the same schema.
    ///
    /// @throws FailureException {@link CqlCause#DISAGREEMENT}, saying who has which version
    public void awaitAgreement(Duration limit) throws FailureException, InterruptedException {
        var end = Instant.now().plus(limit);
        while (true) {
            var holders = ringRows().schemaVersions();
            if (holders.size() == 1) {
                return;
            }
            if (Instant.now().isAfter(end)) {
                throw new FailureException(disagreement(holders, limit));
            }
            Thread.sleep(AGREEMENT_PAUSE);
        }
    }

    private Failure disagreement(Map<UUID, List<String>> holders, Duration limit) {
        var evidence = holders.entrySet().stream()
                .map(holder -> holder.getKey() + ": " + String.join(", ", holder.getValue()))
                .collect(Collectors.joining("\n"));
        return CqlCause.DISAGREEMENT.failure(Addresses.hop(label), evidence, label, holders.size(), limit.toSeconds());
    }

    /// How far the build of an index has come (`system."IndexInfo"` on every node within reach; the
    /// column `table_name` holds the keyspace, see `SystemKeyspace.setIndexBuilt`).
    public IndexState indexState(String keyspace, String index) throws FailureException, InterruptedException {
        var built = new ArrayList<String>();
        var unfinished = new ArrayList<String>();
        var asked = session.connected();
        for (var node : asked) {
            var rows = read(
                    "SELECT index_name FROM system.\"IndexInfo\" WHERE table_name = ? AND index_name = ?",
                    USUAL,
                    node,
                    keyspace,
                    index);
            (rows.isEmpty() ? unfinished : built).add(Addresses.label(node.getEndPoint()));
        }
        var ids = asked.stream().map(Node::getHostId).collect(Collectors.toSet());
        var notAsked = ring().nodes().stream()
                .filter(node -> !ids.contains(node.hostId()))
                .map(dev.ferry.cluster.Node::address)
                .toList();
        return new IndexState(built, unfinished, notAsked);
    }

    /// Whether an index is built on every node within reach.
    public boolean isIndexBuilt(String keyspace, String index) throws FailureException, InterruptedException {
        return indexState(keyspace, index).isBuiltWhereAsked();
    }

    /// All roles that we may see.
    public List<CqlRole> roles() throws FailureException, InterruptedException {
        return query("LIST ROLES").stream().map(CqlClient::role).toList();
    }

    /// A role with every role that it has been granted, however indirectly.
    List<CqlRole> roles(String role) throws FailureException, InterruptedException {
        return query("LIST ROLES OF " + Cql.name(role)).stream()
                .map(CqlClient::role)
                .toList();
    }

    /// Whether a role is there and may log in.
    public boolean loginExists(String role) throws FailureException, InterruptedException {
        try {
            // Without a name, whoever may not see all roles is shown their own only: that would be a false no.
            return query("LIST ROLES OF " + Cql.name(role)).stream()
                    .map(CqlClient::role)
                    .anyMatch(each -> each.name().equals(role) && each.canLogin());
        } catch (FailureException e) {
            if (isCause(e, CqlCause.UNKNOWN_NAME)) {
                return false;
            }
            throw e;
        }
    }

    private static CqlRole role(CqlRow row) {
        return new CqlRole(Objects.requireNonNull(row.text("role")), row.flag("login"), row.flag("super"));
    }

    /// Makes a role that may log in and nothing else.
    public void createLogin(String role, Secret password) throws FailureException, InterruptedException {
        // A quote in the password is doubled in the statement: the redactor has to know that form too.
        var literal = Secret.of(Cql.literal(password.reveal()));
        var start = "CREATE ROLE " + Cql.name(role) + " WITH LOGIN = true AND PASSWORD = ";
        note(start + literal);
        session.change(start + literal.reveal(), CHANGE_LIMIT);
    }

    /// Takes a role away; that it is gone already is as good.
    public void dropLogin(String role) throws FailureException, InterruptedException {
        execute("DROP ROLE IF EXISTS " + Cql.name(role), CHANGE_LIMIT);
    }

    @Override
    public void close() {
        session.close();
    }

    private RingRows ringRows() throws FailureException, InterruptedException {
        var node = session.one().orElse(null);
        var own = read(RingRows.LOCAL, USUAL, node).getFirst();
        var peers = read(RingRows.peersOf(versionOf(own)), USUAL, node);
        var rows = new RingRows(own, peers, session.down());
        return RingRows.forClients(own) == null ? completed(rows, node) : rows;
    }

    /// A node that listens on every address does not say of itself which one it announces; the others know.
    private RingRows completed(RingRows rows, @Nullable Node asked) throws FailureException, InterruptedException {
        var id = rows.local().id("host_id");
        for (var other : session.connected()) {
            if (other.equals(asked)) {
                continue;
            }
            for (var row : read(RingRows.peersOf(versionOf(rows.local())), USUAL, other)) {
                var announced = RingRows.forClients(row);
                if (announced != null && Objects.equals(row.id("host_id"), id)) {
                    return rows.withLocal(announced);
                }
            }
        }
        return rows;
    }

    private List<CqlRow> read(String cql, CqlReading reading, @Nullable Node node, @Nullable Object... values)
            throws FailureException, InterruptedException {
        if (audited.add(cql)) {
            note(cql);
        }
        for (var pause : READ_PAUSES) {
            try {
                return session.read(cql, reading, node, values);
            } catch (FailureException e) {
                if (!isWorthAnotherTry(e.failure())) {
                    throw e;
                }
                Thread.sleep(pause);
            }
        }
        return session.read(cql, reading, node, values);
    }

    // What took too long once will take as long again: whoever asked has to ask for less.
    private static boolean isWorthAnotherTry(Failure failure) {
        return failure.kind() == Failure.Kind.RETRYABLE
                && CqlCause.of(failure).filter(CqlCause::isTooMuchAtOnce).isEmpty();
    }

    private void note(String cql) {
        audit.accept("CQL " + label + " " + Redactor.redact(cql));
    }

    private static CassandraVersion versionOf(CqlRow local) {
        return CassandraVersion.of(Objects.requireNonNullElse(local.text("release_version"), "0.0"));
    }

    private static boolean isCause(FailureException e, CqlCause cause) {
        return CqlCause.of(e.failure()).filter(cause::equals).isPresent();
    }
}
