package dev.ferry.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.migration.Limits;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Outcome;
import dev.ferry.plan.CellId;
import dev.ferry.plan.CellPlan;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final TableName ODD = new TableName("shop", "<b>\"Order,Lines\"</b>");
    private static final CellId ONE = new CellId(1, "10.0.0.1", ODD);
    private static final CellId TWO = new CellId(1, "10.0.0.2", ODD);
    private static final StepId LEFT = new StepId(Step.NODE_LEFT, "10.0.0.1");
    private static final Outcome GOOD = Outcome.Succeeded.shownBy("7 rows = 7 rows");
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void completeIsOnlyWhatIsLoadedProvenAndCleanedUp() {
        var facts = new ArrayList<Fact>(List.of(
                new Fact.RunStarted("p1", "0.1"),
                new Fact.CellStaged(ONE, 2, 2048),
                new Fact.CellEnded(ONE, GOOD),
                new Fact.CellStaged(TWO, 1, 1024),
                new Fact.CellEnded(TWO, GOOD)));
        assertFalse(summary(facts).isVerified());
        facts.add(new Fact.TableVerified(ODD, 1, 7, 7, 1, GOOD));
        assertTrue(summary(facts).isVerified());
        assertFalse(summary(facts).isComplete());
        assertEquals(List.of(LEFT), summary(facts).left());
        facts.add(new Fact.StepStarted(LEFT));
        assertFalse(summary(facts).isComplete(), "started is not done");
        facts.add(new Fact.StepEnded(LEFT, GOOD));
        assertTrue(summary(facts).isComplete());
        assertEquals(3072, summary(facts).bytes());
        assertEquals(Duration.ofMinutes(3), summary(facts).took());
        assertEquals(Map.of(1, 1L), summary(facts).tablesByLevel());
    }

    @Test
    void aPartLoadedTableIsNeverProvenEvenIfSomebodyCountedIt() {
        var summary = summary(List.of(
                new Fact.RunStarted("p1", "0.1"),
                new Fact.CellEnded(ONE, GOOD),
                new Fact.TableVerified(ODD, 1, 7, 7, 1, GOOD)));
        assertTrue(summary.tables().getFirst().isPartial());
        assertFalse(summary.tables().getFirst().isProven());
        assertFalse(summary.isVerified());
    }

    @Test
    void failedAndUnknownAreProblems() {
        var failure = new Failure(
                Failure.Kind.FATAL,
                "hop",
                Message.of("engine.plan.missing"),
                "",
                Message.of("engine.plan.missing.remedy"));
        var summary = summary(List.of(
                new Fact.RunStarted("p1", "0.1"),
                new Fact.CellEnded(ONE, new Outcome.Failed(failure)),
                new Fact.TableVerified(ODD, 1, 7, 6, 1, new Outcome.Unknown(failure))));
        assertEquals(2, summary.problems().size());
        assertFalse(summary.isComplete());
        assertTrue(HtmlReport.text(summary).contains("NOT complete"));
    }

    @Test
    void anEmptyMigrationProvesNothing() {
        var plan = new Plan("p1", START, source(), target(), List.of(), List.of(), List.of(), Limits.usual());
        var summary = Summary.of(new Summary.Names("acme", "there"), plan, Run.EMPTY, List.of(), START, START);
        assertFalse(summary.isVerified());
        assertFalse(summary.isComplete());
    }

    @Test
    void hostileNamesStayTextInHtmlAndOneFieldInCsv() {
        var summary = summary(List.of(
                new Fact.RunStarted("p1", "0.1"),
                new Fact.CellEnded(ONE, GOOD),
                new Fact.CellEnded(TWO, GOOD),
                new Fact.TableVerified(ODD, 1, 7, 7, 1, GOOD)));
        var html = HtmlReport.text(summary);
        assertFalse(html.contains("<b>"), "no markup from a name");
        assertTrue(html.contains("shop.&lt;b&gt;&quot;Order,Lines&quot;&lt;/b&gt;"));
        var lines = CsvReport.text(summary).lines().toList();
        assertEquals(
                "table,proven,level,rows_source,rows_target,ranges,cells,cells_loaded,sstables,bytes,loaders",
                lines.getFirst());
        assertEquals("\"shop.<b>\"\"Order,Lines\"\"</b>\",true,1,7,7,1,2,2,0,0,", lines.get(1));
    }

    @Test
    void whichLoaderLoadedWhatIsReportedNodeByNode() {
        var summary = summary(List.of(
                new Fact.RunStarted("p1", "0.1"),
                new Fact.LoaderChosen("10.0.0.1", "4.1.10", Fact.Origin.BROUGHT, 17, true),
                new Fact.LoaderChosen("10.0.0.2", "4.1.8", Fact.Origin.OWN, 11, true),
                new Fact.CellStaged(ONE, 2, 2048),
                new Fact.CellStaged(TWO, 0, 0)));
        assertEquals(
                List.of(new Summary.LoaderLine("10.0.0.1", "4.1.10", true, 17)),
                summary.loaders(),
                "the plan has no other node");
        assertEquals(
                List.of("4.1.10 brought, Java 17"),
                summary.tables().getFirst().loaders(),
                "a node that holds nothing of a table has loaded nothing of it");
        assertTrue(HtmlReport.text(summary)
                .contains("<strong>10.0.0.1</strong> loader of Cassandra 4.1.10, brought by Ferry, on Java 17"));
        var line = CsvReport.text(summary).lines().toList().get(1);
        assertTrue(line.endsWith("\"4.1.10 brought, Java 17\""), line);
    }

    private static Summary summary(List<Fact> facts) {
        var run = Run.EMPTY;
        for (var fact : facts) {
            run = run.after(fact);
        }
        var table = new TablePlan(ODD, new UUID(0, 1), List.of(new CellPlan(ONE, 2, 2048), new CellPlan(TWO, 1, 1024)));
        var plan = new Plan("p1", START, source(), target(), List.of(), List.of(), List.of(table), Limits.usual());
        return Summary.of(
                new Summary.Names("acme", "there"), plan, run, List.of(LEFT), START, START.plus(Duration.ofMinutes(3)));
    }

    private static SourceShape source() {
        return new SourceShape("acme", "f", List.of(new SourceShape.PlannedNode(new UUID(0, 1), "10.0.0.1", "4.1.10")));
    }

    private static TargetShape target() {
        return new TargetShape(CassandraVersion.of("4.1"), new TreeMap<>(Map.of("aiven", 1)));
    }
}
