package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ferry.migration.Limits;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Outcome;
import dev.ferry.plan.Plan;
import dev.ferry.plan.SourceShape;
import dev.ferry.plan.TablePlan;
import dev.ferry.run.Fact;
import dev.ferry.run.Run;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.schema.TableName;
import dev.ferry.schema.TargetShape;
import dev.ferry.text.Message;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VerificationTest {
    private static final TableName ORDERS = new TableName("shop", "orders");
    private static final Outcome GOOD = Outcome.Succeeded.shownBy("seen");
    private static final Outcome BAD = new Outcome.Failed(
            new Failure(Failure.Kind.NEEDS_ATTENTION, "hop", Message.of("cause"), "", Message.of("remedy")));

    /// Counted again, found different, and cut off before the step could say so: it is not over.
    @Test
    void aTableThatIsNotGreenAnyMoreHasToBeVerifiedAgain() {
        var run = Run.EMPTY.after(new Fact.RunStarted("p1", "0.1"));
        assertEquals(false, Verification.isOver(run, plan()));
        run = run.after(new Fact.TableVerified(ORDERS, 1, 7, 7, 1, GOOD));
        run = run.after(new Fact.StepEnded(StepId.of(Step.VERIFY), GOOD));
        assertEquals(true, Verification.isOver(run, plan()));
        run = run.after(new Fact.TableVerified(ORDERS, 1, 7, 6, 1, BAD));
        assertEquals(false, Verification.isOver(run, plan()));
    }

    private static Plan plan() {
        return new Plan(
                "p1",
                Instant.EPOCH,
                new SourceShape("acme", "f", List.of()),
                new TargetShape(CassandraVersion.of("4.1"), new TreeMap<>(Map.of("aiven", 1))),
                List.of(),
                List.of(),
                List.of(new TablePlan(ORDERS, new UUID(0, 1), List.of())),
                Limits.usual());
    }
}
