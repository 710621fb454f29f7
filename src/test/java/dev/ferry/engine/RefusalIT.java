package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.artifact.JarSources;
import dev.ferry.artifact.PublishedJars;
import dev.ferry.journal.Document;
import dev.ferry.migration.Migration;
import dev.ferry.migration.Options;
import dev.ferry.migration.Selection;
import dev.ferry.migration.Target;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.plan.Plan;
import dev.ferry.run.Check;
import dev.ferry.run.Fact;
import dev.ferry.run.Run;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.sandbox.OwnTarget;
import dev.ferry.sandbox.Sandbox;
import dev.ferry.sandbox.SandboxOptions;
import dev.ferry.secrets.Secret;
import dev.ferry.text.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// What has to be refused before any data moves, each with where, why and what to do; against a real
/// source, a real target, real certificates.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RefusalIT {
    private static final int INTERNODE_PORT = 24512;
    private static final String PASSWORD = "env:TARGET_PASSWORD";

    @TempDir
    private static Path folder;

    private static Sandbox sandbox;
    private static OwnTarget target;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.usual(), line -> {});
        target = OwnTarget.launch(sandbox, folder);
    }

    @AfterAll
    static void stop() {
        if (target != null) {
            target.close();
        }
        if (sandbox != null) {
            sandbox.close();
        }
    }

    // first: it is about keyspaces that the target does not have yet
    @Test
    @Order(1)
    void aReplicationThatPlacesNoReplicaOnTheTarget() throws Exception {
        var kept = Options.usual().withReplication(Map.of(), true);
        var plan = plan(migration("mkept", good(), kept));
        assertTrue(plan.isBlocked());
        var finding = blocks(plan.findings(), "schema.replication.no-replica").getFirst();
        assertTrue(finding.place().contains("keyspace"), finding.place());
        assertFalse(Messages.text(finding.remedy()).isBlank());
        try (var document = Document.create(folder.resolve("kept.ferry"), migration("mkept", good(), kept))) {
            document.save(plan);
            var refused = assertThrows(
                    FailureException.class,
                    () -> engine().start(document, secrets(), Goal.VERIFIED, Scope.ALL, (event, run) -> {}));
            assertEquals("engine.plan.blocked", refused.failure().cause().key());
        }
    }

    @Test
    void aWrongPassword() throws Exception {
        var migration = migration("mwrongpassword", good(), Options.usual());
        var wrong = new Secrets(Map.of(PASSWORD, Secret.of("not-the-password")));
        var engine = engine();
        var cluster = engine.survey(migration.source(), secrets());
        var refused = assertThrows(FailureException.class, () -> engine.plan(migration, wrong, cluster, "p1"));
        assertEquals("cassandra.login.refused", refused.failure().cause().key());
        assertTrue(refused.failure().hop().contains("24510"), refused.failure().hop());
        assertFalse(refused.failure().evidence().contains("not-the-password"));
    }

    @Test
    void aClosedInternodePort() throws Exception {
        var closed = target.settings(target.goodClient(), INTERNODE_PORT + 1, PASSWORD);
        var run = refused(migration("mclosedport", closed, Options.usual()));
        assertRefusedAtPreflight(run, INTERNODE_PORT + 1, "closed");
    }

    @Test
    void anExpiredClientCertificate() throws Exception {
        var expired = target.settings(target.expiredClient(), INTERNODE_PORT, PASSWORD);
        var run = refused(migration("mexpired", expired, Options.usual()));
        assertRefusedAtPreflight(run, INTERNODE_PORT, "expired");
    }

    @Test
    void aClientCertificateOfAnotherAuthority() throws Exception {
        var strange = target.settings(target.strangeClient(), INTERNODE_PORT, PASSWORD);
        var run = refused(migration("mstrange", strange, Options.usual()));
        assertRefusedAtPreflight(run, INTERNODE_PORT, "certificate");
    }

    @Test
    void whatWasRefusedCanBeGivenUpAndLeavesNothing() throws Exception {
        var closed = target.settings(target.goodClient(), INTERNODE_PORT + 1, PASSWORD);
        var migration = migration("mgivenup", closed, Options.usual());
        try (var document = Document.create(folder.resolve("given-up.ferry"), migration)) {
            document.save(plan(migration));
            run(document);
            assertFalse(traces(migration).isEmpty(), "credentials went out before the port was found closed");
            try (var cql = target.connect()) {
                assertTrue(cql.loginExists(migration.loginName()));
            }
            var abandoned = engine().start(document, secrets(), Goal.ABANDONED, Scope.ALL, (event, run) -> {})
                    .await();
            assertTrue(abandoned.isEmpty(), abandoned.toString());
            assertEquals(List.of(), traces(migration));
            try (var cql = target.connect()) {
                assertFalse(cql.loginExists(migration.loginName()));
            }
        }
    }

    /// A node is checked again, and the credentials of the other stay good; then all of them are taken back,
    /// and the run goes on from there.
    @Test
    void oneNodeIsCheckedAgainAndCredentialsAreTakenBack() throws Exception {
        var migration = migration("magain", good(), Options.usual());
        var engine = engine();
        var node = sandbox.source().nodes().getFirst().address();
        var other = sandbox.source().nodes().getLast().address();
        try (var document = Document.create(folder.resolve("again.ferry"), migration)) {
            document.save(plan(migration));
            reach(engine, document, Goal.CHECKED, Scope.ALL);
            var first = document.run();
            assertEquals(Set.of(node, other), first.nodeChecks().keySet());
            first.nodeChecks().values().forEach(checks -> assertEquals(Check.ofNodes(), checks.keySet()));
            assertEquals(Check.ofClusters(), first.clusterChecks().keySet());
            assertNoneIsUnanswered(first);
            reach(engine, document, Goal.CHECKED, Scope.ofNode(node));
            var again = document.run();
            assertNotEquals(
                    first.credentials().get(node).folder(),
                    again.credentials().get(node).folder());
            assertEquals(first.credentials().get(other), again.credentials().get(other), "nothing has changed for it");
            reach(engine(), document, Goal.CHECKED, Scope.ofCheck(node, Check.INTERNODE));
            var elsewhere = document.run();
            assertTrue(elsewhere.credentials().get(node).isValid());
            assertTrue(elsewhere.credentials().get(other).isValid(), "another process finds the login on a node");
            assertEquals(
                    again.nodeChecks(node).get(Check.LOADER),
                    elsewhere.nodeChecks(node).get(Check.LOADER),
                    "nobody asked for it");
            reach(engine, document, Goal.CHECKED, Scope.ofCheck(node, Check.CHECKSUMS));
            var read = document.run().nodeChecks(node).get(Check.CHECKSUMS);
            assertEquals("check.checksums.agree", read.findings().getFirst().code(), read.toString());
            reach(engine, document, Goal.WITHDRAWN, Scope.ofNode(other));
            assertEquals(Set.of(node), document.run().credentials().keySet());
            reach(engine, document, Goal.WITHDRAWN, Scope.ALL);
            assertEquals(Map.of(), document.run().credentials());
            assertEquals(List.of(), traces(migration));
            try (var cql = target.connect()) {
                assertFalse(cql.loginExists(migration.loginName()));
            }
        }
    }

    /// A real cluster answers every check, and none of them blocks it.
    private static void assertNoneIsUnanswered(dev.ferry.run.Run run) {
        var all = new java.util.ArrayList<java.util.Map.Entry<Check, dev.ferry.run.CheckState>>();
        run.nodeChecks().values().forEach(checks -> all.addAll(checks.entrySet()));
        all.addAll(run.clusterChecks().entrySet());
        for (var each : all) {
            var worst = each.getValue().worst();
            assertTrue(worst.isPresent() && worst.get() != Severity.BLOCK, each.toString());
        }
    }

    private static void reach(MigrationEngine engine, Document document, Goal goal, Scope scope) throws Exception {
        var failure = engine.start(document, secrets(), goal, scope, (event, run) -> {})
                .await();
        assertTrue(failure.isEmpty(), failure.toString());
    }

    private static List<Path> traces(Migration migration) throws Exception {
        var traces = new ArrayList<Path>();
        for (var node : sandbox.source().nodes()) {
            try (var files = Files.walk(node.root())) {
                files.filter(path -> path.toString().contains(".ferry-" + migration.id())
                                || path.toString().contains("ferry-" + migration.id() + "-"))
                        .forEach(traces::add);
            }
        }
        return traces;
    }

    /// As far as its configuration says there is a directory more, and nobody can say what lies in it.
    @Test
    void aDataDirectoryThatCannotBeRead() throws Exception {
        var yaml = sandbox.source().nodes().getFirst().root().resolve("etc/cassandra/cassandra.yaml");
        var before = Files.readString(yaml);
        var migration = migration("munreadable", good(), Options.usual());
        try (var document = Document.create(folder.resolve("unreadable.ferry"), migration)) {
            document.save(plan(migration));
            Files.writeString(
                    yaml, before.replaceFirst("data_file_directories: *\\[", "$0'" + folder + "/not-there', "));
            var failure = run(document);
            assertEquals("engine.preflight.blocked", failure.cause().key());
            assertTrue(failure.evidence().contains("not-there"), failure.toString());
            var checks = document.run()
                    .nodeChecks(sandbox.source().nodes().getFirst().address());
            assertEquals(Severity.BLOCK, checks.get(Check.DIRECTORIES).worst().orElseThrow());
            assertTrue(checks.get(Check.INTERNODE).isPassedOver(), "nothing was brought to that node");
            var other =
                    document.run().nodeChecks(sandbox.source().nodes().getLast().address());
            assertEquals(
                    Severity.PASS, other.get(Check.REHEARSAL).worst().orElseThrow(), "one node keeps no other waiting");
            assertNothingMoved(document.run());
        } finally {
            Files.writeString(yaml, before);
        }
    }

    /// Everything stood, then somebody dropped a table: seen before the snapshot, not after the load.
    @Test
    void aTableThatIsMissingOnTheTarget() throws Exception {
        var closed = migration(
                "mmissing", target.settings(target.goodClient(), INTERNODE_PORT + 1, PASSWORD), Options.usual());
        var path = folder.resolve("missing.ferry");
        try (var document = Document.create(path, closed)) {
            document.save(plan(closed));
            run(document);
            try (var cql = target.connect()) {
                var table = document.plan().orElseThrow().tables().getFirst().table();
                cql.execute("DROP TABLE \"" + table.keyspace() + "\".\"" + table.table() + '"', Duration.ofSeconds(30));
            }
            document.save(new Migration(
                    closed.id(), closed.name(), closed.source(), good(), closed.selection(), closed.options()));
            var failure = run(document);
            assertEquals("engine.schema.missing", failure.cause().key());
            assertTrue(failure.evidence().contains("CREATE TABLE"), failure.evidence());
            assertNothingMoved(document.run());
        }
    }

    @Test
    void aLoaderThatCannotSpeakToTheTarget() throws Exception {
        var api = sandbox.api();
        var old = new Target.AivenService(
                api.base().toString(), "env:TOKEN", api.project(), "older", "google-europe-west1", "startup-4", "3");
        var migration = migration("molder", old, Options.usual());
        var secrets = new Secrets(Map.of("env:TOKEN", api.token()));
        var engine = engine();
        var plan = engine.plan(migration, secrets, engine.survey(migration.source(), secrets), "p1");
        assertTrue(plan.isBlocked());
        var loaders = plan.findings().stream()
                .filter(finding -> finding.severity() == Severity.BLOCK)
                .filter(finding -> finding.place().startsWith("loader on "))
                .toList();
        for (var node : sandbox.source().nodes()) {
            assertTrue(
                    loaders.stream().map(Finding::place).anyMatch(place -> place.contains(node.address())),
                    "the loaders of both nodes: " + loaders);
        }
        assertFalse(Messages.text(loaders.getFirst().remedy()).isBlank());
    }

    /// Runs a migration that has to be refused.
    private static Run refused(Migration migration) throws Exception {
        try (var document = Document.create(folder.resolve(migration.id() + ".ferry"), migration)) {
            document.save(plan(migration));
            var failure = run(document);
            assertEquals("engine.preflight.blocked", failure.cause().key());
            assertNothingMoved(document.run());
            return document.run();
        }
    }

    private static Failure run(Document document) throws Exception {
        return engine().start(document, secrets(), Goal.VERIFIED, Scope.ALL, (event, run) -> {})
                .await()
                .orElseThrow();
    }

    private static void assertNothingMoved(Run run) {
        assertEquals(Map.of(), run.cells());
        assertEquals(0, run.step(StepId.of(Step.LOAD)).starts());
        assertEquals(Fact.Rest.BLOCKED, run.rest().orElseThrow());
    }

    private static void assertRefusedAtPreflight(Run run, int port, String word) {
        var blocks = run.findings().values().stream()
                .flatMap(List::stream)
                .filter(finding -> finding.severity() == Severity.BLOCK)
                .toList();
        assertEquals(2, blocks.size(), "from each of two nodes: " + blocks);
        for (var block : blocks) {
            assertTrue(block.place().contains(":" + port), block.place());
            var said = (Messages.text(block.reason()) + block.evidence()).toLowerCase(java.util.Locale.ROOT);
            assertTrue(said.contains(word) || said.contains("refused"), said);
            assertFalse(Messages.text(block.remedy()).isBlank());
        }
        assertEquals(
                sandbox.source().nodes().stream()
                        .map(Sandbox.SourceNode::address)
                        .collect(Collectors.toSet()),
                run.nodeChecks().keySet());
    }

    private static List<Finding> blocks(List<Finding> findings, String code) {
        return findings.stream()
                .filter(finding ->
                        finding.severity() == Severity.BLOCK && finding.code().equals(code))
                .toList();
    }

    private static Target good() throws Exception {
        return target.settings(target.goodClient(), INTERNODE_PORT, PASSWORD);
    }

    private static Plan plan(Migration migration) throws Exception {
        var engine = engine();
        return engine.plan(migration, secrets(), engine.survey(migration.source(), secrets()), "p1");
    }

    private static MigrationEngine engine() {
        return new MigrationEngine(folder.resolve("known_hosts"), new PublishedJars(JarSources.of(null, null)));
    }

    private static Secrets secrets() {
        return new Secrets(Map.of(PASSWORD, OwnTarget.PASSWORD));
    }

    private static Migration migration(String id, Target target, Options options) {
        return new Migration(id, id, Sources.of(sandbox), target, Selection.everything(), options);
    }
}
