package dev.ferry.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ferry.cluster.Cluster;
import dev.ferry.migration.Draft;
import dev.ferry.migration.Limits;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.SshSettings;
import dev.ferry.migration.Target;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Outcome;
import dev.ferry.outcome.Severity;
import dev.ferry.plan.CellId;
import dev.ferry.plan.CellPlan;
import dev.ferry.plan.Plan;
import dev.ferry.plan.SourceShape;
import dev.ferry.plan.TablePlan;
import dev.ferry.report.Standing.Holder;
import dev.ferry.report.Standing.Kind;
import dev.ferry.run.Fact;
import dev.ferry.run.Run;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.schema.Schema;
import dev.ferry.schema.TableName;
import dev.ferry.schema.TargetShape;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StandingTest {
    private static final Instant NOW = Instant.parse("2026-11-22T23:30:00Z");
    private static final ZoneId HERE = ZoneId.of("UTC");
    private static final TableName ORDERS = new TableName("shop", "orders");
    private static final CellId ONE = new CellId(1, "10.0.0.1", ORDERS);
    private static final CellId TWO = new CellId(1, "10.0.0.2", ORDERS);
    private static final StepId MODE = StepId.of(Step.MODE_OFF);
    private static final StepId NODE = new StepId(Step.NODE_LEFT, "10.0.0.1");
    private static final Outcome GOOD = Outcome.Succeeded.shownBy("seen");
    private static final Failure WHY = new Failure(
            Failure.Kind.RETRYABLE, "a", Message.of("document.missing"), "", Message.of("document.missing.remedy"));
    private static final Fact STARTED = new Fact.RunStarted("p1", "0.1");
    private static final Fact LOADING = new Fact.StepStarted(StepId.of(Step.LOAD));
    private static final Fact VERIFYING = new Fact.StepStarted(StepId.of(Step.VERIFY));
    private static final Fact PROVEN = new Fact.TableVerified(ORDERS, 1, 7, 7, 3, GOOD);
    private static final Fact STOPPED = new Fact.RunRested(Fact.Rest.STOPPED);
    private static final Fact BLOCKED = new Fact.RunRested(Fact.Rest.BLOCKED);
    private static final Fact DONE = new Fact.RunRested(Fact.Rest.DONE);

    static Stream<Arguments> runs() {
        return Stream.of(
                runs(Kind.PLANNED, "Planned: 2 cells, 3.00 KiB", Holder.NOBODY),
                runs(Kind.RUNNING, "Preparing target and nodes", Holder.SOMEBODY, STARTED),
                runs(Kind.RESTING, "Rests before the load: 2 cells to load", Holder.NOBODY, STARTED),
                runs(Kind.RESTING, "Rests before the load: 2 cells to load", Holder.SOMEBODY, STARTED, DONE),
                runs(Kind.ATTENTION, "Needs attention: 0 of 2 cells loaded", Holder.NOBODY, STARTED, BLOCKED),
                runs(Kind.RUNNING, "Loading: 1 of 2 cells", Holder.SOMEBODY, STARTED, LOADING, ended(ONE)),
                runs(Kind.RESTING, "Rests: 1 of 2 cells loaded", Holder.NOBODY, STARTED, LOADING, ended(ONE)),
                runs(Kind.RESTING, "Rests: 1 of 2 cells loaded", Holder.NOBODY, STARTED, LOADING, ended(ONE), STOPPED),
                runs(
                        Kind.ATTENTION,
                        "1 of 2 cells failed or are unknown, 1 loaded",
                        Holder.NOBODY,
                        STARTED,
                        LOADING,
                        ended(ONE),
                        new Fact.CellEnded(TWO, new Outcome.Unknown(WHY)),
                        BLOCKED),
                runs(Kind.RESTING, "Loaded, not verified: 2 cells", Holder.NOBODY, loaded(STOPPED)),
                runs(Kind.RUNNING, "Verifying: 0 of 1 tables", Holder.SOMEBODY, loaded(VERIFYING)),
                runs(
                        Kind.RESTING,
                        "Verification rests: 0 of 1 tables checked",
                        Holder.NOBODY,
                        loaded(VERIFYING, STOPPED)),
                runs(
                        Kind.ATTENTION,
                        "Verification rests: 1 of 1 tables checked",
                        Holder.NOBODY,
                        loaded(
                                VERIFYING,
                                new Fact.TableVerified(ORDERS, 1, 7, 8, 3, new Outcome.Failed(WHY)),
                                BLOCKED)),
                runs(Kind.VERIFIED, "Verified, not finished", Holder.NOBODY, loaded(VERIFYING, PROVEN, DONE)),
                runs(
                        Kind.RUNNING,
                        "Verified, 1 of 2 clean-up steps done",
                        Holder.SOMEBODY,
                        loaded(PROVEN, DONE, STARTED, cleaned(MODE))),
                runs(
                        Kind.ATTENTION,
                        "Verified, 1 of 2 clean-up steps done",
                        Holder.NOBODY,
                        loaded(PROVEN, cleaned(MODE), BLOCKED)),
                runs(
                        Kind.FINISHED,
                        "Finished with proof on 2026-11-22",
                        Holder.NOBODY,
                        loaded(PROVEN, cleaned(MODE), cleaned(NODE), DONE)),
                runs(
                        Kind.ABANDONED,
                        "Given up on 2026-11-22, nothing of Ferry left",
                        Holder.NOBODY,
                        STARTED,
                        LOADING,
                        ended(ONE),
                        cleaned(MODE),
                        cleaned(NODE),
                        DONE),
                // another plan was made since: of the old one nothing counts
                runs(
                        Kind.PLANNED,
                        "Planned: 2 cells, 3.00 KiB",
                        Holder.NOBODY,
                        new Fact.RunStarted("p7", "0.1"),
                        DONE));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void aRunStands(Kind kind, String line, Holder holder, List<Fact> facts) {
        var run = Run.EMPTY;
        for (var fact : facts) {
            run = run.after(fact);
        }
        var pages = new Standing.Pages(whole(), survey(), plan(List.of()), run, List.of(MODE, NODE), NOW);
        assertStands(kind, line, Standing.of(pages, holder, HERE));
    }

    @Test
    void aDraftSaysWhatComesNext() {
        var empty = Draft.named("acme");
        assertStands(Kind.DRAFT, "New: no source yet", draft(empty, null));
        assertStands(Kind.DRAFT, "Source not looked at yet", draft(empty.with(source()), null));
        assertStands(Kind.DRAFT, "Source seen, no target yet", draft(empty.with(source()), survey()));
        assertStands(Kind.DRAFT, "Source and target chosen, no plan yet", draft(whole(), survey()));
    }

    @Test
    void aBlockedPlanNeedsAttention() {
        var finding = new Finding(
                "a.b", Severity.BLOCK, "there", Message.of("document.missing"), "", Message.of("document.missing"));
        var pages = new Standing.Pages(whole(), survey(), plan(List.of(finding)), Run.EMPTY, List.of(), null);
        assertStands(Kind.ATTENTION, "Plan blocked, findings to mend: 1", Standing.of(pages, Holder.NOBODY, HERE));
    }

    @Test
    void aDayIsADayWhereItsReaderLives() {
        var run = Run.EMPTY;
        for (var fact : loaded(PROVEN, cleaned(MODE), DONE)) {
            run = run.after(fact);
        }
        var pages = new Standing.Pages(whole(), survey(), plan(List.of()), run, List.of(MODE), NOW);
        assertStands(
                Kind.FINISHED,
                "Finished with proof on 2026-11-23",
                Standing.of(pages, Holder.NOBODY, ZoneId.of("Europe/Vienna")));
    }

    private static void assertStands(Kind kind, String line, Standing standing) {
        assertEquals(line, Messages.text(standing.line()));
        assertEquals(kind, standing.kind());
    }

    private static Standing draft(Draft draft, @Nullable Cluster survey) {
        return Standing.of(new Standing.Pages(draft, survey, null, Run.EMPTY, List.of(), null), Holder.SOMEBODY, HERE);
    }

    private static Arguments runs(Kind kind, String line, Holder holder, Fact... facts) {
        return Arguments.of(kind, line, holder, Arrays.asList(facts));
    }

    private static Fact[] loaded(Fact... then) {
        var facts = new ArrayList<>(List.of(STARTED, LOADING, ended(ONE), ended(TWO)));
        facts.addAll(Arrays.asList(then));
        return facts.toArray(Fact[]::new);
    }

    private static Fact ended(CellId cell) {
        return new Fact.CellEnded(cell, GOOD);
    }

    private static Fact cleaned(StepId step) {
        return new Fact.StepEnded(step, GOOD);
    }

    private static Draft whole() {
        return Draft.named("acme")
                .with(source())
                .with(new Target.CassandraCluster(List.of("10.1.0.1"), 9042, 7000, null, null, null));
    }

    private static SourceSettings source() {
        return SourceSettings.plain(List.of("10.0.0.1"), 9042, SshSettings.of("ops", 22));
    }

    private static Cluster survey() {
        return new Cluster(NOW, "prod", "Murmur3Partitioner", List.of(), new Schema(List.of()));
    }

    private static Plan plan(List<Finding> findings) {
        return new Plan(
                "p1",
                NOW,
                new SourceShape("prod", "f", List.of()),
                new TargetShape(CassandraVersion.of("4.1"), new TreeMap<>(Map.of("aiven", 1))),
                findings,
                List.of(),
                List.of(new TablePlan(
                        ORDERS, new UUID(0, 1), List.of(new CellPlan(ONE, 2, 2048), new CellPlan(TWO, 1, 1024)))),
                Limits.usual());
    }
}
