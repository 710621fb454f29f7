package dev.ferry.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.loadbalancing.NodeDistance;
import com.datastax.oss.driver.api.core.loadbalancing.NodeDistanceEvaluator;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import dev.ferry.outcome.FailureException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The driver's session, configured for a workstation that looks at a cluster from outside, blocking and
/// interruptible.
final class DriverSession implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration LOGIN_LIMIT = Duration.ofSeconds(10);
    // whatever stands on the road may have to be opened first
    private static final Duration DETOUR_LIMIT = Duration.ofSeconds(40);

    private final CqlSession session;
    private final String label;

    private DriverSession(CqlSession session, String label) {
        this.session = session;
        this.label = label;
    }

    static DriverSession open(CqlEndpoint endpoint, Reach reach) throws FailureException, InterruptedException {
        var addresses = Addresses.of(endpoint);
        if (addresses.found().isEmpty()) {
            throw new FailureException(ConnectFailures.unresolved(endpoint, addresses.unknown()));
        }
        var builder = new Places(endpoint, addresses.found())
                .builder()
                .withConfigLoader(configuration(endpoint))
                .withApplicationName("Ferry")
                .withNodeDistanceEvaluator(within(reach, addresses.found()));
        if (endpoint.login() != null) {
            builder.withAuthCredentials(
                    endpoint.login().user(), endpoint.login().password().reveal());
        }
        if (endpoint.tls() != null) {
            builder.withSslEngineFactory(new TlsEngines(endpoint.tls()));
        }
        var opening = builder.buildAsync();
        try {
            return new DriverSession(await(opening), endpoint.label());
        } catch (ExecutionException e) {
            var cause = cause(e);
            throw new FailureException(ConnectFailures.of(cause, endpoint), cause);
        } catch (InterruptedException e) {
            opening.thenAccept(CqlSession::forceCloseAsync);
            throw e;
        }
    }

    private static DriverConfigLoader configuration(CqlEndpoint endpoint) {
        var limit = endpoint.road() == CqlRoad.DIRECT ? LOGIN_LIMIT : DETOUR_LIMIT;
        var builder = DriverConfigLoader.programmaticBuilder();
        var home = endpoint.home();
        if (home != null) {
            builder.withString(DefaultDriverOption.LOAD_BALANCING_LOCAL_DATACENTER, home);
        }
        return builder.withClass(DefaultDriverOption.LOAD_BALANCING_POLICY_CLASS, HomePolicy.class)
                .withDuration(DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT, CONNECT_LIMIT)
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, limit)
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, limit)
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(60))
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(10))
                .withBoolean(DefaultDriverOption.CONNECTION_WARN_INIT_ERROR, false)
                .withBoolean(DefaultDriverOption.REQUEST_LOG_WARNINGS, false)
                .withBoolean(DefaultDriverOption.METADATA_SCHEMA_ENABLED, false)
                .withBoolean(DefaultDriverOption.METADATA_TOKEN_MAP_ENABLED, false)
                .withDuration(DefaultDriverOption.METADATA_SCHEMA_WINDOW, Duration.ofMillis(20))
                .withDuration(DefaultDriverOption.METADATA_TOPOLOGY_WINDOW, Duration.ofMillis(100))
                .withBoolean(DefaultDriverOption.PREPARE_ON_ALL_NODES, false)
                .withBoolean(DefaultDriverOption.NETTY_DAEMON, true)
                .withInt(DefaultDriverOption.NETTY_IO_SIZE, 2)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SIZE, 1)
                // The defaults wait two seconds for nothing when a session closes.
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .build();
    }

    // REMOTE: connected, but never asked unless a statement names the node.
    private static NodeDistanceEvaluator within(Reach reach, Collection<InetSocketAddress> contacts) {
        var named = new HashSet<>(contacts);
        return (node, home) -> {
            var isWithin =
                    reach == Reach.RING || node.getEndPoint() instanceof Place place && named.contains(place.node());
            if (!isWithin) {
                return NodeDistance.IGNORED;
            }
            return home == null || home.equals(node.getDatacenter()) ? NodeDistance.LOCAL : NodeDistance.REMOTE;
        };
    }

    List<CqlRow> read(String cql, CqlReading reading, @Nullable Node node, @Nullable Object... values)
            throws FailureException, InterruptedException {
        try {
            var page = await(session.executeAsync(statement(cql, reading.limit(), values)
                    .setConsistencyLevel(DefaultConsistencyLevel.valueOf(
                            reading.consistency().name()))
                    .setTimeout(reading.limit())
                    .setIdempotent(true)
                    .setNode(node)));
            var rows = new ArrayList<CqlRow>();
            page.currentPage().forEach(row -> rows.add(PlainValues.row(row)));
            while (page.hasMorePages()) {
                page = await(page.fetchNextPage());
                page.currentPage().forEach(row -> rows.add(PlainValues.row(row)));
            }
            return List.copyOf(rows);
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    CqlPages pages(String cql, CqlReading reading, int rows, @Nullable Object... values) {
        return new Pages(cql, reading, rows, values);
    }

    void change(String cql, Duration limit, @Nullable Object... values) throws FailureException, InterruptedException {
        try {
            await(session.executeAsync(
                    statement(cql, limit, values).setTimeout(limit).setIdempotent(false)));
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    void changeOn(@Nullable Node node, String cql, Duration limit) throws FailureException, InterruptedException {
        try {
            await(session.executeAsync(
                    statement(cql, limit).setTimeout(limit).setIdempotent(false).setNode(node)));
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    // Prepared, so that values are encoded by the types of their columns; the driver keeps what it has prepared.
    private Statement<?> statement(String cql, Duration limit, @Nullable Object... values)
            throws ExecutionException, InterruptedException {
        if (values.length == 0) {
            return SimpleStatement.newInstance(cql);
        }
        PreparedStatement prepared = await(session.prepareAsync(cql), limit);
        return prepared.bind(values);
    }

    private FailureException failure(ExecutionException e) {
        var cause = cause(e);
        return new FailureException(StatementFailures.of(cause, label), cause);
    }

    private static Throwable cause(ExecutionException e) {
        return Objects.requireNonNullElse(e.getCause(), e);
    }

    /// The nodes that we are connected to, those of our data centre first.
    List<Node> connected() {
        return session.getMetadata().getNodes().values().stream()
                .filter(node -> node.getOpenConnections() > 0)
                .sorted((a, b) -> a.getDistance().compareTo(b.getDistance()))
                .toList();
    }

    /// The nodes that we are connected to, and those that we were told to connect to and are not.
    List<Node> withinReach() {
        return session.getMetadata().getNodes().values().stream()
                .filter(node -> node.getDistance() != NodeDistance.IGNORED)
                .sorted((a, b) -> a.getDistance().compareTo(b.getDistance()))
                .toList();
    }

    /// One node, for what only makes sense together, and always the same while we are connected to it; empty if
    /// the connection is lost.
    Optional<Node> one() {
        return connected().stream()
                .min(Comparator.comparing(Node::getDistance).thenComparing(node -> String.valueOf(node.getEndPoint())));
    }

    /// The host ids of the nodes that the driver has seen go down.
    Set<UUID> down() {
        return session.getMetadata().getNodes().values().stream()
                .filter(node ->
                        EnumSet.of(NodeState.DOWN, NodeState.FORCED_DOWN).contains(node.getState()))
                .map(Node::getHostId)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void close() {
        session.close();
    }

    // The driver prepares within a limit of its own, whatever the statement's is.
    private static <T> T await(CompletionStage<T> stage, Duration limit)
            throws ExecutionException, InterruptedException {
        var future = stage.toCompletableFuture();
        try {
            return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw new ExecutionException(new DriverTimeoutException("not prepared after " + limit));
        } catch (InterruptedException e) {
            future.cancel(true);
            throw e;
        }
    }

    private static <T> T await(CompletionStage<T> stage) throws ExecutionException, InterruptedException {
        var future = stage.toCompletableFuture();
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            throw e;
        }
    }

    /// One answer in pages, each fetched when it is asked for.
    private final class Pages implements CqlPages {
        private final String cql;
        private final CqlReading reading;
        private final int rows;
        private final @Nullable Object[] values;
        private @Nullable AsyncResultSet page;

        Pages(String cql, CqlReading reading, int rows, @Nullable Object[] values) {
            this.cql = cql;
            this.reading = reading;
            this.rows = rows;
            this.values = values;
        }

        @Override
        public List<CqlRow> next() throws FailureException, InterruptedException {
            try {
                // a server may hand out an empty page and say that there are more
                do {
                    if (page != null && !page.hasMorePages()) {
                        return List.of();
                    }
                    page = page == null ? first() : await(page.fetchNextPage());
                } while (page.remaining() == 0 && page.hasMorePages());
                var read = new ArrayList<CqlRow>();
                page.currentPage().forEach(row -> read.add(PlainValues.row(row)));
                return List.copyOf(read);
            } catch (ExecutionException e) {
                throw failure(e);
            }
        }

        private AsyncResultSet first() throws ExecutionException, InterruptedException {
            return await(session.executeAsync(statement(cql, reading.limit(), values)
                    .setConsistencyLevel(DefaultConsistencyLevel.valueOf(
                            reading.consistency().name()))
                    .setTimeout(reading.limit())
                    .setPageSize(rows)
                    .setIdempotent(true)));
        }
    }
}
