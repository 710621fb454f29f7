package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cassandra.CqlClient;
import dev.ferry.cassandra.CqlEndpoint;
import dev.ferry.cassandra.Reach;
import dev.ferry.plan.TablePlan;
import dev.ferry.sandbox.OwnTarget;
import dev.ferry.sandbox.Sandbox;
import dev.ferry.sandbox.SandboxOptions;
import dev.ferry.text.Units;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What many small tables and one large table cost beside the nodes' own `sstableloader`.
///
/// Run it with `./mvnw verify -Pbenchmark -Dit.test=ManyTablesBenchmark`; it adds to `target/benchmark.md`.
/// Properties: `benchmark.tables` (200), `benchmark.byhand` (how many loads by hand are run, 20, or `all`),
/// `benchmark.runs` of the large table (3), `benchmark.mebibytes` of the large table (320).
@Tag("benchmark")
class ManyTablesBenchmark {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int ROWS = 12;
    private static final int AT_ONCE = 16;
    private static final int PAYLOAD_BYTES = 16 << 10;
    private static final int ROWS_PER_PLACE = 256;
    private static final String REPLICATION =
            " WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 1} AND durable_writes = true";

    @TempDir
    private Path folder;

    /// Ferry's time is everything from the survey to the verified rows, the tables on the target included; by
    /// hand it is the flush and the loads alone.
    @Test
    void manySmallTables() throws Exception {
        try (var sandbox = Sandbox.start(SandboxOptions.usual(), line -> {});
                var target = OwnTarget.launch(sandbox, folder);
                var source = source(sandbox, Reach.RING)) {
            var count = Integer.getInteger("benchmark.tables", 200);
            fill(sandbox, source, count);
            var report = new BenchmarkReport(count + " small tables on two nodes");
            var ferry = TimedJourney.of(sandbox, target, List.of("many"), folder, "many");
            assertEquals(count, ferry.plan().tables().size());
            assertSameRows(source, target, (long) count * ROWS);

            var loads = loads(sandbox, ferry);
            var sample = sample(loads);
            var hand = ByHand.ready(target, folder);
            var flushSeconds = 0.0;
            for (var node : sandbox.source().nodes()) {
                flushSeconds += hand.run(ByHand.flush(node));
            }
            var loadSeconds = 0.0;
            for (var load : sample) {
                loadSeconds += hand.run(hand.load(load.node(), load.table()));
            }
            var handSeconds = flushSeconds + loadSeconds * loads.size() / sample.size();
            report.row(byHand(sample.size(), loads.size()), handSeconds, 1)
                    .row(
                            "Ferry, survey to verification (at most 0.12)",
                            ferry.seconds(),
                            ferry.seconds() / handSeconds);
            ferry.steps()
                    .forEach((step, seconds) -> report.row(
                            "of it " + step.name().toLowerCase(Locale.ROOT), seconds, seconds / handSeconds));
            report.note("One load by hand took %.1f s".formatted(loadSeconds / sample.size()))
                    .note("Ferry makes the tables on the target within its time; by hand they stand already")
                    .note("Every row was compared before the loads by hand")
                    .write();
        }
    }

    /// The time of Ferry's load is what its journal says, from the moment when a loader is about to be started
    /// to the verdict; that of the loader by hand is its command's.
    @Test
    void oneLargeTable() throws Exception {
        try (var sandbox = Sandbox.start(SandboxOptions.usual(), line -> {});
                var target = OwnTarget.launch(sandbox, folder);
                var source = source(sandbox, Reach.RING)) {
            var bytes = fillLarge(sandbox, source);
            var report = new BenchmarkReport("One large table on one node");
            var first = sandbox.source().nodes().getFirst();
            var hand = ByHand.ready(target, folder);
            // the first load of all finds a target that is not warm yet, and makes the table
            var table = TimedJourney.of(sandbox, target, List.of("large"), folder, "warm")
                    .plan()
                    .tables()
                    .getFirst();
            var handSeconds = new ArrayList<Double>();
            var ferrySeconds = new ArrayList<Double>();
            for (var run = 1; run <= Integer.getInteger("benchmark.runs", 3); run++) {
                truncate(target);
                handSeconds.add(hand.run(hand.load(first, table)));
                truncate(target);
                ferrySeconds.add(TimedJourney.of(sandbox, target, List.of("large"), folder, "large" + run)
                        .onlyLoad());
            }
            var median = median(handSeconds);
            report.row("the node's own loader, median", median, 1)
                    .row("Ferry's load, median (at most 1.05)", median(ferrySeconds), median(ferrySeconds) / median);
            report.note("%s; loader %s; Ferry %s".formatted(Units.bytes(bytes), all(handSeconds), all(ferrySeconds)))
                    .write();
            assertTrue(bytes >= Integer.getInteger("benchmark.mebibytes", 320) * (1L << 20) * 9 / 10, bytes + " bytes");
        }
    }

    private static void fill(Sandbox sandbox, CqlClient source, int count) throws Exception {
        try (var one = source(sandbox, Reach.CONTACT_POINTS)) {
            one.execute("CREATE KEYSPACE many" + REPLICATION, LIMIT);
            for (var table = 1; table <= count; table++) {
                one.execute(
                        "CREATE TABLE many.t" + table + " (id int PRIMARY KEY, name text, moment timestamp)", LIMIT);
            }
            one.awaitAgreement(LIMIT);
        }
        Together.forEach(IntStream.rangeClosed(1, count).boxed().toList(), AT_ONCE, table -> {
            for (var id = 0; id < ROWS; id++) {
                source.execute(
                        "INSERT INTO many.t%d (id, name, moment) VALUES (%d, 'row %d of %1$d', %d)"
                                .formatted(table, id, id, 1_700_000_000_000L + id),
                        LIMIT);
            }
        });
    }

    private static void assertSameRows(CqlClient source, OwnTarget target, long expected) throws Exception {
        try (var there = target.connect()) {
            var schema = Survey.schema(source);
            var same = new SameRows(schema, source, there);
            var rows = 0L;
            for (var table : schema.keyspace("many").orElseThrow().tables()) {
                rows += same.count(table);
            }
            assertEquals(expected, rows);
        }
    }

    private static List<Load> loads(Sandbox sandbox, TimedJourney ferry) {
        var loads = new ArrayList<Load>();
        for (var table : ferry.plan().tables()) {
            for (var node : sandbox.source().nodes()) {
                if (table.cells().stream().anyMatch(cell -> cell.id().node().equals(node.address()))) {
                    loads.add(new Load(node, table));
                }
            }
        }
        return loads;
    }

    private static List<Load> sample(List<Load> loads) {
        var wanted = System.getProperty("benchmark.byhand", "20");
        if (wanted.equals("all")) {
            return loads;
        }
        var shuffled = new ArrayList<>(loads);
        Collections.shuffle(shuffled, new Random());
        return shuffled.subList(0, Math.min(Integer.parseInt(wanted), shuffled.size()));
    }

    private static String byHand(int run, int all) {
        return run == all
                ? "by hand: flush, then %d loads one after the other".formatted(all)
                : "by hand: flush, then %d loads, worked out from %d of them, picked at random".formatted(all, run);
    }

    /// Partitions of the first node alone, of bytes that no compression makes fewer, in one SSTable.
    private static long fillLarge(Sandbox sandbox, CqlClient source) throws Exception {
        var rows = Integer.getInteger("benchmark.mebibytes", 320) * (1 << 20) / PAYLOAD_BYTES;
        try (var one = source(sandbox, Reach.CONTACT_POINTS)) {
            for (var keyspace : List.of("large", "places")) {
                one.execute("CREATE KEYSPACE " + keyspace + REPLICATION, LIMIT);
            }
            one.execute("CREATE TABLE places.candidates (place int PRIMARY KEY)", LIMIT);
            one.execute(
                    "CREATE TABLE large.payloads (place int, number int, payload blob, PRIMARY KEY (place, number))",
                    LIMIT);
            one.awaitAgreement(LIMIT);
        }
        var places = placesOfFirst(sandbox, source, rows / ROWS_PER_PLACE + 1);
        Together.forEach(IntStream.range(0, rows).boxed().toList(), AT_ONCE, number -> {
            var payload = new byte[PAYLOAD_BYTES];
            new SplittableRandom(number).nextBytes(payload);
            source.execute(
                    "INSERT INTO large.payloads (place, number, payload) VALUES (?, ?, ?)",
                    LIMIT,
                    places.get(number / ROWS_PER_PLACE),
                    number,
                    ByteBuffer.wrap(payload));
        });
        var first = sandbox.source().nodes().getFirst();
        for (var command : List.of("flush", "compact")) {
            var nodetool = new ProcessBuilder(first.root() + "/usr/bin/nodetool", command, "large");
            // the tests' own Java is not the node's
            nodetool.environment().remove("JAVA_HOME");
            assertEquals(0, nodetool.start().waitFor(), command);
        }
        return (long) rows * PAYLOAD_BYTES;
    }

    /// Partition keys whose token falls into a range of the first node: the first token of the ring that is not
    /// smaller is its.
    private static List<Integer> placesOfFirst(Sandbox sandbox, CqlClient source, int count) throws Exception {
        var owners = new TreeMap<Long, String>();
        for (var node : sandbox.source().nodes()) {
            try (var one = CqlClient.connect(
                    new CqlEndpoint(List.of(node.address()), sandbox.source().cqlPort(), null, null), line -> {})) {
                var tokens = one.query("SELECT tokens FROM system.local")
                        .getFirst()
                        .values()
                        .get("tokens");
                ((Iterable<?>) tokens).forEach(token -> owners.put(Long.valueOf(token.toString()), node.address()));
            }
        }
        for (var place = 0; place < count * 8; place++) {
            source.execute("INSERT INTO places.candidates (place) VALUES (" + place + ")", LIMIT);
        }
        var first = sandbox.source().nodes().getFirst().address();
        var places = new ArrayList<Integer>();
        for (var row : source.query("SELECT place, token(place) AS position FROM places.candidates")) {
            var owner = owners.ceilingEntry(row.number("position"));
            if ((owner == null ? owners.firstEntry() : owner).getValue().equals(first)) {
                places.add((int) row.number("place"));
            }
        }
        assertTrue(places.size() >= count, places.size() + " places");
        return places;
    }

    private static void truncate(OwnTarget target) throws Exception {
        try (var cql = target.connect()) {
            cql.execute("TRUNCATE large.payloads", LIMIT);
        }
    }

    private static CqlClient source(Sandbox sandbox, Reach reach) throws Exception {
        var source = sandbox.source();
        var points = reach == Reach.RING
                ? source.contactPoints()
                : List.of(source.contactPoints().getFirst());
        return CqlClient.connect(new CqlEndpoint(points, source.cqlPort(), null, null), reach, line -> {});
    }

    private static double median(List<Double> seconds) {
        var sorted = seconds.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }

    private static String all(List<Double> seconds) {
        return seconds.stream()
                .map(each -> String.format(Locale.ROOT, "%.1f s", each))
                .collect(Collectors.joining(", "));
    }

    private record Load(Sandbox.SourceNode node, TablePlan table) {}
}
