package dev.ferry.cassandra;

import com.datastax.oss.driver.api.core.Version;
import com.datastax.oss.driver.api.core.metadata.Node;
import dev.ferry.cluster.Gauge;
import dev.ferry.cluster.NodePressure;
import dev.ferry.cluster.TargetPressure;
import dev.ferry.outcome.FailureException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads how nodes are doing from their virtual tables. These tables are local to a node, so each node is
/// asked by itself. Columns and pools as in `ThreadPoolsTable`, `TableMetricTables` and
/// `InternodeInboundTable` of Cassandra 4.0, 4.1 and 5.0.
final class PressureReading {
    private static final String POOLS = "SELECT name, pending_tasks, blocked_tasks FROM system_views.thread_pools";
    private static final String DISK = "SELECT mebibytes FROM system_views.disk_usage";
    private static final String INBOUND = "SELECT expired_count FROM system_views.internode_inbound";
    private static final String OUTBOUND = "SELECT expired_count, overload_count FROM system_views.internode_outbound";
    private static final Version FIRST = Version.V4_0_0;
    // A node that takes longer is asked again soon enough.
    private static final CqlReading QUICK = new CqlReading(Consistency.LOCAL_ONE, Duration.ofSeconds(5));

    private final DriverSession session;
    private final Consumer<String> told;

    /// @param told gets every statement before it is sent
    PressureReading(DriverSession session, Consumer<String> told) {
        this.session = session;
        this.told = told;
    }

    /// Asks every node within reach.
    ///
    /// @throws FailureException if not one of them answered
    TargetPressure read() throws FailureException, InterruptedException {
        var nodes = new ArrayList<NodePressure>();
        var silent = new ArrayList<String>();
        Optional<FailureException> failure = Optional.empty();
        for (var node : session.withinReach()) {
            try {
                nodes.add(read(node));
            } catch (FailureException e) {
                silent.add(Addresses.node(node));
                failure = failure.or(() -> Optional.of(e));
            }
        }
        if (nodes.isEmpty() && failure.isPresent()) {
            throw failure.get();
        }
        return new TargetPressure(nodes, silent);
    }

    private NodePressure read(Node node) throws FailureException, InterruptedException {
        var values = new EnumMap<Gauge, Long>(Gauge.class);
        if (hasTables(node)) {
            readPools(node, values);
            rows(DISK, node).ifPresent(rows -> values.put(Gauge.DISK_USED, sum(rows, "mebibytes") << 20));
            var inbound = rows(INBOUND, node);
            var outbound = rows(OUTBOUND, node);
            if (inbound.isPresent() && outbound.isPresent()) {
                values.put(
                        Gauge.MESSAGES_DROPPED,
                        sum(inbound.get(), "expired_count")
                                + sum(outbound.get(), "expired_count")
                                + sum(outbound.get(), "overload_count"));
            }
        }
        return new NodePressure(Addresses.node(node), values);
    }

    private static boolean hasTables(Node node) {
        var version = node.getCassandraVersion();
        return version == null || version.nextStable().compareTo(FIRST) >= 0;
    }

    private void readPools(Node node, Map<Gauge, Long> values) throws FailureException, InterruptedException {
        for (var row : rows(POOLS, node).orElse(List.of())) {
            var pending = row.number("pending_tasks");
            var waiting = pending + row.number("blocked_tasks");
            switch (String.valueOf(row.text("name"))) {
                case "CompactionExecutor" -> values.put(Gauge.COMPACTIONS_PENDING, pending);
                case "MutationStage" -> values.put(Gauge.WRITES_WAITING, waiting);
                case "Native-Transport-Requests" -> values.put(Gauge.REQUESTS_WAITING, waiting);
                default -> {
                    // of no interest
                }
            }
        }
    }

    /// Empty if the node does not have the table, or does not let us read it.
    private Optional<List<CqlRow>> rows(String cql, Node node) throws FailureException, InterruptedException {
        told.accept(cql);
        try {
            return Optional.of(session.read(cql, QUICK, node));
        } catch (FailureException e) {
            if (CqlCause.of(e.failure()).filter(CqlCause::isAboutTheStatement).isPresent()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static long sum(List<CqlRow> rows, String column) {
        return rows.stream().mapToLong(row -> row.number(column)).sum();
    }
}
