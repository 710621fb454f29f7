package dev.ferry.sandbox;

import dev.ferry.cassandra.CqlClient;
import dev.ferry.cassandra.CqlEndpoint;
import dev.ferry.cassandra.Reach;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Messages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The two Cassandra nodes of the source, with their data.
final class SourceCluster {
    /// How many nodes it has.
    static final int NODES = 2;

    private static final List<String> DATA_CENTRES = List.of("dc1", "dc2");
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(60);

    private final List<NodePlan> plans;
    private final int dataCentres;
    private final Consumer<String> progress;

    /// A cluster that is yet to be started.
    ///
    /// @param addresses of its nodes
    /// @param dataCentres 1, or 2 with a node in each
    /// @param more settings than a sandbox has anyway
    SourceCluster(
            Software software,
            Path sandbox,
            List<String> addresses,
            int dataCentres,
            Map<String, String> more,
            Consumer<String> progress) {
        var settings = new HashMap<>(more);
        settings.put("auto_snapshot", "true");
        var name = DATA_CENTRES.getFirst();
        var places = Place.dealt(NODES, DATA_CENTRES.subList(0, dataCentres));
        this.dataCentres = dataCentres;
        this.plans = List.of(
                NodePlan.among(software, sandbox, sandbox.resolve("source-1"), name, addresses, 0)
                        .at(places.getFirst())
                        .with(settings),
                NodePlan.among(software, sandbox, sandbox.resolve("source-2"), name, addresses, 1)
                        .at(places.getLast())
                        .with(settings)
                        .storing("data", "data2"));
        this.progress = progress;
    }

    /// The nodes.
    List<NodePlan> plans() {
        return plans;
    }

    /// Starts the nodes and fills them. The schema is made on the seed alone while the other node starts:
    /// no statement then waits until two nodes agree.
    void start(SandboxOptions.Size size) throws FailureException, InterruptedException {
        progress.accept(Messages.text("sandbox.progress.source"));
        CassandraProcess.start(plans.getFirst()).awaitCql(START_LIMIT);
        var other = CassandraProcess.start(plans.getLast());
        var first = new CqlEndpoint(
                List.of(plans.getFirst().address()), plans.getFirst().cqlPort(), null, null);
        try (var seed = CqlClient.connect(first, _ -> {})) {
            if (dataCentres > 1) {
                // 4.0 and newer know no data centre of which no node has been seen
                other.awaitCql(START_LIMIT);
                awaitRing(seed);
            }
            for (var statement : SampleSchema.statements(dataCentres)) {
                seed.execute(statement, STATEMENT_LIMIT);
            }
            other.awaitCql(START_LIMIT);
            seed.awaitAgreement(STATEMENT_LIMIT);
            try (var all = CqlClient.connect(first, Reach.RING, _ -> {})) {
                awaitUnion(all);
                progress.accept(Messages.text("sandbox.progress.data", size.mebibytes()));
                new SampleRows(all, seed, plans, progress).write(size);
            }
        }
    }

    private static void awaitRing(CqlClient seed) throws FailureException, InterruptedException {
        var end = System.nanoTime() + START_LIMIT.toNanos();
        while (seed.ring().nodes().size() < NODES && System.nanoTime() < end) {
            Thread.sleep(LOOK_EVERY);
        }
    }

    /// Waits until each node can read a whole table, which takes both: a node opens its port before it
    /// has heard that the other one is up.
    private static void awaitUnion(CqlClient client) throws FailureException, InterruptedException {
        var end = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try {
                if (client.queryEachNode("SELECT id FROM small.list_01").size() == NODES) {
                    return;
                }
            } catch (FailureException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
            Thread.sleep(LOOK_EVERY);
        }
    }
}
