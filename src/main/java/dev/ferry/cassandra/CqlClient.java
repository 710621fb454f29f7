package dev.ferry.cassandra;

import dev.ferry.outcome.FailureException;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.secrets.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An open connection to a cluster over CQL. Safe for many threads; every call blocks and ends on an interrupt.
public final class CqlClient implements AutoCloseable {
    private CqlClient() {}

    /// Connects to the contact points only, and asks one of them a question.
    ///
    /// @param audit gets every statement, free of secrets, before it is sent; a read that is sent many times with
    ///     different values only once
    /// @throws FailureException with a {@link CqlCause} of the first group
    public static CqlClient connect(CqlEndpoint endpoint, Consumer<String> audit)
            throws FailureException, InterruptedException {
        return connect(endpoint, Reach.CONTACT_POINTS, audit);
    }

    /// Connects with a choice of how far into the ring.
    public static CqlClient connect(CqlEndpoint endpoint, Reach reach, Consumer<String> audit)
            throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Connects as soon as the cluster lets us: a fresh node opens its port before it knows its roles.
    ///
    /// @param limit after which the last failure is thrown
    public static CqlClient awaitLogin(CqlEndpoint endpoint, Duration limit, Consumer<String> audit)
            throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Whether the cluster asks for a login, found by trying without.
    public static boolean asksForLogin(CqlEndpoint endpoint) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// The data centre that we are in: the one of the contact points.
    public String dataCentre() {
        throw new UnsupportedOperationException();
    }

    /// The release of the node that answered first.
    public CassandraVersion version() {
        throw new UnsupportedOperationException();
    }

    /// Reads all rows at consistency `LOCAL_ONE`, trying again where that can help.
    ///
    /// @param values for the question marks, in the columns' own Java types (see {@link CqlRow})
    public List<CqlRow> query(String cql, @Nullable Object... values) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Reads all rows, with a limit for each attempt.
    public List<CqlRow> query(String cql, Duration limit, @Nullable Object... values)
            throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Reads all rows in this way.
    public List<CqlRow> query(String cql, CqlReading reading, @Nullable Object... values)
            throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Reads all rows as maps; an unknown keyspace or table has none.
    public List<Map<String, @Nullable Object>> queryIfExists(String cql) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Asks every node within reach by itself: for tables in which each node speaks only of itself.
    ///
    /// @return the rows by the node's address
    public Map<String, List<CqlRow>> queryEachNode(String cql, @Nullable Object... values)
            throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Runs a statement that changes something; it is sent once.
    ///
    /// @param limit how long to wait for the answer; when it has passed nobody can say whether it was carried out
    public void execute(String cql, Duration limit) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// The ring as one node knows it.
    public Ring ring() throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// The schema versions in the ring; one if all agree.
    public Set<UUID> schemaVersions() throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Waits until all nodes that are not known to be down have the same schema.
    ///
    /// @throws FailureException {@link CqlCause#DISAGREEMENT}, saying who has which version
    public void awaitAgreement(Duration limit) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// How far the build of an index has come (`system."IndexInfo"` on every node within reach).
    public IndexState indexState(String keyspace, String index) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Whether an index is built on every node within reach.
    public boolean isIndexBuilt(String keyspace, String index) throws FailureException, InterruptedException {
        return indexState(keyspace, index).isBuiltWhereAsked();
    }

    /// All roles that we may see.
    public List<CqlRole> roles() throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Whether a role is there and may log in.
    public boolean loginExists(String role) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Makes a role that may log in and nothing else.
    public void createLogin(String role, Secret password) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Takes a role away; that it is gone already is as good.
    public void dropLogin(String role) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
