package dev.ferry.loader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.loader.LoaderProgress.HostProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoaderOutputTest {
    private static final long MEBIBYTE = 1024 * 1024;

    @Test
    void readsProgressOfEveryVersion() {
        var first = new HostProgress("10.0.0.11", 1, 3, 41);
        var second = new HostProgress("10.0.0.12", 0, 3, 5);
        assertEquals(
                new LoaderProgress(23, 10 * MEBIBYTE, List.of(first, second)),
                progress("\rprogress: [/10.0.0.11]0:1/3 41 % [/10.0.0.12]0:0/3 5  % total: 23% "
                        + "12 MB/s(avg: 10 MB/s)"));
        assertEquals(
                new LoaderProgress(23, Math.round(10.221 * MEBIBYTE), List.of(first, second)),
                progress("\rprogress: [n1/10.0.0.11]0:1/3 41 % [/10.0.0.12]0:0/3 5  % total: 23% "
                        + "12.345MiB/s (avg: 10.221MiB/s)"));
        assertEquals(
                new LoaderProgress(23, Math.round(10.221 * MEBIBYTE), List.of(first, second)),
                progress("\rprogress: [/10.0.0.11:7000]0:1/3 41 % [/10.0.0.12:7000]0:0/3 5  % total: 23% "
                        + "0.000KiB/s (avg: 10.221MiB/s)"));
        assertEquals(
                new LoaderProgress(100, 512L, List.of(new HostProgress("10.0.0.11", 8, 24, 100))),
                progress("\rprogress: [/10.0.0.11:7000]0:8/24 100% total: 100% 0.000B/s (avg: 512.000B/s)"));
        assertEquals(
                new LoaderProgress(100, 0L, List.of()),
                progress("\rprogress: total: 100% 0.000KiB/s (avg: 0.000KiB/s)"));
    }

    @Test
    void sumsTheSessionsOfAHost() {
        assertEquals(
                List.of(new HostProgress("10.0.0.11", 9, 32, 50), new HostProgress("10.0.0.12", 0, 24, 0)),
                progress("progress: [/10.0.0.11:7000]0:8/24 100% 1:1/8 0  % [/10.0.0.12:7000]0:0/24 0  % total: 31% "
                                + "0.000KiB/s (avg: 88.101MiB/s)")
                        .hosts());
    }

    @Test
    void readsIpv6HostsAsEveryVersionAndJavaPrintsThem() {
        for (var host : List.of(
                "/[2001:db8:0:0:0:0:0:1]:7000",
                "n1/[2001:db8:0:0:0:0:0:1]:7000",
                "/2001:db8:0:0:0:0:0:1",
                "/2001:db8:0:0:0:0:0:1%eth0",
                "/2001:db8:0:0:0:0:0:1:7000")) {
            var line = "progress: [" + host + "]0:0/3 5  % total: 5% 1.000KiB/s (avg: 1.000KiB/s)";
            assertEquals(
                    "2001:db8:0:0:0:0:0:1", progress(line).hosts().getFirst().address(), host);
        }
        assertEquals("2001:db8:0:0:0:0:0:1", Peer.usual("2001:DB8::1"));
    }

    @Test
    void saysLittleWhereTheNumbersMakeNoSense() {
        assertEquals(
                new LoaderProgress(5, null, List.of()), progress("progress: total: 5% NaN  KiB/s (avg: NaN  KiB/s)"));
        assertEquals(new LoaderProgress(5, null, List.of()), progress("progress: total: 5% NaNB/s (avg: NaNB/s)"));
        assertEquals(
                new LoaderProgress(5, 1L, List.of()), progress("progress: total: 5% 0.000B/s (avg: 976.563miB/s)"));
        assertEquals(
                new LoaderProgress(5, 1536L, List.of()), progress("progress: total: 5% 0,000KiB/s (avg: 1,500KiB/s)"));
        assertEquals(new LoaderProgress(null, null, List.of()), progress("progress: tot"));
        assertEquals(
                100, progress("progress: total: 101% 0.000B/s (avg: 0.000B/s)").percent());
        assertEquals(
                100,
                progress("progress: total: 99999999999999999999% 0.000B/s (avg: 0.000B/s)")
                        .percent());
    }

    @Test
    void readsTheSummaryOfOldLoaders() {
        var output = reading("""
                \rprogress: [/10.0.0.11]0:3/3 100% total: 100% 0 MB/s(avg: 11 MB/s)
                Summary statistics:\s
                   Connections per host:         : 1        \s
                   Total files transferred:      : 3        \s
                   Total bytes transferred:      : 123456789\s
                   Total duration (ms):          : 10234    \s
                   Average transfer rate (MB/s): : 11       \s
                   Peak transfer rate (MB/s):    : 14       \s
                """);
        assertEquals(Optional.of(new LoaderSummary(3, 123_456_789, Duration.ofMillis(10_234))), output.summary());
        assertTrue(output.isOver());
    }

    @Test
    void readsTheSummaryOfNewLoaders() {
        var output = Captures.read("4.1.10-success-big");
        var bytes = Math.round(197.303 * MEBIBYTE);
        assertEquals(Optional.of(new LoaderSummary(21, bytes, Duration.ofMillis(4809))), output.summary());
        assertEquals(
                Optional.of(new LoaderSummary(0, 0, Duration.ofMillis(3931))),
                Captures.read("5.0.9-data-missing").summary());
        assertEquals(Optional.empty(), Captures.read("5.0.9-killed").summary());
    }

    @Test
    void tellsEveryProgressLineAsItComes() {
        var percents = new ArrayList<Integer>();
        var output = new LoaderOutput(progress -> percents.add(progress.percent()));
        output.out("\rprogress: total: 5% 0 MB/s(avg: 1 MB/s)".getBytes(UTF_8));
        assertEquals(List.of(), percents);
        output.out("\rprogress: total: 9% 0 MB/s(a".getBytes(UTF_8));
        assertEquals(List.of(5), percents);
        output.out("vg: 1 MB/s)\r\n".getBytes(UTF_8));
        assertEquals(List.of(5, 9), percents);
    }

    @Test
    void knowsHowFarTheLoaderCame() {
        var closed = Captures.read("5.0.9-cql-port-closed");
        assertFalse(closed.established());
        assertFalse(closed.opened());
        var killed = Captures.read("5.0.9-killed");
        assertTrue(killed.established());
        assertTrue(killed.opened());
        assertFalse(killed.isOver());
        assertTrue(Captures.read("4.1.10-target-killed").isOver());
    }

    @Test
    void tellsAnnouncedReachedAndFailedHostsApart() {
        var ignored = Captures.read("5.0.9-one-node-ignored");
        assertEquals(Set.of("127.0.2.1", "127.0.2.2", "127.0.2.3"), ignored.announcedHosts());
        assertEquals(Set.of("127.0.2.1", "127.0.2.2"), ignored.reachedHosts());
        var killed = Captures.read("5.0.9-one-node-killed");
        assertEquals(Set.of("127.0.2.2"), killed.failedHosts());
        assertEquals(Set.of("127.0.2.1"), Captures.read("3.11.19-target-killed").failedHosts());
    }

    @Test
    void readsNamesInFoldersWithSpaces() {
        var output = reading(
                "Streaming relevant part of /my data-Data.db files/shop/o/nb-1-big-Data.db "
                        + "/my data-Data.db files/shop/o/nb-3fw1_0abc_1x-big-Data.db to [/10.0.0.11:7000, n2/10.0.0.12:7000]\n");
        assertEquals(Set.of("nb-1-big-Data.db", "nb-3fw1_0abc_1x-big-Data.db"), output.announced());
        assertEquals(Set.of("10.0.0.11", "10.0.0.12"), output.announcedHosts());
    }

    @Test
    void readsEveryNameOfALineThatIsLongerThanAnyOther() {
        var line = new StringBuilder("Streaming relevant part of ");
        var expected = new ArrayList<String>();
        for (var i = 1; i <= 20_000; i++) {
            line.append(
                    "/var/lib/cassandra/data/shop/orders-0123456789abcdef0123456789abcdef/nb-" + i + "-big-Data.db ");
            expected.add("nb-" + i + "-big-Data.db");
        }
        var output = new LoaderOutput();
        var bytes = line.append("to [/10.0.0.11:7000]\nSkipping file x\n")
                .toString()
                .getBytes(UTF_8);
        for (var from = 0; from < bytes.length; from += 8192) {
            output.out(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 8192)));
        }
        assertEquals(expected, List.copyOf(output.announced()));
        assertEquals(Set.of("10.0.0.11"), output.announcedHosts());
        assertEquals(List.of("Skipping file x"), output.skipped());
    }

    @Test
    void cutsOffWhatNeverEndsAndGoesOnAfterIt() {
        var output = new LoaderOutput();
        var much = "x".repeat(100_000).getBytes(UTF_8);
        for (var i = 0; i < 100; i++) {
            output.out(much);
        }
        output.out("\nEstablished connection to initial hosts\n".getBytes(UTF_8));
        assertTrue(output.established());
    }

    @Test
    void keepsLittleOfAFloodOfErrors() {
        var output = new LoaderOutput();
        for (var i = 0; i < 10_000; i++) {
            output.err(("ERROR 10:00:00,000 number " + i + " " + "y".repeat(1000) + "\n").getBytes(UTF_8));
            output.out("Skipping file a-Data.db, error opening it: no\n".getBytes(UTF_8));
        }
        var evidence = output.evidence();
        assertTrue(evidence.size() <= 24, () -> evidence.size() + " lines");
        assertTrue(evidence.getFirst().startsWith("ERROR 10:00:00,000 number 0 "));
        assertTrue(evidence.getLast().startsWith("ERROR 10:00:00,000 number 9999 "));
        assertTrue(evidence.stream().allMatch(line -> line.length() <= 401));
        assertEquals(100, output.skipped().size());
    }

    @Test
    void keepsTheFirstLineAndTheDeepestCause() {
        assertEquals(
                List.of(
                        "Exception in thread \"main\" java.lang.RuntimeException: Could not create SSL Context.",
                        "Caused by: java.nio.file.NoSuchFileException: "
                                + "/var/lib/cassandra/credentials-nokey/sstableloader.keystore.p12"),
                Captures.read("5.0.9-keystore-missing").evidence());
    }

    @Test
    void keepsTheStreamsApartThatAreReadApart() {
        var output = new LoaderOutput();
        output.out("Established connection to ini".getBytes(UTF_8));
        output.err("WARN  10:44:23,021 Small cdc volume detected at /x\nStreaming to the following hosts fa"
                .getBytes(UTF_8));
        output.out("tial hosts\nOpening sstables and calculating sections to stream\n".getBytes(UTF_8));
        output.err("iled:\n[/10.0.0.11]".getBytes(UTF_8));
        output.end();
        assertTrue(output.established());
        assertTrue(output.opened());
        assertEquals(Set.of("10.0.0.11"), output.failedHosts());
    }

    @Test
    void seesAnErrorThatFollowsAProgressLineWithoutALineEnd() {
        var output = reading("\rprogress: [/10.0.0.11]0:1/3 41 % total: 41% 12 MB/s(avg: 10 MB/s)"
                + "Streaming to the following hosts failed:\n[/10.0.0.11]\n");
        assertEquals(Set.of("10.0.0.11"), output.failedHosts());
    }

    @Test
    void forgetsWhatOneHostRefusedOnceAnotherLetTheLoaderIn() {
        var output = reading("""
                Caused by: java.net.ConnectException: Connection refused: /10.0.0.11:9042
                Established connection to initial hosts
                """);
        assertEquals(Optional.empty(), output.trouble());
    }

    private static LoaderProgress progress(String line) {
        return reading(line).progress().orElseThrow();
    }

    private static LoaderOutput reading(String text) {
        var output = new LoaderOutput();
        output.out(text.getBytes(UTF_8));
        output.end();
        return output;
    }
}
