package dev.ferry.ui.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ferry.engine.AivenProject.Offer;
import dev.ferry.engine.AivenProject.Plan;
import dev.ferry.outcome.Severity;
import dev.ferry.plan.Capacity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanRowTest {
    private static final long GIB = 1L << 30;

    /// 100 GiB on the source, replication 3: 300 GiB at the peak.
    private static final Capacity NEEDED =
            new Capacity(List.of(new Capacity.Part("shop", 100 * GIB, 3, 3)), 0, OptionalLong.empty());

    @Test
    void onlyThePlansOfTheCloudAreShownTheCheapestFirst() {
        var dear = plan("dear", Map.of("here", offer("2.0", 1000)));
        var cheap = plan("cheap", Map.of("here", offer("0.5", 100), "there", offer("0.4", 100)));
        var elsewhere = plan("elsewhere", Map.of("there", offer("0.1", 100)));
        assertEquals(
                List.of("cheap", "dear"),
                PlanRow.of(List.of(dear, elsewhere, cheap), "here", nodes -> NEEDED).stream()
                        .map(PlanRow::name)
                        .toList());
    }

    @Test
    void theDataIsReckonedOnceForPlansOfTheSameSize() {
        var asked = new ArrayList<Integer>();
        PlanRow.of(TargetSamples.plans(TargetSamples.CLOUDS), "google-europe-west1", nodes -> {
            asked.add(nodes);
            return NEEDED;
        });
        assertEquals(List.of(3, 6), asked);
    }

    @ParameterizedTest
    @CsvSource({"600, PASS, 'fits, 50 %'", "400, WARN, 'tight, 75 %'", "300, BLOCK, 'does not fit, 100 %'"})
    void aPlanSaysWhetherTheDataFits(long disk, Severity verdict, String words) {
        var row = row(offer("1", disk), NEEDED);
        assertEquals(verdict, row.verdict());
        assertEquals(words, row.fits());
    }

    @Test
    void whatIsNotToldIsADash() {
        var row = row(new Offer(0, OptionalLong.empty(), OptionalLong.empty(), null, null), NEEDED);
        assertEquals(
                List.of("–", "–", "–", "–", "–"),
                List.of(row.processors(), row.memory(), row.disk(), row.perHour(), row.month()));
        assertNull(row.verdict(), "no disk, no verdict");
        assertEquals("not measured", row(offer("1", 100), null).fits());
    }

    @ParameterizedTest
    @CsvSource({"0.158, 3, $ 0.158", "109.5, 0, $ 110", "5394.7, 0, $ 5\u202f395"})
    void dollarsAreRounded(String amount, int digits, String text) {
        assertEquals(text, PlanRow.dollars(new BigDecimal(amount), digits));
    }

    private static PlanRow row(Offer offer, @org.jspecify.annotations.Nullable Capacity capacity) {
        return PlanRow.of(List.of(plan("one", Map.of("here", offer))), "here", nodes -> capacity)
                .getFirst();
    }

    private static Plan plan(String name, Map<String, Offer> offers) {
        return new Plan(name, 3, offers);
    }

    private static Offer offer(String hour, long diskGib) {
        return new Offer(
                2,
                OptionalLong.of(4 * GIB),
                OptionalLong.of(diskGib * GIB),
                new BigDecimal(hour),
                new BigDecimal(hour).multiply(BigDecimal.valueOf(730)));
    }
}
