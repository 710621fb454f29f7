package dev.ferry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.migration.Becoming;
import dev.ferry.migration.Draft;
import dev.ferry.migration.Jump;
import dev.ferry.migration.Migration;
import dev.ferry.migration.Options;
import dev.ferry.migration.Selection;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.SshCredentials;
import dev.ferry.migration.SshSettings;
import dev.ferry.migration.Target;
import dev.ferry.migration.Tls;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Outcome;
import dev.ferry.outcome.Severity;
import dev.ferry.plan.CellId;
import dev.ferry.run.Check;
import dev.ferry.run.Fact;
import dev.ferry.run.Run;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.schema.TableName;
import dev.ferry.text.Message;
import dev.ferry.ui.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentTest {
    private static final TableName ORDERS = new TableName("shop", "Order\"Lines");
    private static final CellId CELL = new CellId(1, "10.0.0.7", ORDERS);
    private static final Failure FAILURE = new Failure(
            Failure.Kind.RETRYABLE, "a → b", Message.of("x.y", "one", "two"), "said\nso", Message.of("x.y.remedy"));

    @TempDir
    private Path folder;

    /// One of every kind, so that a fact that cannot be read back is found here.
    static Stream<Fact> facts() {
        return Stream.of(
                new Fact.RunStarted("p1", "0.1"),
                new Fact.RunRested(Fact.Rest.STOPPED),
                new Fact.StepStarted(new StepId(Step.SCHEMA, "s1")),
                new Fact.StepEnded(StepId.of(Step.LOAD), Outcome.Succeeded.shownBy("one", "two")),
                new Fact.StepEnded(StepId.of(Step.LOAD), new Outcome.Failed(FAILURE)),
                new Fact.StepEnded(StepId.of(Step.LOAD), new Outcome.Unknown(FAILURE)),
                new Fact.TargetReached(List.of("10.1.0.3"), 24510, 24512),
                new Fact.ChecksAsked("10.0.0.7", List.of(Check.LOADER, Check.INTERNODE)),
                new Fact.CredentialsInstalled("10.0.0.7", "/var/lib/.ferry-m1/credentials-1", Instant.EPOCH),
                new Fact.NodeChecked(
                        "10.0.0.7",
                        Check.INTERNODE,
                        Instant.parse("2026-03-01T10:00:00.123Z"),
                        List.of(new Finding(
                                "a.b", Severity.WARN, "there", Message.of("a.b"), "seen", Message.of("a.b.remedy")))),
                new Fact.NodeEntered("10.0.0.7", List.of("/var/lib/.ferry-m1")),
                new Fact.CellStaged(CELL, 3, 4_000_000_000L),
                new Fact.LoaderChosen("10.0.0.7", "4.1.10", Fact.Origin.BROUGHT, 17, true),
                new Fact.LauncherStarting("10.0.0.7", 1, "/var/lib/.ferry-m1/credentials-1"),
                new Fact.LoadPaced(2, Message.of("run.pace.calm"), "10.1.0.3: 412 compactions"),
                new Fact.LoaderStarting(CELL, 1, 1, 1),
                new Fact.LoaderWithdrawn(CELL, 1, 1),
                new Fact.LauncherEnded("10.0.0.7", 1, new Outcome.Unknown(FAILURE)),
                new Fact.LoaderStarting(CELL, 1, 2),
                new Fact.LoaderEnded(CELL, 1, 2, Outcome.Succeeded.shownBy("exit code 0"), 1234),
                new Fact.CellEnded(CELL, new Outcome.Unknown(FAILURE)),
                new Fact.RangeCounted(ORDERS, Long.MIN_VALUE, Long.MAX_VALUE, 7, 8),
                new Fact.RangeNotRead(ORDERS, 5, 6, FAILURE),
                new Fact.TableVerified(ORDERS, 1, 7, 7, 3, Outcome.Succeeded.shownBy("7 = 7")));
    }

    @ParameterizedTest
    @MethodSource("facts")
    void aFactIsReadBackAsItWasWritten(Fact fact) throws Exception {
        try (var document = Document.create(file(), migration())) {
            document.append(fact);
        }
        try (var document = Document.open(file())) {
            assertEquals(fact, document.facts().getFirst().fact());
        }
    }

    @Test
    void theFactsOfACellAreThoseOfThisCellAndThisPlan() throws Exception {
        var other = new CellId(1, "10.0.0.70", ORDERS);
        var starting = new Fact.LoaderStarting(CELL, 1, 1);
        var ended = new Fact.CellEnded(CELL, new Outcome.Failed(FAILURE));
        try (var document = Document.create(file(), migration())) {
            document.append(new Fact.RunStarted("p1", "0.1"));
            document.append(new Fact.CellStaged(CELL, 3, 100));
            document.append(new Fact.RunStarted("p2", "0.1"));
            document.append(starting);
            document.append(new Fact.LoaderStarting(other, 1, 1));
            document.append(new Fact.RunStarted("p2", "0.1"));
            document.append(ended);
            assertEquals(
                    List.of(starting, ended),
                    document.facts(CELL).stream().map(Journaled::fact).toList());
        }
    }

    @Test
    void everyKindOfFactIsTestedHere() {
        assertEquals(
                List.of(Fact.class.getPermittedSubclasses()).stream()
                        .map(Class::getSimpleName)
                        .sorted()
                        .toList(),
                facts().map(fact -> fact.getClass().getSimpleName())
                        .distinct()
                        .sorted()
                        .toList());
    }

    /// The fold of the first n facts is the same whether they come from the disk or from memory, for every
    /// n.
    @Test
    void aJournalCutAfterAnyFactFoldsToTheSameRun() throws Exception {
        var all = facts().toList();
        for (var length = 0; length <= all.size(); length++) {
            var path = folder.resolve("cut-" + length + ".ferry");
            var run = Run.EMPTY;
            try (var document = Document.create(path, migration())) {
                for (var fact : all.subList(0, length)) {
                    document.append(fact);
                    run = run.after(fact);
                }
            }
            try (var document = Document.view(path)) {
                var read = document.run();
                assertEquals(run.steps(), read.steps());
                assertEquals(run.cells(), read.cells());
                assertEquals(run.checks(), read.checks());
                assertEquals(run.roots(), read.roots());
                assertEquals(run.rest(), read.rest());
                assertEquals(run.wayForLoaders(), read.wayForLoaders());
            }
        }
    }

    @Test
    void theMigrationIsReadBackAsItWasWritten() throws Exception {
        Document.create(file(), migration()).close();
        try (var document = Document.view(file())) {
            assertEquals(migration(), document.migration());
            assertTrue(document.plan().isEmpty());
            assertTrue(document.survey().isEmpty());
        }
    }

    @Test
    void aClosedDocumentIsOneFileThatCanBeMailed() throws Exception {
        try (var document = Document.create(file(), migration())) {
            document.append(new Fact.RunStarted("p1", "0.1"));
        }
        var mailed = Files.copy(file(), folder.resolve("mailed.ferry"));
        try (var document = Document.view(mailed)) {
            assertEquals(1, document.facts().size());
        }
    }

    @Test
    void aDocumentBelongsToOneFerryButOthersMayLook() throws Exception {
        try (var document = Document.create(file(), migration())) {
            document.append(new Fact.RunStarted("p1", "0.1"));
            assertEquals("document.in-use", cause(() -> Document.open(file())));
            try (var looker = Document.view(file())) {
                assertEquals(1, looker.facts().size());
            }
        }
        Document.open(file()).close();
    }

    @Test
    void whatIsNoDocumentIsRefusedAndLeftAlone() throws Exception {
        Files.writeString(file(), "not a database, not at all, but long enough to be one: " + "x".repeat(4096));
        var before = Files.readString(file());
        assertEquals("document.unreadable", cause(() -> Document.open(file())));
        assertEquals(before, Files.readString(file()));
        assertEquals("document.missing", cause(() -> Document.open(folder.resolve("none.ferry"))));
        try (var foreign = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("foreign.ferry"));
                var statement = foreign.createStatement()) {
            statement.executeUpdate("CREATE TABLE cats (name TEXT)");
        }
        assertEquals("document.foreign", cause(() -> Document.open(folder.resolve("foreign.ferry"))));
    }

    @Test
    void aDocumentOfANewerFerryIsRefused() throws Exception {
        Document.create(file(), migration()).close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA user_version = " + (Document.FORMAT + 1));
        }
        assertEquals("document.newer", cause(() -> Document.open(file())));
        assertEquals("document.newer", cause(() -> Document.view(file())));
    }

    @Test
    void aDocumentIsNeverOverwritten() throws Exception {
        Document.create(file(), migration()).close();
        assertEquals("document.exists", cause(() -> Document.create(file(), migration())));
    }

    @Test
    void aDamagedFactIsSaidNotSkipped() throws Exception {
        try (var document = Document.create(file(), migration())) {
            document.append(new Fact.RunStarted("p1", "0.1"));
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE journal SET json = '{\"fact\": {\"is\": \"RunSta'");
        }
        try (var document = Document.open(file())) {
            assertEquals("document.damaged", cause(document::facts));
        }
    }

    @Test
    void noSecretCanStandInAMigration() throws Exception {
        Document.create(file(), migration()).close();
        var text = new String(Files.readAllBytes(file()), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertTrue(text.contains("env:TARGET_PASSWORD"));
        assertFalse(text.contains("hunter2"));
    }

    private Path file() {
        return folder.resolve("acme.ferry");
    }

    static String cause(org.junit.jupiter.api.function.Executable action) {
        return assertThrows(FailureException.class, action).failure().cause().key();
    }

    @Test
    void aSurveyIsReadBackAsItWasSeen() throws Exception {
        var seen = Samples.cluster(3, 12);
        Document.create(file(), migration()).close();
        try (var document = Document.open(file())) {
            document.save(seen);
        }
        try (var document = Document.view(file())) {
            assertEquals(seen, document.survey().orElseThrow());
        }
    }

    @Test
    void aMigrationMayBeWrittenDownBitByBit() throws Exception {
        var draft = Draft.named("acme");
        Document.create(file(), draft).close();
        try (var document = Document.open(file())) {
            assertEquals(draft, document.draft());
            assertEquals("document.incomplete", cause(document::migration));
            document.save(draft.with(migration().source()).with(migration().target()));
            assertEquals(migration().target(), document.migration().target());
        }
    }

    private static Migration migration() {
        return new Migration(
                "m0123456789",
                "acme",
                new SourceSettings(
                        List.of("10.0.0.7"),
                        9042,
                        new SourceSettings.Login("reader", "env:SOURCE_PASSWORD"),
                        null,
                        SourceSettings.Road.SSH,
                        new SourceSettings.Jmx(7299, null),
                        SshSettings.of("cassandra", 22)
                                .with(SshCredentials.none().withKeys(List.of("/home/me/.ssh/id_ed25519")))
                                .with(new Becoming(
                                        "root", null, new Becoming.Container(Becoming.Engine.PODMAN, "cass", "")))
                                .withHosts(Map.of("10.0.0.7", "bastion:2222"))
                                .through(List.of(
                                        Jump.to("gate"),
                                        new Jump(
                                                "me@inner",
                                                SshCredentials.none()
                                                        .withPassword("prompt:inner")
                                                        .by(Set.of(SshCredentials.Kind.QUESTIONS)))))
                                .accepting(Set.of("SHA256:abc"))),
                new Target.CassandraCluster(
                        List.of("10.1.0.3"),
                        9142,
                        7001,
                        new SourceSettings.Login("admin", "env:TARGET_PASSWORD"),
                        Tls.trusting("/ca.pem").verifyingHostNames(),
                        Tls.trusting("/internode.pem").showing("/client.pem", "/client.key")),
                new Selection(List.of("shop"), List.of("shop.tmp*")),
                Options.usual().withReplication(Map.of("shop", Map.of("aiven", 3)), false));
    }
}
