package dev.ferry.loader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.Failure.Kind;
import dev.ferry.outcome.Outcome;
import dev.ferry.outcome.Outcome.Failed;
import dev.ferry.outcome.Outcome.Succeeded;
import dev.ferry.outcome.Outcome.Unknown;
import dev.ferry.text.Messages;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LoaderVerdictTest {
    private static final String ONE = "127.0.2.1";

    private static final String ALL = "127.0.2.1 127.0.2.2 127.0.2.3";

    // case | staged Data.db files, as numbers of the version's format | target nodes that must get all rows | outcome
    //
    // data-corrupt of 4.1 and 5.0: the damaged file went over whole and nobody looked into it. Nothing in the output
    // differs from a success, so the verdict cannot see it; reading the rows on the target does. 3.11 sends rows, and
    // the target noticed.
    //
    // partial-files: with one replica a node that holds none of the rows rightly takes no part, so none is demanded.
    private static final String EXPECTED = """
            3.11.19-article-ports                | me 1       | ONE | success
            3.11.19-client-cert-of-other-ca      | me 1       | ONE | certificate
            3.11.19-cql-port-closed              | me 1       | ONE | cql.unreachable
            3.11.19-data-corrupt                 | me 1       | ONE | target.failed
            3.11.19-empty-table                  | me 1       | ONE | unannounced
            3.11.19-file-removed                 | me 5 16 17 | ONE | success
            3.11.19-folder-name-odd              | me 1       | ONE | success
            3.11.19-folder-name-plain            | me 1       | ONE | success
            3.11.19-folder-not-writable          | me 1       | ONE | success
            3.11.19-keystore-missing             | me 1       | ONE | store
            3.11.19-newer-target-hang            | me 1       | ONE | unknown
            3.11.19-no-folder                    | me 1       | ONE | folder
            3.11.19-schema-differs               | me 1       | ONE | column
            3.11.19-server-not-trusted           | me 1       | ONE | cql.closed
            3.11.19-snapshot-folder              | me 1       | ONE | skipped.table
            3.11.19-storage-port-closed          | me 1       | ONE | internode.unreachable
            3.11.19-success-big                  | me 5 16 17 | ONE | success
            3.11.19-success-big-throttled        | me 5 16 17 | ONE | success
            3.11.19-success-customers            | me 1       | ONE | success
            3.11.19-success-events               | me 1       | ONE | success
            3.11.19-success-no-progress          | me 1       |     | success
            3.11.19-table-missing                | me 1       | ONE | skipped.table
            3.11.19-target-killed                | me 5 16 17 | ONE | target.lost
            3.11.19-terminated                   | me 5 16 17 | ONE | exit
            3.11.19-wrong-password               | me 1       | ONE | login
            4.1.10-article-ports                 | nb 1       | ONE | internode.unreachable
            4.1.10-client-cert-of-other-ca       | nb 1       | ONE | certificate
            4.1.10-cql-port-closed               | nb 1       | ONE | cql.unreachable
            4.1.10-data-corrupt                  | nb 1       | ONE | success
            4.1.10-empty-table                   | nb 1       | ONE | unannounced
            4.1.10-file-removed                  | nb 10 18 23 | ONE | file.gone
            4.1.10-folder-name-odd               | nb 1       | ONE | success
            4.1.10-folder-name-plain             | nb 1       | ONE | success
            4.1.10-folder-not-writable           | nb 1       | ONE | folder.readonly
            4.1.10-keystore-missing              | nb 1       | ONE | store
            4.1.10-no-folder                     | nb 1       | ONE | folder
            4.1.10-schema-differs                | nb 1       | ONE | column
            4.1.10-server-not-trusted            | nb 1       | ONE | cql.closed
            4.1.10-snapshot-folder               | nb 1       | ONE | skipped.table
            4.1.10-snapshot-folder-k             | nb 1       | ONE | success
            4.1.10-storage-port-closed           | nb 1       | ONE | internode.unreachable
            4.1.10-success-big                   | nb 10 18 23 | ONE | success
            4.1.10-success-big-throttled         | nb 10 18 23 | ONE | success
            4.1.10-success-customers             | nb 1       | ONE | success
            4.1.10-success-events                | nb 1       | ONE | success
            4.1.10-success-no-progress           | nb 1       |     | success
            4.1.10-table-missing                 | nb 1       | ONE | skipped.table
            4.1.10-target-killed                 | nb 10 18 23 | ONE | target.lost
            4.1.10-terminated                    | nb 10 18 23 | ONE | exit
            4.1.10-terminated-own-code           | me 5 13 14 | ONE | stopped
            4.1.10-tls13-timeout                 | nb 1       | ONE | cql.timeout
            4.1.10-wrong-password                | nb 1       | ONE | login
            5.0.9-article-ports                  | nb 1 2     | ONE | internode.unreachable
            5.0.9-bad-option                     | nb 1 2     | ONE | command
            5.0.9-client-cert-of-other-ca        | nb 1 2     | ONE | certificate
            5.0.9-client-tls-off                 | nb 1 2     | ONE | cql.closed
            5.0.9-component-missing              | nb 1 2     | ONE | file.damaged
            5.0.9-cql-port-closed                | nb 1 2     | ONE | cql.unreachable
            5.0.9-data-corrupt                   | nb 1 2     | ONE | success
            5.0.9-data-missing                   | nb 1 2     | ONE | unannounced
            5.0.9-empty-folder                   | nb 1 2     | ONE | unannounced
            5.0.9-empty-table                    | nb 1 2     | ONE | unannounced
            5.0.9-file-removed                   | nb 21 26   | ONE | file.gone
            5.0.9-files-removed-early            | nb 1 2     | ONE | unannounced
            5.0.9-folder-is-file                 | nb 1 2     | ONE | folder
            5.0.9-folder-name-odd                | nb 1 2     | ONE | unannounced
            5.0.9-folder-name-plain              | nb 1 2     | ONE | success
            5.0.9-folder-not-writable            | nb 1 2     | ONE | folder.readonly
            5.0.9-help                           | nb 1 2     | ONE | command
            5.0.9-host-down                      | nb 1 2     | ONE | cql.unreachable
            5.0.9-host-unknown                   | nb 1 2     | ONE | host.unknown
            5.0.9-internode-tls-off              | nb 1 2     | ONE | internode.closed
            5.0.9-keyspace-missing               | nb 1 2     | ONE | skipped.table
            5.0.9-keystore-missing               | nb 1 2     | ONE | store
            5.0.9-keystore-password              | nb 1 2     | ONE | store.password
            5.0.9-killed                         | nb 21 26   | ONE | killed
            5.0.9-no-folder                      | nb 1 2     | ONE | folder
            5.0.9-not-readable                   | nb 1 2     | ONE | file.unreadable
            5.0.9-one-node-down                  | nb 1       | ALL | internode.unreachable
            5.0.9-one-node-ignored               | nb 1       | ALL | hosts
            5.0.9-one-node-killed                | nb 9 18 19 | ALL | target.lost
            5.0.9-schema-differs                 | nb 1 2     | ONE | column
            5.0.9-server-not-trusted             | nb 1 2     | ONE | cql.closed
            5.0.9-snapshot-folder                | nb 1 2     | ONE | skipped.table
            5.0.9-snapshot-folder-k              | nb 1 2     | ONE | success
            5.0.9-storage-port-closed            | nb 1 2     | ONE | internode.unreachable
            5.0.9-success-big                    | nb 21 26   | ONE | success
            5.0.9-success-big-throttled          | nb 21 26   | ONE | success
            5.0.9-success-counter-again          | nb 2       | ONE | success
            5.0.9-success-cph-2                  | nb 21 26   | ONE | success
            5.0.9-success-customers              | nb 1 2     | ONE | success
            5.0.9-success-events                 | nb 1 2     | ONE | success
            5.0.9-success-no-progress            | nb 1 2     |     | success
            5.0.9-success-partial-files          | nb 9 18 19 |     | success
            5.0.9-success-partial-files-throttled | nb 9 18 19 |    | success
            5.0.9-success-quoted-name            | nb 1       | ONE | success
            5.0.9-success-three-nodes            | nb 1       | ALL | success
            5.0.9-success-three-nodes-big        | nb 9 18 19 | ALL | success
            5.0.9-success-tls12                  | nb 1       | ONE | success
            5.0.9-success-trailing-slash         | nb 1 2     | ONE | success
            5.0.9-success-verbose                | nb 1 2     | ONE | success
            5.0.9-table-missing                  | nb 1 2     | ONE | skipped.table
            5.0.9-target-frozen                  | nb 21 26   | ONE | success
            5.0.9-target-killed                  | nb 21 26   | ONE | target.lost
            5.0.9-terminated                     | nb 21 26   | ONE | exit
            5.0.9-terminated-own-code            | me 5 13 14 | ONE | stopped
            5.0.9-truststore-missing             | nb 1 2     | ONE | store
            5.0.9-wrong-password                 | nb 1 2     | ONE | login
            5.0.9-wrong-user                     | nb 1 2     | ONE | login
            5.0.9-yaml-missing                   | nb 1 2     | ONE | configuration.missing
            5.0.9-yaml-unknown-key               | nb 1 2     | ONE | configuration
            """;

    record Case(String name, Staged staged, String expected) {
        static Case of(String line) {
            var fields = line.split("\\|", -1);
            var files = fields[1].strip().split(" ");
            var names = Arrays.stream(files)
                    .skip(1)
                    .map(number -> files[0] + "-" + number + "-big-Data.db")
                    .collect(Collectors.toSet());
            var hosts = switch (fields[2].strip()) {
                case "ONE" -> ONE;
                case "ALL" -> ALL;
                default -> "";
            };
            var addresses = hosts.isEmpty() ? Set.<String>of() : Set.of(hosts.split(" "));
            return new Case(fields[0].strip(), new Staged("node 10.0.0.7", names, addresses), fields[3].strip());
        }

        Outcome judged(LoaderOutput output) {
            var code = Captures.exitCodes().get(name);
            return code < 0 ? LoaderVerdict.gone(output, staged) : LoaderVerdict.judge(code, output, staged);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return EXPECTED.lines().map(Case::of);
    }

    @Test
    void tableHoldsEveryCapture() {
        assertEquals(
                new TreeSet<>(Captures.names()),
                cases().map(Case::name).collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void judgesEveryCaptureRightly(Case given) {
        assertEquals(given.expected(), said(given.judged(Captures.read(given.name()))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void judgesTheSameHoweverTheOutputIsCut(Case given) {
        var whole = given.judged(Captures.read(given.name()));
        for (var seed = 0; seed < 3; seed++) {
            assertEquals(whole, given.judged(Captures.readInPieces(given.name(), seed)));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void neverIsGreenOnceOneStagedFileMoreWasNotAnnounced(Case given) {
        var names = new HashSet<>(given.staged().dataFiles());
        names.add("nb-99-big-Data.db");
        var more = new Staged("n", names, given.staged().targetNodes());
        var code = Captures.exitCodes().get(given.name());
        var outcome = LoaderVerdict.judge(Math.max(code, 0), Captures.read(given.name()), more);
        assertFalse(outcome instanceof Succeeded);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyFailureNamesHopCauseEvidenceAndRemedy(Case given) {
        if (given.judged(Captures.read(given.name())) instanceof Failed(var failure)) {
            assertTrue(failure.hop().startsWith("node 10.0.0.7"));
            assertFalse(Messages.text(failure.cause()).isBlank());
            assertFalse(Messages.text(failure.remedy()).isBlank());
            assertFalse(failure.evidence().isBlank());
            assertTrue(failure.evidence().length() < 4000);
        }
    }

    @Test
    void everyKnownTroubleHasItsTexts() {
        for (var trouble : Trouble.values()) {
            assertFalse(Messages.text(trouble.key()).isBlank());
            assertFalse(Messages.text(trouble.key() + ".remedy").isBlank());
        }
    }

    @Test
    void leadsToTheHopThatFailed() {
        assertEquals("node 10.0.0.7 → target (CQL)", hop("5.0.9-wrong-password"));
        assertEquals("node 10.0.0.7 → target (internode)", hop("4.1.10-client-cert-of-other-ca"));
        assertEquals("node 10.0.0.7 → target (schema)", hop("5.0.9-schema-differs"));
        assertEquals("node 10.0.0.7", hop("4.1.10-folder-not-writable"));
    }

    @Test
    void quotesTheLineThatTellsTheCause() {
        assertTrue(evidence("5.0.9-schema-differs").contains("Unknown column balance during deserialization"));
        assertTrue(evidence("5.0.9-one-node-down").contains("Connection refused: /127.0.2.3:24512"));
        assertTrue(evidence("4.1.10-article-ports").contains("Connection refused: /127.0.2.1:7000"));
        assertTrue(evidence("5.0.9-table-missing").contains("table shop.not_there doesn't exist"));
    }

    @Test
    void successShowsFilesBytesAndHosts() {
        var outcome = assertInstanceOf(
                Succeeded.class, find("5.0.9-success-three-nodes").judged(Captures.read("5.0.9-success-three-nodes")));
        // 303.425 KiB are 310 707 bytes.
        assertEquals(
                List.of(
                        "exit code 0",
                        "1 of 1 staged files announced: nb-1-big-Data.db",
                        "Total files transferred: 15, Total bytes transferred: 310707, Total duration: 3980 ms",
                        "took part: 127.0.2.1, 127.0.2.2, 127.0.2.3"),
                outcome.evidence());
    }

    @Test
    void isUnknownWhenTheLoaderIsGoneWhateverItPrinted() {
        for (var given : cases().toList()) {
            assertInstanceOf(Unknown.class, LoaderVerdict.gone(Captures.read(given.name()), given.staged()));
        }
    }

    @Test
    void believesTheClosingWordsOfALoaderThatDidNotEnd() {
        assertEquals("success", stuck("5.0.9-success-customers"));
        assertEquals("target.lost", stuck("3.11.19-target-killed"));
        assertEquals("skipped.table", stuck("4.1.10-table-missing"));
        assertEquals("hosts", stuck("5.0.9-one-node-ignored"));
        assertEquals("unknown", stuck("3.11.19-newer-target-hang"));
        assertEquals("unknown", stuck("5.0.9-killed"));
    }

    private static String stuck(String name) {
        return said(LoaderVerdict.stuck(Captures.read(name), find(name).staged()));
    }

    @Test
    void isUnknownWhenNothingShowsWhoTookPart() {
        var given = find("5.0.9-success-no-progress");
        var staged = new Staged("n", given.staged().dataFiles(), Set.of(ONE));
        var outcome = LoaderVerdict.judge(0, Captures.read(given.name()), staged);
        assertEquals("unknown", said(outcome));
    }

    @Test
    void failsWhenNoTargetNodeHoldsTheRows() {
        var output = reading("""
                Established connection to initial hosts
                Opening sstables and calculating sections to stream
                Streaming relevant part of /s/shop/orders/me-1-big-Data.db  to []

                Summary statistics:\s
                   Connections per host    : 1        \s
                   Total files transferred : 0        \s
                   Total bytes transferred : 0.000KiB \s
                   Total duration          : 3096 ms  \s
                """);
        assertEquals("nothing", said(LoaderVerdict.judge(0, output, staged("me-1-big-Data.db"))));
    }

    @Test
    void passesOverTemporaryFiles() {
        var output = reading("""
                Established connection to initial hosts
                Opening sstables and calculating sections to stream
                Skipping temporary file nb-7-big-Data.db
                Streaming relevant part of /s/shop/orders/nb-1-big-Data.db to [/10.0.0.11:7000]
                """);
        assertEquals(1, output.skippedTemporary());
        assertEquals("success", said(LoaderVerdict.judge(0, output, staged("nb-1-big-Data.db"))));
    }

    @Test
    void neverIsGreenWhenAFileWasSkipped() {
        for (var reason : List.of(
                "Skipping file nb-1-big-Data.db because Index.db is missing",
                "Skipping file nb-1-big-Data.db, error opening it: short read",
                "Skipping file nb-1-big-Data.db: column family shop.orders doesn't exist")) {
            var output = reading("Streaming relevant part of /s/shop/orders/nb-1-big-Data.db to [/10.0.0.11:7000]\n"
                    + reason + "\n");
            assertTrue(said(LoaderVerdict.judge(0, output, staged("nb-1-big-Data.db")))
                    .startsWith("skipped."));
        }
    }

    @Test
    void neverIsGreenWhenAHostFailedThoughTheExitCodeIsZero() {
        var output = reading("""
                Established connection to initial hosts
                Streaming relevant part of /s/shop/orders/nb-1-big-Data.db to [/10.0.0.11:7000]
                Streaming to the following hosts failed:
                [/10.0.0.11:7000]
                """);
        assertEquals(Set.of("10.0.0.11"), output.failedHosts());
        assertEquals("stream", said(LoaderVerdict.judge(0, output, staged("nb-1-big-Data.db"))));
    }

    @Test
    void knowsWhatExitCodesOfTheSystemMean() {
        var output = reading("");
        assertEquals("program", said(LoaderVerdict.judge(127, output, staged("x-Data.db"))));
        assertEquals("program", said(LoaderVerdict.judge(126, output, staged("x-Data.db"))));
        assertEquals("memory", said(LoaderVerdict.judge(100, output, staged("x-Data.db"))));
        assertEquals("crashed", said(LoaderVerdict.judge(134, output, staged("x-Data.db"))));
        assertEquals("stopped", said(LoaderVerdict.judge(129, output, staged("x-Data.db"))));
        assertEquals("exit", said(LoaderVerdict.judge(3, output, staged("x-Data.db"))));
        assertEquals("unannounced", said(LoaderVerdict.judge(0, output, staged("x-Data.db"))));
    }

    @Test
    void retriesWhatMayPassAndStopsAtWhatCannot() {
        assertEquals(Kind.RETRYABLE, kind("5.0.9-target-killed"));
        assertEquals(Kind.NEEDS_ATTENTION, kind("5.0.9-client-cert-of-other-ca"));
        assertEquals(Kind.FATAL, kind("5.0.9-yaml-unknown-key"));
    }

    @Test
    void refusesToJudgeAnEmptyTable() {
        assertThrows(IllegalArgumentException.class, () -> new Staged("n", Set.of(), Set.of()));
    }

    private static String said(Outcome outcome) {
        return switch (outcome) {
            case Succeeded _ -> "success";
            case Failed(var failure) -> failure.cause().key().replace("loader.failed.", "");
            case Unknown _ -> "unknown";
        };
    }

    private static LoaderOutput reading(String text) {
        var output = new LoaderOutput();
        output.out(text.getBytes(UTF_8));
        output.end();
        return output;
    }

    private static Staged staged(String file) {
        return new Staged("n", Set.of(file), Set.of());
    }

    private static Case find(String name) {
        return cases().filter(given -> given.name().equals(name)).findFirst().orElseThrow();
    }

    private static Failed failed(String name) {
        return assertInstanceOf(Failed.class, find(name).judged(Captures.read(name)));
    }

    private static String hop(String name) {
        return failed(name).failure().hop();
    }

    private static Kind kind(String name) {
        return failed(name).failure().kind();
    }

    private static String evidence(String name) {
        return failed(name).failure().evidence();
    }
}
