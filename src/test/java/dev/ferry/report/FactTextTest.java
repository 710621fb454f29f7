package dev.ferry.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Outcome;
import dev.ferry.outcome.Severity;
import dev.ferry.plan.CellId;
import dev.ferry.report.FactText.Kind;
import dev.ferry.report.FactText.Verdict;
import dev.ferry.run.Check;
import dev.ferry.run.Fact;
import dev.ferry.run.Run;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.schema.TableName;
import dev.ferry.text.Message;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactTextTest {
    private static final CellId CELL = new CellId(1, "10.0.0.7", new TableName("shop", "orders"));
    private static final Outcome GOOD = Outcome.Succeeded.shownBy("exit code 0", "12 of 12 files", "more");
    private static final Failure FAILURE = new Failure(
            Failure.Kind.NEEDS_ATTENTION,
            "target",
            Message.of("engine.plan.missing"),
            "one\ntwo",
            Message.of("engine.plan.missing.remedy"));

    @Test
    void aSuccessKeepsAllItsProof() {
        var text = text(new Fact.CellEnded(CELL, GOOD));
        assertEquals(Kind.CELL, text.kind());
        assertEquals("shop.orders", text.subject());
        assertEquals("10.0.0.7", text.node());
        assertEquals(Verdict.PASSED, text.verdict());
        assertEquals(List.of("exit code 0", "12 of 12 files", "more"), text.evidence());
        assertEquals("", text.remedy());
    }

    @Test
    void aChangeOfPaceSaysHowManyLoadersWhyAndWhatWasSeen() {
        var reason = Message.of("run.pace.compactions", "10.0.0.3", "412");
        var text = text(new Fact.LoadPaced(2, reason, "10.0.0.3: 412\n10.0.0.4: 3"));
        assertEquals(
                "at most 2 loaders at once in all: target node 10.0.0.3 has 412 compactions pending", text.title());
        assertEquals(List.of("10.0.0.3: 412", "10.0.0.4: 3"), text.evidence());
        assertEquals(Verdict.TOLD, text.verdict());
        assertTrue(text(new Fact.LoadPaced(1, reason, "")).title().startsWith("at most one loader at once"));
        assertTrue(text(new Fact.LoadPaced(0, reason, "")).title().startsWith("no further loader is begun"));
    }

    @Test
    void aFailureSaysWhereWhyWhatWasSeenAndWhatToDo() {
        var step = new StepId(Step.CREDENTIALS, "10.0.0.7");
        var text = text(new Fact.StepEnded(step, new Outcome.Failed(FAILURE)));
        assertEquals(Verdict.FAILED, text.verdict());
        assertEquals("credentials on 10.0.0.7", text.title());
        assertEquals("10.0.0.7", text.node());
        assertEquals("target: there is no plan", text.reason());
        assertEquals(List.of("one", "two"), text.evidence());
        assertEquals("Make one.", text.remedy());
        assertEquals(
                Verdict.UNKNOWN,
                text(new Fact.StepEnded(step, new Outcome.Unknown(FAILURE))).verdict());
    }

    @Test
    void aCheckSaysTheWorstAndQuotesAll() {
        var text = text(new Fact.NodeChecked(
                "10.0.0.7",
                Check.NATIVE,
                Instant.EPOCH,
                List.of(finding(Severity.PASS, "a"), finding(Severity.BLOCK, "b"), finding(Severity.WARN, "c"))));
        assertEquals(Verdict.FAILED, text.verdict());
        assertTrue(text.reason().startsWith("b: "), text.reason());
        assertEquals(6, text.evidence().size(), "the place and what was seen there, three times: " + text.evidence());
        assertFalse(text.remedy().isBlank());
    }

    @Test
    void aCheckThatWasNotAskedIsNoSuccess() {
        var text = text(new Fact.NodeChecked("10.0.0.7", Check.REHEARSAL, Instant.EPOCH, List.of()));
        assertEquals(Verdict.TOLD, text.verdict());
        assertTrue(text.title().contains("not asked"), text.title());
    }

    private static FactText text(Fact fact) {
        return FactText.of(fact, Run.EMPTY.after(fact));
    }

    private static Finding finding(Severity severity, String place) {
        return new Finding(
                "code",
                severity,
                place,
                Message.of("engine.plan.missing"),
                "seen",
                Message.of("engine.plan.missing.remedy"));
    }
}
