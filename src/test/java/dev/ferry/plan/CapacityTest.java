package dev.ferry.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.Severity;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityTest {
    private static final long GIB = 1L << 30;

    /// 300 GiB of files, three copies of each row on both sides: 900 GiB arrive.
    @ParameterizedTest
    @CsvSource({
        "1800, PASS, 50 %",
        "1799, WARN, 50 %",
        "1000, WARN, 90 %",
        "999, BLOCK, 90 %",
        "900, BLOCK, 100 %",
        "450, BLOCK, 200 %",
        "9, BLOCK, > 999 %",
        "0, BLOCK, > 999 %",
        "90000, PASS, 1.0 %",
    })
    void thePeakIsHeldAgainstAllDisks(long diskGib, Severity verdict, String share) {
        var capacity = of(disk(diskGib), new Capacity.Part("shop", 300 * GIB, 3, 3));
        assertEquals(verdict, capacity.verdict());
        assertEquals(share, capacity.shareText());
        assertEquals(900 * GIB, capacity.peakBytes());
        assertEquals(300 * GIB, capacity.settledBytes(), "the three copies of a row become one on each replica");
    }

    @Test
    void everyKeyspaceHasItsOwnCopies() {
        var capacity = of(
                disk(1000),
                new Capacity.Part("shop", 30 * GIB, 3, 2),
                new Capacity.Part("audit", 10 * GIB, 1, 3),
                new Capacity.Part("nowhere", 10 * GIB, 1, 0));
        assertEquals(50 * GIB, capacity.sourceBytes());
        assertEquals(90 * GIB, capacity.peakBytes());
        // 60 of shop in three copies are 20; 30 of audit were one copy before
        assertEquals(50 * GIB, capacity.settledBytes());
        assertEquals(OptionalDouble.of(0.09), capacity.share());
    }

    @Test
    void nothingFitsEverywhere() {
        assertEquals(Severity.PASS, of(disk(0)).verdict());
        assertEquals("0 %", of(disk(0)).shareText());
    }

    @Test
    void whatNobodyCanTellIsNeverGreen() {
        var unknown = of(OptionalLong.empty(), new Capacity.Part("shop", GIB, 1, 1));
        assertEquals(Severity.WARN, unknown.verdict());
        assertEquals("–", unknown.shareText());
        assertEquals("plan.capacity.unknown", unknown.lines().getLast().key());
        var unmeasured = new Capacity(List.of(new Capacity.Part("shop", GIB, 1, 1)), 2, disk(100));
        assertEquals(Severity.WARN, unmeasured.verdict());
        assertTrue(unmeasured.lines().contains(Message.of("plan.capacity.unmeasured", 2)));
    }

    @Test
    void theReckoningCanBeReadStepByStep() {
        var capacity = of(
                disk(1800),
                new Capacity.Part("a", 100 * GIB, 3, 3),
                new Capacity.Part("b", 100 * GIB, 3, 3),
                new Capacity.Part("c", 50 * GIB, 3, 3),
                new Capacity.Part("d", 50 * GIB, 3, 3),
                new Capacity.Part("e", 10 * GIB, 1, 1));
        assertEquals(
                List.of(
                        "310 GiB measured on the source nodes, all copies counted (keyspaces: 5)",
                        "e: 10.0 GiB × replication 1 = 10.0 GiB",
                        "a, b, c and 1 more: 300 GiB × replication 3 = 900 GiB",
                        "910 GiB arrive in all: so much lies there at the peak, before the target compacts it",
                        "about 310 GiB stay after compaction, when the source's copies of a row have become one",
                        "the target's disks hold 1.76 TiB: the peak takes 51 %; up to 50 % is comfortable, over 90 %"
                                + " is refused"),
                capacity.lines().stream().map(Messages::text).toList());
    }

    @Test
    void aPartWithoutACopyOnTheSourceIsADefect() {
        assertThrows(IllegalArgumentException.class, () -> new Capacity.Part("shop", 1, 0, 1));
    }

    private static Capacity of(OptionalLong disk, Capacity.Part... parts) {
        return new Capacity(List.of(parts), 0, disk);
    }

    private static OptionalLong disk(long gib) {
        return OptionalLong.of(gib * GIB);
    }

    /// Six nodes with 100 GiB each. The data centre with two of them takes as many copies as the one with four.
    @Test
    void theDataCentreWithFewerNodesIsFullFirst() {
        var part = new Capacity.Part("shop", 50 * GIB, 1, 4, Map.of("big", 2.0, "small", 2.0));
        var centres = List.of(
                new Capacity.Centre("big", 4, OptionalLong.empty()),
                new Capacity.Centre("small", 2, OptionalLong.empty()));
        var capacity = new Capacity(List.of(part), 0, disk(600), centres);
        assertEquals("50 %", capacity.shareText(), "100 GiB on two nodes of 100 GiB");
        assertEquals(Severity.PASS, capacity.verdict());
        assertEquals(50 * GIB, capacity.bytesPerNode(centres.getLast()));
        var used = capacity.withUsed(Map.of("small", 90 * GIB));
        assertEquals("95 %", used.shareText(), "what lies there already counts");
        assertEquals(Severity.BLOCK, used.verdict());
        assertTrue(
                used.lines().stream()
                        .map(Messages::text)
                        .anyMatch(
                                "In small each of 2 nodes takes 50.0 GiB, beside 45.0 GiB that lie there: 95 % of its disk."
                                        ::equals),
                used.lines().stream().map(Messages::text).toList().toString());
    }
}
