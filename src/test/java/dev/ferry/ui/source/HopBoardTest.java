package dev.ferry.ui.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.ferry.engine.HopKind;
import dev.ferry.engine.HopSeen;
import dev.ferry.engine.HopState;
import dev.ferry.engine.HostKey;
import dev.ferry.outcome.Failure;
import dev.ferry.text.Message;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HopBoardTest {
    private static final Duration SOON = Duration.ofMillis(3);
    private static final HopState RUNNING = new HopState.Running();
    private static final HopState PASSED = new HopState.Passed("seen", SOON);

    private final HopBoard board = new HopBoard();

    private static HopSeen hop(String subject, HopKind kind, HopState state) {
        return new HopSeen(HopSeen.Part.NODE, subject, "workstation → " + subject, kind, state);
    }

    private static HopState unknown(String host) {
        var failure = new Failure(
                Failure.Kind.NEEDS_ATTENTION,
                host,
                Message.of("ssh.hostkey.unknown"),
                "",
                Message.of("ssh.hostkey.unknown.remedy"));
        return new HopState.Failed(failure, new HostKey(host, 22, "ssh-ed25519", "SHA256:" + host), SOON);
    }

    @Test
    void aHopIsReplacedByItsLaterState() {
        board.heard(List.of(hop("a", HopKind.NAME, RUNNING), hop("a", HopKind.NAME, PASSED)));
        assertEquals(
                List.of(hop("a", HopKind.NAME, PASSED)), board.hops(board.ways().getFirst()));
        assertEquals(1, board.passed());
    }

    @Test
    void contactPointsComeFirstAndNumbersCountAsNumbers() {
        board.heard(List.of(
                hop("10.0.0.10", HopKind.NAME, RUNNING),
                hop("10.0.0.9", HopKind.NAME, RUNNING),
                new HopSeen(HopSeen.Part.CLUSTER, "z", "", HopKind.NAME, RUNNING)));
        assertEquals(
                List.of("z", "10.0.0.9", "10.0.0.10"),
                board.ways().stream().map(HopBoard.Way::subject).toList());
    }

    @Test
    void aWayStandsAsTheWorstOfItsHops() {
        board.heard(List.of(hop("a", HopKind.NAME, PASSED), hop("a", HopKind.PORT, RUNNING)));
        assertEquals(RUNNING, board.state(board.ways().getFirst()));
        board.heard(List.of(
                hop("a", HopKind.PORT, unknown("a")), hop("a", HopKind.HOST_KEY, new HopState.Skipped(HopKind.PORT))));
        assertInstanceOf(HopState.Failed.class, board.state(board.ways().getFirst()));
    }

    @Test
    void everyUnknownKeyIsOfferedOnce() {
        board.heard(List.of(
                hop("b", HopKind.HOST_KEY, unknown("b")),
                hop("a", HopKind.HOST_KEY, unknown("gate")),
                hop("c", HopKind.HOST_KEY, unknown("gate"))));
        assertEquals(
                List.of("gate:22", "b:22"),
                board.unknownKeys().stream().map(HostKey::place).toList());
    }
}
