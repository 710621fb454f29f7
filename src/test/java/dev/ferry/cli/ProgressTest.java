package dev.ferry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.json.Json;
import dev.ferry.migration.Limits;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Outcome;
import dev.ferry.outcome.Severity;
import dev.ferry.plan.CellId;
import dev.ferry.plan.CellPlan;
import dev.ferry.plan.Plan;
import dev.ferry.plan.SourceShape;
import dev.ferry.plan.TablePlan;
import dev.ferry.run.Check;
import dev.ferry.run.Fact;
import dev.ferry.run.Run;
import dev.ferry.run.RunEvent;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.run.Tick;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.schema.TableName;
import dev.ferry.schema.TargetShape;
import dev.ferry.text.Message;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jline.terminal.Size;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final CellId ORDERS = new CellId(1, "10.0.0.7", new TableName("shop", "orders"));
    private static final CellId EVENTS = new CellId(1, "10.0.0.8", new TableName("shop", "events"));
    private static final Outcome GOOD = Outcome.Succeeded.shownBy("exit code 0", "12 of 12 files", "details");

    @Test
    void aCellHasItsNameItsBarItsShareAndItsRate() throws Exception {
        var picture = live(
                100,
                new Fact.LoaderStarting(ORDERS, 1, 1),
                new Tick.CellMoved(ORDERS, 50, 32 << 20, false),
                new Fact.LoaderStarting(EVENTS, 1, 1));
        var orders = line(picture, "shop.orders");
        assertTrue(orders.matches("  shop\\.orders on 10\\.0\\.0\\.7 .*█+.* 50 % +32\\.0 MiB/s"), orders);
        var bar = orders.chars().filter(each -> each == '█').count();
        assertTrue(bar > 5 && bar < 40, "half a bar: " + orders);
        assertTrue(line(picture, "shop.events").contains("opening"), "nobody knows yet how far it is");
        assertTrue(line(picture, "cells").contains("0 of 2 cells · 512 B of 2.00 KiB"), line(picture, "cells"));
        assertTrue(picture.stream().allMatch(each -> each.length() <= 100), picture.toString());
    }

    @Test
    void aCellInALaunchersQueueIsDrawnOnceItMoves() throws Exception {
        var load = new Fact.StepStarted(StepId.of(Step.LOAD));
        var queued = new Fact.LoaderStarting(ORDERS, 1, 1, 2);
        var waiting = live(100, load, queued);
        assertTrue(waiting.stream().noneMatch(each -> each.contains("orders")), waiting.toString());
        assertTrue(line(waiting, "cells").contains("0 of 2 cells"), "how far all is, is said all the same");
        assertTrue(line(live(100, load, queued, new Tick.CellMoved(ORDERS, 7, 1, false)), "orders")
                .contains("7 %"));
    }

    @Test
    void whatIsFetchedForANodeIsSaidUntilItIsThere() throws Exception {
        var step = new StepId(Step.LOADER, "10.0.0.7");
        var told = new Tick.StepTold(step, Message.of("engine.bring.fetching", "guava-27.jar"));
        assertTrue(live(100, told).contains("  loader on 10.0.0.7: fetching guava-27.jar"));
        assertEquals(
                List.of(), live(100, told, new Fact.NodeChecked("10.0.0.7", Check.ROOM, Instant.EPOCH, List.of())));
    }

    @Test
    void aPlanSaysItsLoadersBeforeItsFindings() {
        var plan = plan();
        var own = new Finding(
                "loader.fit.own",
                Severity.PASS,
                "loader on 10.0.0.7",
                Message.of("loader.fit.own", "4.1.8"),
                "Java 11",
                Message.of("loader.fit.remedy.none"));
        var lines = PlanCommand.PlanText.lines(new Plan(
                plan.id(),
                plan.made(),
                plan.source(),
                plan.target(),
                List.of(own),
                plan.statements(),
                plan.tables(),
                plan.limits()));
        var place = lines.indexOf("Loaders:");
        assertEquals(
                List.of("✓ loader on 10.0.0.7: Ferry uses the node's own 4.1.8 loader.", "    Java 11"),
                lines.subList(place + 1, place + 3));
        assertTrue(place < lines.indexOf("Findings:"), lines.toString());
    }

    @Test
    void aNarrowTerminalGetsNoBar() throws Exception {
        var picture = live(50, new Tick.CellMoved(ORDERS, 50, 1, false));
        assertEquals("  shop.orders on 10.0.0.7 50 %", line(picture, "shop.orders"));
    }

    @Test
    void aStalledLoaderIsShownAsStalled() throws Exception {
        assertTrue(line(live(100, new Tick.CellMoved(ORDERS, 50, 1, true)), "orders")
                .contains("stalled"));
    }

    @Test
    void whatHasEndedIsDrawnNoMore() throws Exception {
        var picture = live(
                100,
                new Fact.LoaderStarting(ORDERS, 1, 1),
                new Fact.LoaderEnded(ORDERS, 1, 1, GOOD, 5),
                new Fact.StepStarted(StepId.of(Step.LOAD)),
                new Fact.StepEnded(StepId.of(Step.LOAD), GOOD));
        assertEquals(List.of(), picture);
    }

    @Test
    void manyCellsAreCountedNotDrawn() throws Exception {
        var ticks = new ArrayList<RunEvent>();
        for (var i = 0; i < 30; i++) {
            ticks.add(new Tick.CellMoved(new CellId(1, "n", new TableName("k", "t" + i)), 1, 1, false));
        }
        var picture = live(100, ticks.toArray(RunEvent[]::new));
        assertTrue(picture.stream().anyMatch(each -> each.contains("and 18 more")), picture.toString());
    }

    @Test
    void plainLinesSayEachThingOnce() {
        var text = plain(
                new Tick.StepTold(StepId.of(Step.TARGET), Message.of("engine.target.connecting", "there")),
                new Tick.StepTold(StepId.of(Step.TARGET), Message.of("engine.target.connecting", "there")),
                new Fact.CellStaged(ORDERS, 3, 1024),
                new Fact.CellEnded(ORDERS, GOOD));
        assertEquals(2, text.size(), text.toString());
        assertTrue(
                text.get(1).endsWith("✓ shop.orders on 10.0.0.7, 1.00 KiB  exit code 0; 12 of 12 files"), text.get(1));
    }

    @Test
    void aFailureIsSaidWithItsHopCauseEvidenceAndNextStep() {
        var failure = new Failure(
                Failure.Kind.FATAL,
                "node → target",
                Message.of("engine.plan.missing"),
                "word for word",
                Message.of("engine.plan.missing.remedy"));
        var text = String.join("\n", plain(new Fact.CellEnded(ORDERS, new Outcome.Failed(failure))));
        for (var part :
                List.of("✗ shop.orders on 10.0.0.7", "node → target: there is no plan", "│ word for word", "→ ")) {
            assertTrue(text.contains(part), text);
        }
        var unknown = String.join("\n", plain(new Fact.CellEnded(ORDERS, new Outcome.Unknown(failure))));
        assertTrue(unknown.contains("? shop.orders"), unknown);
    }

    @Test
    void whatSlowsTheLoadStandsBelowForAsLongAsItDoes() throws Exception {
        var load = new Fact.StepStarted(StepId.of(Step.LOAD));
        var slow = new Fact.LoadPaced(2, Message.of("run.pace.compactions", "10.0.0.3", 412), "10.0.0.3: 412");
        var words = "! at most 2 loaders at once in all: target node 10.0.0.3 has 412 compactions pending";
        assertTrue(live(100, load, slow).contains(words));
        assertFalse(live(100, slow).contains(words), "no load is under way");
        var full = new Fact.LoadPaced(8, Message.of("run.pace.full"), "10.0.0.3: 0");
        assertFalse(String.join("\n", live(100, load, slow, full)).contains("at most"));
        assertTrue(plain(slow).getFirst().endsWith("· " + words.substring(2) + "  10.0.0.3: 412"));
    }

    @Test
    void jsonIsOneObjectALineWithItsKind() throws Exception {
        var out = new StringWriter();
        try (var progress = new JsonProgress(new PrintWriter(out))) {
            progress.heard(new Fact.CellEnded(ORDERS, GOOD), Run.EMPTY);
            progress.heard(new Tick.CellMoved(ORDERS, 5, 7, false), Run.EMPTY);
        }
        var lines = out.toString().lines().toList();
        assertEquals(2, lines.size());
        assertEquals("CellEnded", Json.parse(lines.getFirst()).at("event", "is").text("none"));
        assertEquals(
                "orders",
                Json.parse(lines.get(1)).at("event", "cell", "table", "table").text("none"));
        assertFalse(lines.getFirst().contains("\n"));
    }

    private static List<String> live(int width, RunEvent... events) throws Exception {
        try (var terminal = new DumbTerminal(
                "test",
                "xterm",
                new ByteArrayInputStream(new byte[0]),
                new ByteArrayOutputStream(),
                StandardCharsets.UTF_8)) {
            terminal.setSize(new Size(width, 40));
            try (var progress = new LiveProgress(terminal, plan())) {
                var run = Run.EMPTY;
                for (var event : events) {
                    run = event instanceof Fact fact ? run.after(fact) : run;
                    progress.heard(event, run);
                }
                return progress.picture(width);
            }
        }
    }

    private static List<String> plain(RunEvent... events) {
        var out = new StringWriter();
        try (var progress = new PlainProgress(new PrintWriter(out), plan())) {
            var run = Run.EMPTY;
            for (var event : events) {
                run = event instanceof Fact fact ? run.after(fact) : run;
                progress.heard(event, run);
            }
        }
        return out.toString().lines().toList();
    }

    private static String line(List<String> picture, String word) {
        return picture.stream().filter(each -> each.contains(word)).findFirst().orElseThrow();
    }

    private static Plan plan() {
        var orders = new TablePlan(ORDERS.table(), new UUID(0, 1), List.of(new CellPlan(ORDERS, 3, 1024)));
        var events = new TablePlan(EVENTS.table(), new UUID(0, 2), List.of(new CellPlan(EVENTS, 3, 1024)));
        return new Plan(
                "p1",
                Instant.EPOCH,
                new SourceShape("acme", "f", List.of()),
                new TargetShape(CassandraVersion.of("4.1"), new TreeMap<>(Map.of("aiven", 1))),
                List.of(),
                List.of(),
                List.of(orders, events),
                Limits.usual());
    }
}
