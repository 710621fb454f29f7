package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cluster.Gauge;
import dev.ferry.cluster.NodePressure;
import dev.ferry.cluster.TargetPressure;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.run.Fact.LoadPaced;
import dev.ferry.text.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PaceKeeperTest {
    private static final Failure LOST = new Failure(
            Failure.Kind.RETRYABLE,
            "workstation → 10.0.0.3:9042 (CQL)",
            Message.of("run.cell.stopped"),
            "",
            Message.of("run.cell.stopped.remedy"));

    private final AtomicInteger most = new AtomicInteger(8);
    private PressureSource source = () -> compactions(0);
    private final PaceKeeper keeper = new PaceKeeper(() -> source.read(), most::get);

    private static TargetPressure compactions(long pending) {
        return new TargetPressure(
                List.of(new NodePressure("10.0.0.3", Map.of(Gauge.COMPACTIONS_PENDING, pending))), List.of());
    }

    @Test
    void aLookThatChangesNothingHasNothingToRecord() throws Exception {
        assertEquals(Optional.empty(), keeper.look());
        assertEquals(Integer.MAX_VALUE, keeper.loadersInAll());
    }

    @Test
    void aLookHandsOutTheFactOfItsChange() throws Exception {
        source = () -> compactions(500);
        assertEquals(4, keeper.look().map(LoadPaced::loadersInAll).orElseThrow());
        assertEquals(4, keeper.loadersInAll());
        most.set(3);
        assertEquals(4, keeper.loadersInAll(), "the user's limits hold besides");
    }

    @Test
    void aTargetThatDoesNotAnswerIsNoFailureOfTheLoad() throws Exception {
        source = () -> {
            throw new FailureException(LOST);
        };
        assertEquals(Optional.empty(), keeper.look());
        assertEquals(Optional.empty(), keeper.look());
        assertEquals("run.pace.silent", keeper.look().orElseThrow().reason().key());
        assertEquals(Integer.MAX_VALUE, keeper.loadersInAll(), "a higher limit of the user's shall have its effect");
    }

    @Test
    void aLookThatFailsInANewWayEndsNoWatch() throws Exception {
        source = () -> {
            throw new IllegalStateException("the driver's own");
        };
        assertEquals(Optional.empty(), keeper.look());
        assertEquals(Optional.empty(), keeper.look());
        assertTrue(keeper.look().orElseThrow().evidence().contains("target"));
    }

    @Test
    void anInterruptPasses() {
        source = () -> {
            throw new InterruptedException();
        };
        assertThrows(InterruptedException.class, keeper::look);
    }
}
