package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.artifact.JarSources;
import dev.ferry.artifact.PublishedJars;
import dev.ferry.cassandra.CqlClient;
import dev.ferry.cassandra.CqlEndpoint;
import dev.ferry.cassandra.Reach;
import dev.ferry.cluster.Cluster;
import dev.ferry.cluster.Node;
import dev.ferry.journal.Document;
import dev.ferry.migration.Migration;
import dev.ferry.migration.Options;
import dev.ferry.migration.Selection;
import dev.ferry.migration.SourceSettings;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.plan.Plan;
import dev.ferry.plan.RingDescription;
import dev.ferry.run.Run;
import dev.ferry.sandbox.SampleMigration;
import dev.ferry.sandbox.Sandbox;
import dev.ferry.sandbox.SandboxOptions;
import dev.ferry.schema.Replication;
import dev.ferry.schema.Schema;
import dev.ferry.secrets.SecretReader;
import dev.ferry.text.Messages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A source of two data centres, of which one is loaded from while nobody can log in on the machine of the
/// other, and a target of two data centres with TLS on both ports and client certificates.
class DataCentresIT {
    private static final Duration STATEMENT = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static Sandbox sandbox;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.usual().withDataCentres(2, 2), line -> {});
        try (var there = CqlClient.connect(cql().at("dc2"), Reach.RING, line -> {})) {
            assertEquals("dc2", there.ring().nodes().getLast().dataCentre());
            there.execute(
                    "CREATE KEYSPACE branch WITH replication = {'class': 'NetworkTopologyStrategy', 'dc2': 1}",
                    STATEMENT);
            there.execute("CREATE TABLE branch.tills (id int PRIMARY KEY, cash int)", STATEMENT);
            // its only copy is not at home in the first data centre: one from there would be refused
            there.execute("INSERT INTO branch.tills (id, cash) VALUES (1, 100)", STATEMENT);
            there.execute(
                    "CREATE KEYSPACE dealt WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}",
                    STATEMENT);
            there.execute("CREATE TABLE dealt.cards (id int PRIMARY KEY)", STATEMENT);
            there.awaitAgreement(STATEMENT);
        }
    }

    @AfterAll
    static void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @Test
    void copiesLieWhereCassandraSaysTheyLie() throws Exception {
        var migration = migration(Selection.everything());
        var cluster = survey(migration);
        assertEquals(2, cluster.nodes().size());
        for (var keyspace : List.of("branch", "dealt", "history", "shop")) {
            var replication = cluster.schema().keyspace(keyspace).orElseThrow().replication();
            RingDescription.assertSame(cluster, replication, nodetool("describering", keyspace));
        }
    }

    /// `branch` has no copy in the first data centre, and of `dealt` every other range lies in the second.
    @Test
    void whatTheChosenDataCentreDoesNotHoldIsRefused() throws Exception {
        var plan = plan(migration(Selection.everything()));
        var blocks = plan.findings().stream()
                .filter(finding -> finding.severity() == Severity.BLOCK)
                .toList();
        assertEquals(
                List.of("source.data-centre.absent", "source.ranges.uncovered"),
                blocks.stream().map(Finding::code).toList());
        assertEquals(
                List.of("keyspace branch", "keyspace dealt"),
                blocks.stream().map(Finding::place).toList());
        assertTrue(Messages.text(blocks.getFirst().reason()).endsWith("these hold it: dc2"));
        assertTrue(Messages.text(blocks.getLast().reason()).contains("4 of 8 token ranges"), blocks.toString());
    }

    @Test
    void oneDataCentreIsLoadedIntoTwoThatTakeThePlaceOfTheSources() throws Exception {
        var migration = migration(new Selection(List.of(), List.of("branch", "dealt")));
        var secrets = secrets(migration);
        try (var document = Document.create(folder.resolve("centres.ferry"), migration)) {
            var cluster = survey(migration);
            document.save(cluster);
            var plan = engine().plan(migration, secrets, cluster, "p1");
            document.save(plan);
            assertFalse(plan.isBlocked(), () -> plan.findings().toString());
            assertLoadsFromTheFirstOnly(plan, cluster);
            var last = new AtomicReference<>(Run.EMPTY);
            var failure = engine().start(document, secrets, Goal.FINISHED, Scope.ALL, (event, run) -> last.set(run))
                    .await();
            assertTrue(failure.isEmpty(), () -> failure + "\n" + said(last.get()));
            assertArrived(cluster);
        }
        for (var node : sandbox.source().nodes()) {
            assertEquals(List.of(), traces(node.root()));
        }
    }

    private static String said(Run run) {
        return run.findings().values().stream()
                        .flatMap(List::stream)
                        .filter(finding -> finding.severity() != Severity.PASS)
                        .map(Object::toString)
                        .collect(Collectors.joining("\n"))
                + run.cells().values().stream()
                        .filter(cell -> !cell.isLoaded())
                        .map(Object::toString)
                        .collect(Collectors.joining("\n"));
    }

    private static void assertLoadsFromTheFirstOnly(Plan plan, Cluster cluster) {
        var here = sandbox.source().contactPoints().getFirst();
        assertEquals(
                List.of(here),
                plan.source().nodes().stream().map(node -> node.address()).toList());
        assertTrue(plan.cells().stream().allMatch(cell -> cell.id().node().equals(here)));
        assertEquals(
                List.of("dc1", "dc2"),
                cluster.nodes().stream().map(Node::dataCentre).toList());
        var proof = plan.findings().stream()
                .filter(finding -> finding.code().equals("source.ranges.covered"))
                .findFirst()
                .orElseThrow();
        assertTrue(proof.evidence().startsWith("loaded from: " + here + "\n"), proof.evidence());
        assertTrue(proof.evidence().contains("8 of 8 token ranges, 1 copy or more of each"), proof.evidence());
        var behind = plan.findings().stream()
                .filter(finding -> finding.code().equals("source.data-centre.behind"))
                .findFirst()
                .orElseThrow();
        assertEquals("history, small, telemetry", behind.evidence());
    }

    private static void assertArrived(Cluster cluster) throws Exception {
        var moved = new Schema(cluster.schema().keyspaces().stream()
                .filter(keyspace -> !List.of("branch", "dealt").contains(keyspace.name()))
                .toList());
        try (var here = BothSides.source(sandbox);
                var there = CqlClient.connect(sandbox.ownTargetEndpoint().orElseThrow(), Reach.RING, line -> {})) {
            BothSides.assertSame(here, there, moved);
            var standing = Survey.schema(there);
            assertEquals(factors("eu", "us"), replication(standing, "history"));
            assertEquals(factors("eu"), replication(standing, "shop"));
            assertTrue(standing.keyspace("branch").isEmpty());
        }
    }

    private static Replication factors(String... dataCentres) {
        var factors = new TreeMap<String, Integer>();
        List.of(dataCentres).forEach(name -> factors.put(name, 1));
        return Replication.networkTopology(factors);
    }

    private static Replication replication(Schema schema, String keyspace) {
        return schema.keyspace(keyspace).orElseThrow().replication();
    }

    private static List<Path> traces(Path root) throws Exception {
        try (var files = Files.walk(root)) {
            return files.filter(path -> path.getFileName().toString().matches("\\.?ferry-.*"))
                    .toList();
        }
    }

    /// Load from the first data centre; the machine of the other is behind a port where nobody answers.
    private static Migration migration(Selection selection) {
        var sample = SampleMigration.of(sandbox);
        var options = Options.usual().withDataCentre("dc1").withDataCentres(Map.of("dc1", "eu", "dc2", "us"));
        return new Migration(
                sample.id(), sample.name(), closedAtTheOther(sample.source()), sample.target(), selection, options);
    }

    private static SourceSettings closedAtTheOther(SourceSettings settings) {
        var hosts = new HashMap<>(settings.ssh().hosts());
        var other = sandbox.source().contactPoints().getLast();
        hosts.put(other, other + ":1");
        return settings.with(settings.ssh().withHosts(hosts));
    }

    private static Cluster survey(Migration migration) throws Exception {
        return engine().survey(migration.source(), migration.options(), secrets(migration), progress -> {});
    }

    private static Plan plan(Migration migration) throws Exception {
        return engine().plan(migration, secrets(migration), survey(migration), "p1");
    }

    private static MigrationEngine engine() {
        return new MigrationEngine(folder.resolve("known_hosts"), new PublishedJars(JarSources.of(null, null)));
    }

    private static Secrets secrets(Migration migration) throws Exception {
        return Secrets.read(migration.secretSources(), new SecretReader());
    }

    private static CqlEndpoint cql() {
        return new CqlEndpoint(
                sandbox.source().contactPoints(), sandbox.source().cqlPort(), null, null);
    }

    private static String nodetool(String... arguments) throws Exception {
        var program = sandbox.source().nodes().getFirst().root().resolve("usr/bin/nodetool");
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("JAVA_HOME", "JVM_OPTS", "CLASSPATH", "CASSANDRA_CONF"));
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }
}
