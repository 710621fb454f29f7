package dev.ferry.finish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.finish.Gate.Kind;
import dev.ferry.migration.Limits;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Outcome;
import dev.ferry.plan.CellId;
import dev.ferry.plan.CellPlan;
import dev.ferry.plan.Plan;
import dev.ferry.plan.SourceShape;
import dev.ferry.plan.SourceShape.PlannedNode;
import dev.ferry.plan.TablePlan;
import dev.ferry.run.Fact;
import dev.ferry.run.Run;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.schema.Stage;
import dev.ferry.schema.Statement;
import dev.ferry.schema.TableName;
import dev.ferry.schema.TargetShape;
import dev.ferry.text.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ChecklistTest {
    private static final String A = "10.0.0.1";
    private static final String B = "10.0.0.2";
    private static final TableName ORDERS = new TableName("shop", "orders");
    private static final CellId ON_A = new CellId(1, A, ORDERS);
    private static final CellId ON_B = new CellId(1, B, ORDERS);
    private static final Outcome GOOD = Outcome.Succeeded.shownBy("seen");
    private static final Failure FAILURE =
            new Failure(Failure.Kind.RETRYABLE, "hop", Message.of("cause"), "", Message.of("remedy"));
    private static final Outcome BAD = new Outcome.Failed(FAILURE);

    private static final StepId INDEX = new StepId(Step.SCHEMA_AFTER, "create.index");
    private static final StepId SETTING = new StepId(Step.SETTINGS, "gc");
    private static final StepId LOGIN = StepId.of(Step.LOGIN_REMOVED);
    private static final StepId MODE = StepId.of(Step.MODE_OFF);
    private static final StepId SNAPSHOT_A = new StepId(Step.SNAPSHOT_REMOVED, A);
    private static final StepId SNAPSHOT_B = new StepId(Step.SNAPSHOT_REMOVED, B);
    private static final StepId FOLDER_A = new StepId(Step.NODE_LEFT, A);
    private static final StepId FOLDER_B = new StepId(Step.NODE_LEFT, B);
    private static final List<StepId> CLEANING =
            List.of(SETTING, LOGIN, MODE, SNAPSHOT_A, FOLDER_A, SNAPSHOT_B, FOLDER_B);

    private static final Fact[] LOADED = {new Fact.CellEnded(ON_A, GOOD), new Fact.CellEnded(ON_B, GOOD)};
    private static final Fact[] VERIFIED = {new Fact.TableVerified(ORDERS, 1, 7, 7, 1, GOOD)};

    /// What has happened → how the gates stand: o open, ~ running, + done, ! failed, and the initial of the
    /// gate that has to open first.
    @Test
    void theGatesOpenInOrder() {
        record Case(String gates, Fact[]... facts) {}
        var cases = List.of(
                new Case("o L L L L L L L"),
                new Case("! L L L L L L L", facts(new Fact.CellEnded(ON_A, BAD))),
                new Case(
                        "! L L L L L L L",
                        facts(new Fact.CellEnded(ON_A, GOOD), new Fact.CellEnded(ON_B, new Outcome.Unknown(FAILURE)))),
                new Case("o L L L L L L L", facts(new Fact.CellEnded(ON_A, GOOD))),
                new Case("+ o I I I I I I", LOADED),
                new Case("+ ! I I I I I I", LOADED, ended(INDEX, BAD)),
                new Case("+ + o V V V V V", LOADED, ended(INDEX, GOOD)),
                new Case(
                        "+ + ! V V V V V",
                        LOADED,
                        ended(INDEX, GOOD),
                        facts(new Fact.TableVerified(ORDERS, 1, 7, 6, 1, BAD))),
                new Case("+ + + o S S S S", LOADED, ended(INDEX, GOOD), VERIFIED),
                new Case("+ + + + o l l l", LOADED, ended(INDEX, GOOD), VERIFIED, ended(SETTING, GOOD)),
                new Case(
                        "+ + + + + ! M M",
                        LOADED,
                        ended(INDEX, GOOD),
                        VERIFIED,
                        ended(SETTING, GOOD),
                        ended(LOGIN, GOOD),
                        ended(MODE, BAD)),
                new Case(
                        "+ + + + + + o s",
                        LOADED,
                        ended(INDEX, GOOD),
                        VERIFIED,
                        ended(SETTING, GOOD),
                        ended(LOGIN, GOOD),
                        ended(MODE, GOOD),
                        ended(SNAPSHOT_A, GOOD)),
                new Case(
                        "+ + + + + + + +",
                        LOADED,
                        ended(INDEX, GOOD),
                        VERIFIED,
                        ended(SETTING, GOOD),
                        ended(LOGIN, GOOD),
                        ended(MODE, GOOD),
                        ended(SNAPSHOT_A, GOOD),
                        ended(SNAPSHOT_B, GOOD),
                        ended(FOLDER_A, GOOD),
                        ended(FOLDER_B, GOOD)));
        for (var each : cases) {
            assertEquals(each.gates(), signs(Checklist.resting(plan(), run(each.facts()), CLEANING)));
        }
    }

    @Test
    void whatWasStartedRunsOnlyWhileSomebodyCarriesItOut() {
        var begun = run(LOADED, ended(INDEX, GOOD), VERIFIED, facts(new Fact.StepStarted(SETTING)));
        assertEquals("+ + + ~ S S S S", signs(Checklist.underWay(plan(), begun, CLEANING)));
        assertEquals("+ + + o S S S S", signs(Checklist.resting(plan(), begun, CLEANING)));
        var loading = run(facts(new Fact.LoaderStarting(ON_A, 1, 1)));
        assertEquals("~ L L L L L L L", signs(Checklist.underWay(plan(), loading, CLEANING)));
        assertEquals("o L L L L L L L", signs(Checklist.resting(plan(), loading, CLEANING)));
    }

    @Test
    void oneNodeThatFailsIsShownBesideThoseThatAreDone() {
        var run = run(
                LOADED,
                ended(INDEX, GOOD),
                VERIFIED,
                ended(SETTING, GOOD),
                ended(LOGIN, GOOD),
                ended(MODE, GOOD),
                ended(SNAPSHOT_A, GOOD),
                ended(SNAPSHOT_B, BAD));
        var gate = Checklist.resting(plan(), run, CLEANING).gate(Kind.SNAPSHOTS).orElseThrow();
        assertEquals(new GateState.Failed(FAILURE), gate.state());
        assertEquals(1, gate.partsDone());
        assertEquals(
                List.of(A, B), gate.parts().stream().map(Gate.Part::subject).toList());
        assertEquals(
                new GateState.Done(List.of("seen")), gate.parts().getFirst().state());
    }

    @Test
    void aTargetWithoutMigrationModeHasNoSuchGate() {
        var checklist = Checklist.resting(plan(), Run.EMPTY, List.of(LOGIN));
        assertTrue(checklist.gate(Kind.MODE).isEmpty());
        assertEquals(7, checklist.gates().size());
    }

    @Test
    void whereNothingHasToBePutBackTheGateIsDone() {
        var empty = new Plan(
                "p1",
                Instant.EPOCH,
                plan().source(),
                plan().target(),
                List.of(),
                List.of(),
                plan().tables(),
                Limits.usual());
        var checklist = Checklist.resting(empty, run(LOADED, VERIFIED), List.of(LOGIN));
        assertTrue(checklist.gate(Kind.SETTINGS).orElseThrow().isDone());
        assertTrue(checklist.isReady());
        assertEquals(Kind.LOGIN, checklist.next().orElseThrow().kind());
    }

    @Test
    void onlyWhatIsLoadedBuiltAndProvenIsReady() {
        assertFalse(Checklist.resting(plan(), run(LOADED, ended(INDEX, GOOD)), CLEANING)
                .isReady());
        assertFalse(Checklist.resting(plan(), run(LOADED, VERIFIED), CLEANING).isReady());
        var ready = Checklist.resting(plan(), run(LOADED, ended(INDEX, GOOD), VERIFIED), CLEANING);
        assertTrue(ready.isReady());
        assertFalse(ready.isDone());
    }

    @Test
    void whatFerryMadeIsLeftUntilItIsRemoved() {
        assertEquals(List.of(), Checklist.resting(plan(), Run.EMPTY, CLEANING).left());
        var made = facts(
                new Fact.StepStarted(StepId.of(Step.LOGIN)),
                new Fact.NodeEntered(A, List.of("/data/.ferry-m")),
                new Fact.StepStarted(new StepId(Step.SNAPSHOT, A)),
                new Fact.StepStarted(new StepId(Step.SNAPSHOT, B)));
        assertEquals(List.of(LOGIN, SNAPSHOT_A, FOLDER_A, SNAPSHOT_B), left(made));
        assertEquals(
                List.of(SNAPSHOT_A, SNAPSHOT_B),
                left(made, ended(LOGIN, GOOD), ended(SNAPSHOT_A, BAD), ended(FOLDER_A, GOOD)));
        assertEquals(
                List.of(),
                left(
                        made,
                        ended(LOGIN, GOOD),
                        ended(SNAPSHOT_A, GOOD),
                        ended(FOLDER_A, GOOD),
                        ended(SNAPSHOT_B, GOOD)));
    }

    // The fold forgets the steps of an earlier plan, but not that its folders are on the node.
    @Test
    void whatAnEarlierPlanLeftIsLeft() {
        var run = run(facts(
                new Fact.RunStarted("p1", "0.1"),
                new Fact.NodeEntered(A, List.of("/data/.ferry-m")),
                new Fact.RunStarted("p2", "0.1")));
        assertEquals(
                List.of(SNAPSHOT_A, FOLDER_A),
                Checklist.resting(plan(), run, CLEANING).left());
    }

    @Test
    void theLoginThatAnEarlierPlanMadeIsLeftWhileItsCredentialsLieOnANode() {
        var run = run(facts(
                new Fact.RunStarted("p1", "0.1"),
                new Fact.StepStarted(StepId.of(Step.LOGIN)),
                new Fact.CredentialsInstalled(A, "/data/.ferry-m/credentials-1", Instant.EPOCH),
                new Fact.RunStarted("p2", "0.1")));
        assertEquals(List.of(LOGIN), Checklist.resting(plan(), run, CLEANING).left());
    }

    @Test
    void ofTablesOnlyThoseThatAreNotProvenAreListed() {
        var checklist = Checklist.resting(plan(), run(LOADED, ended(INDEX, GOOD)), CLEANING);
        assertEquals(
                "shop.orders",
                checklist.gate(Kind.VERIFIED).orElseThrow().parts().getFirst().subject());
        var proven = Checklist.resting(plan(), run(LOADED, VERIFIED), CLEANING)
                .gate(Kind.VERIFIED)
                .orElseThrow();
        assertEquals(List.of(), proven.parts());
        assertInstanceOf(GateState.Done.class, proven.state());
    }

    private static String signs(Checklist checklist) {
        return checklist.gates().stream().map(gate -> sign(gate.state())).collect(Collectors.joining(" "));
    }

    private static String sign(GateState state) {
        return switch (state) {
            case GateState.Open _ -> "o";
            case GateState.Running _ -> "~";
            case GateState.Done _ -> "+";
            case GateState.Failed _ -> "!";
            case GateState.Blocked blocked ->
                switch (blocked.by()) {
                    case LOADED -> "L";
                    case INDEXES -> "I";
                    case VERIFIED -> "V";
                    case SETTINGS -> "S";
                    case LOGIN -> "l";
                    case MODE -> "M";
                    case SNAPSHOTS -> "s";
                    case FOLDERS -> "F";
                };
        };
    }

    private static List<StepId> left(Fact[]... facts) {
        return Checklist.resting(plan(), run(facts), CLEANING).left();
    }

    private static Fact[] facts(Fact... facts) {
        return facts;
    }

    private static Fact[] ended(StepId step, Outcome outcome) {
        return facts(new Fact.StepStarted(step), new Fact.StepEnded(step, outcome));
    }

    private static Run run(Fact[]... facts) {
        var run = Run.EMPTY;
        for (var some : facts) {
            for (var fact : some) {
                run = run.after(fact);
            }
        }
        return run;
    }

    private static Plan plan() {
        var nodes = new ArrayList<PlannedNode>();
        for (var node : List.of(A, B)) {
            nodes.add(new PlannedNode(new UUID(0, nodes.size()), node, "4.1.10"));
        }
        return new Plan(
                "p1",
                Instant.EPOCH,
                new SourceShape("acme", "f", nodes),
                new TargetShape(CassandraVersion.of("4.1"), new TreeMap<>(Map.of("aiven", 1))),
                List.of(),
                List.of(
                        new Statement("create.index", Stage.AFTER_LOAD, "shop", "index shop.by_day", "CREATE INDEX"),
                        new Statement("gc", Stage.FINISH, "shop", "table shop.orders", "ALTER TABLE")),
                List.of(new TablePlan(
                        ORDERS, new UUID(0, 9), List.of(new CellPlan(ON_A, 1, 5), new CellPlan(ON_B, 1, 5)))),
                Limits.usual());
    }
}
