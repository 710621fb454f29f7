package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.migration.Limits;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LoadControlTest {
    /// Any order of starts, ends, pauses and changes of limits: no start is ever granted beyond the limits
    /// of its moment.
    @RepeatedTest(50)
    void limitsHoldAtEveryMoment(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var control = new LoadControl(new Limits(2, 3, 0));
        var onNode = new int[4];
        var isPaused = false;
        for (var step = 0; step < 500; step++) {
            var node = random.nextInt(onNode.length);
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> {
                    var limits = control.limits();
                    var inAll = sum(onNode);
                    var mayStart = !isPaused && onNode[node] < limits.loadersPerNode() && inAll < limits.loadersInAll();
                    assertEquals(mayStart, control.take(onNode[node]));
                    onNode[node] += mayStart ? 1 : 0;
                }
                case 3 -> {
                    if (onNode[node] > 0) {
                        control.giveBack();
                        onNode[node]--;
                    }
                }
                case 4 -> control.limit(new Limits(1 + random.nextInt(4), 1 + random.nextInt(8), 0));
                default -> {
                    isPaused = !isPaused;
                    if (isPaused) {
                        control.pause();
                    } else {
                        control.resume();
                    }
                }
            }
        }
    }

    private static int sum(int[] counts) {
        var sum = 0;
        for (var count : counts) {
            sum += count;
        }
        return sum;
    }

    @Test
    void aLoaderThatLivesAlreadyTakesAPlaceFromTheOthers() {
        var control = new LoadControl(new Limits(2, 2, 0));
        control.adopt();
        assertTrue(control.take(0));
        assertFalse(control.take(0));
    }
}
