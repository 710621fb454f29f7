package dev.ferry.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.migration.Becoming;
import dev.ferry.migration.Draft;
import dev.ferry.migration.Jump;
import dev.ferry.migration.Limits;
import dev.ferry.migration.Options;
import dev.ferry.migration.Selection;
import dev.ferry.migration.Side;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.SshCredentials;
import dev.ferry.migration.SshSettings;
import dev.ferry.migration.Target;
import dev.ferry.migration.Tls;
import dev.ferry.run.Check;
import dev.ferry.run.Fact;
import dev.ferry.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The documents here were written by a Ferry that wrote format 1.
class DocumentFormatTest {
    @TempDir
    private Path folder;

    private Path sample(String name) throws IOException {
        var copy = folder.resolve(name);
        try (var stream = Objects.requireNonNull(getClass().getResourceAsStream(name))) {
            Files.copy(stream, copy);
        }
        return copy;
    }

    private static SourceSettings source() {
        return new SourceSettings(
                List.of("10.0.0.7", "cass-2.example.com"),
                9142,
                new SourceSettings.Login("app", "file:/run/secrets/app"),
                Tls.trusting("/home/me/source-ca.pem"),
                SourceSettings.Road.AUTOMATIC,
                null,
                SshSettings.of("ops", 2222)
                        .with(SshCredentials.none()
                                .withKeys(List.of("/home/me/.ssh/id one", "/home/me/.ssh/id_two"))
                                .withPassphrase("prompt:passphrase")
                                .withPassword("keyring:ferry/ops"))
                        .withKnownHosts("/etc/ssh/known")
                        .accepting(new LinkedHashSet<>(List.of(
                                "SHA256:uNiVztksCsDhcc0u9e8BrqXVAFj7u3XrmqxVQdaxLEU",
                                "SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8")))
                        .with(Becoming.user("cassandra").withSudoPassword("env:SUDO"))
                        .withHosts(Map.of("10.0.0.7", "cass-7:2022", "10.0.0.8", "cass-8"))
                        .through(List.of(Jump.to("jump@bastion:2200"), Jump.to("inner"))));
    }

    private static Draft everything() {
        return new Draft(
                "m0123456789",
                "acme",
                source(),
                new Target.CassandraCluster(
                        List.of("10.9.0.1", "10.9.0.2"),
                        9043,
                        7001,
                        new SourceSettings.Login("admin", "prompt:target password"),
                        Tls.trusting("/home/me/ca.pem")
                                .showing("/home/me/client.pem", "/home/me/client.key")
                                .verifyingHostNames(),
                        Tls.trusting("/home/me/internode-ca.pem")
                                .showing("/home/me/client.pem", "/home/me/client.key")),
                new Selection(List.of("shop.*"), List.of("shop.old")),
                new Options(
                        new Limits(3, 20, 50),
                        Map.of("shop", Map.of("dc1", 3)),
                        true,
                        Map.of("table shop.orders", "CREATE TABLE shop.orders (id int PRIMARY KEY)"),
                        Set.of(Side.SOURCE),
                        null,
                        Map.of(),
                        "/opt/java.tar.gz"));
    }

    @Test
    void nothingOfAnOldDocumentIsLost() throws Exception {
        var file = sample("format-1.ferry");
        try (var document = Document.open(file)) {
            assertEquals(everything(), document.draft());
            assertEquals(1, document.facts().size());
        }
        assertEquals(2, format(file));
        try (var document = Document.open(file)) {
            assertEquals(everything(), document.draft());
        }
    }

    @Test
    void aPlainOneStaysPlain() throws Exception {
        try (var document = Document.open(sample("format-1-plain.ferry"))) {
            assertEquals(
                    new Draft(
                            "m0123456788",
                            "plain",
                            SourceSettings.plain(List.of("10.0.0.7"), 9042, SshSettings.of("ops", 22)),
                            new Target.AivenService(
                                    "https://api.aiven.io",
                                    "env:TOKEN",
                                    "acme",
                                    "cass",
                                    "google-europe-west1",
                                    "startup-4",
                                    "4.1"),
                            Selection.everything(),
                            Options.usual()),
                    document.draft());
        }
    }

    /// Nine checks were asked then, all of nodes. What is asked today and was not then is not answered by it.
    @Test
    void whatWasCheckedThenIsKnownAndNothingElse() throws Exception {
        var file = sample("format-1.ferry");
        journal(file, "ChecksAsked", """
                {"fact":{"is":"ChecksAsked","node":"10.0.0.7","checks":["LOADER","JAVA","FORMATS","DIRECTORIES",\
                "ROOM","FOLDER","NATIVE","INTERNODE","REHEARSAL"]}}""");
        for (var check : List.of("LOADER", "JAVA", "FORMATS", "DIRECTORIES", "ROOM", "FOLDER", "NATIVE", "INTERNODE")) {
            journal(file, "NodeChecked", """
                    {"fact":{"is":"NodeChecked","node":"10.0.0.7","check":"%s","at":"2026-03-01T10:00:00.123Z",\
                    "findings":[{"code":"preflight.readable","severity":"PASS","place":"10.0.0.7:/data",\
                    "reason":{"key":"engine.preflight.readable","arguments":["/data","cassandra","cassandra"]},\
                    "evidence":"","remedy":{"key":"engine.preflight.readable.remedy",\
                    "arguments":["/data","cassandra","cassandra"]}}]}}""".formatted(check));
        }
        try (var document = Document.open(file)) {
            var run = Run.EMPTY;
            for (var each : document.facts()) {
                run = run.after(each.fact(), each.at());
            }
            assertEquals(Set.of("10.0.0.7"), run.nodeChecks().keySet());
            assertEquals(9, run.nodeChecks("10.0.0.7").size());
            assertTrue(run.nodeChecks("10.0.0.7").get(Check.REHEARSAL).isOpen());
            assertEquals(8, run.findings("10.0.0.7").size());
            assertEquals(Map.of(), run.clusterChecks());
            assertEquals(Set.of("10.0.0.7"), run.findings().keySet());
            var now = run.after(new Fact.ChecksAsked(Check.CLUSTERS, List.of(Check.SOURCE_RING)));
            assertEquals(Set.of("10.0.0.7"), now.nodeChecks().keySet(), "the clusters are no node");
            assertEquals(Set.of(Check.SOURCE_RING), now.clusterChecks().keySet());
            document.append(new Fact.ChecksAsked(Check.CLUSTERS, List.of(Check.SOURCE_RING)));
            assertEquals(
                    new Fact.ChecksAsked(Check.CLUSTERS, List.of(Check.SOURCE_RING)),
                    document.facts().getLast().fact());
        }
    }

    /// A survey and a way to a target as they were written before Ferry looked for more.
    @Test
    void whatNobodyLookedForThenIsNotKnown() throws Exception {
        var file = sample("format-1.ferry");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.executeUpdate("""
                    INSERT INTO part VALUES ('survey', '{"seen":"2026-03-01T10:00:00Z","name":"acme",\
                    "partitioner":"org.apache.cassandra.dht.Murmur3Partitioner","nodes":[{"hostId":\
                    "00000000-0000-0001-0000-000000000007","address":"10.0.0.7","broadcastAddress":"10.0.0.7",\
                    "dataCentre":"dc1","rack":"r1","version":{"major":3,"minor":11,\
                    "patch":19,"text":"3.11.19"},"tokens":256,"up":true,"machine":{"user":"ops",\
                    "cassandraUser":"cassandra","configuration":"/etc/cassandra","dataDirectories":[],"tables":{},\
                    "javas":[]}}],"schema":{"keyspaces":[]}}')""");
        }
        try (var document = Document.open(file)) {
            var survey = document.survey().orElseThrow();
            assertNull(survey.product());
            assertEquals(Map.of(), survey.tokens());
            var node = survey.nodes().getFirst();
            assertNull(node.nativePort());
            assertNull(Objects.requireNonNull(node.machine()).surroundings());
            var target = (Target.CassandraCluster)
                    Objects.requireNonNull(document.draft().target());
            assertNull(target.diskGibibytesPerNode());
            assertEquals(OptionalLong.empty(), target.diskBytes(3));
        }
    }

    private static void journal(Path file, String kind, String json) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.prepareStatement("INSERT INTO journal (at, kind, json) VALUES (?, ?, ?)")) {
            statement.setString(1, "2026-03-01T10:00:00.5Z");
            statement.setString(2, kind);
            statement.setString(3, json);
            statement.executeUpdate();
        }
    }

    @Test
    void oneThatWasOnlyBegunIsStillOnlyBegun() throws Exception {
        try (var document = Document.open(sample("format-1-begun.ferry"))) {
            assertEquals("begun", document.draft().name());
            assertNull(document.draft().source());
            assertNull(document.draft().target());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"format-1.ferry", "format-1-plain.ferry", "format-1-begun.ferry"})
    void lookingAtAnOldDocumentWritesNothing(String name) throws Exception {
        var file = sample(name);
        var before = Files.readAllBytes(file);
        try (var looked = Document.view(file)) {
            assertEquals(name.contains("begun"), looked.draft().migration().isEmpty());
        }
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void whoLooksWhileAnotherBringsItUpSeesTheSame() throws Exception {
        var file = sample("format-1.ferry");
        try (var looker = Document.view(file)) {
            assertEquals(everything(), looker.draft());
            Document.open(file).close();
            assertEquals(everything(), looker.draft());
        }
    }

    @Test
    void aDamagedOldDocumentIsLeftAsItIs() throws Exception {
        var file = sample("format-1.ferry");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE part SET json = '{\"id\": 7' WHERE name = 'migration'");
        }
        assertEquals("document.damaged", DocumentTest.cause(() -> Document.open(file)));
        assertEquals(1, format(file));
        assertEquals("document.damaged", DocumentTest.cause(() -> Document.open(file)), "the lock is free again");
    }

    /// A certificate without its key was never shown; the native port's TLS went by its authorities alone.
    @Test
    void whatHadNoEffectGetsNone() {
        var half = new DraftBefore.CassandraCluster(
                List.of("a"), 9042, 7000, null, null, "/ca", "/certificate", null, true);
        assertEquals(
                new Target.CassandraCluster(List.of("a"), 9042, 7000, null, null, Tls.trusting("/ca")), half.today());
    }

    private static int format(Path file) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement();
                var result = statement.executeQuery("PRAGMA user_version")) {
            return result.getInt(1);
        }
    }
}
