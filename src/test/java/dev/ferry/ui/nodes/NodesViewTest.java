package dev.ferry.ui.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cluster.Cluster;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Outcome;
import dev.ferry.outcome.Severity;
import dev.ferry.plan.Plan;
import dev.ferry.run.Check;
import dev.ferry.run.Fact;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.run.Tick;
import dev.ferry.text.Message;
import dev.ferry.ui.FakeEngine;
import dev.ferry.ui.MainWindow;
import dev.ferry.ui.NoActions;
import dev.ferry.ui.Samples;
import dev.ferry.ui.Screen;
import dev.ferry.ui.Window;
import dev.ferry.ui.controls.StageDialogs;
import dev.ferry.ui.work.Desk;
import dev.ferry.ui.work.JourneyStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodesViewTest {
    private static final String ONE = "10.20.0.11";
    private static final String TWO = "10.20.0.12";
    private static final String THREE = "10.20.0.13";

    @TempDir
    private Path folder;

    private final Window window = Window.open();

    @Test
    void nothingIsClaimedBeforeTheFirstCheckAndTheSchemaComesFirst() {
        var desk = show(8, List.of());
        window.shoot("nodes-empty");
        assertEquals("Nothing has been checked yet; no data moves by a check.", text(".page-subtitle"));
        window.clickOn("#check-all");
        window.until("it was started", () -> desk.live().get() != null);
        assertTrue(window.dialogs.said.getFirst().contains("statements are applied"), window.dialogs.said.toString());
        assertEquals(List.of("start CHECKED"), window.engine.asked);
        assertTrue(window.lookup("#stop-checks").query().isVisible());
        window.clickOn("#stop-checks");
        assertEquals("leave", window.engine.asked.getLast());
    }

    @Test
    void aJavaForTheNodesIsReadBeforeItIsKept() throws Exception {
        var desk = show(8, List.of());
        var pane = Window.onFx(() -> new JavaPane(desk));
        window.show(() -> new Screen() {
            @Override
            public javafx.scene.layout.Region root() {
                return pane.root();
            }
        });
        window.shoot("nodes-java-none");
        window.dialogs.file = Files.writeString(folder.resolve("java.zip"), "PK\u0003\u0004");
        window.clickOn("#java-archive-choose");
        window.until(
                "it is refused", () -> window.lookup(".failure-pane").tryQuery().isPresent());
        window.shoot("nodes-java-refused");
        assertTrue(pane.root().getPseudoClassStates().contains(StageDialogs.INVALID));
        window.clickOn("#java-archive-none");
        Window.onFx(() -> {
            pane.save();
            return true;
        });
        assertEquals(null, desk.draft().get().options().javaArchive());

        window.dialogs.file = java();
        window.clickOn("#java-archive-choose");
        window.until("it is read", () -> !pane.root().getPseudoClassStates().contains(StageDialogs.INVALID));
        window.shoot("nodes-java-chosen");
        Window.onFx(() -> {
            pane.save();
            return true;
        });
        assertEquals(
                window.dialogs.file.toString(), desk.draft().get().options().javaArchive());
    }

    private Path java() throws Exception {
        var jdk = Files.createDirectories(folder.resolve("jdk-17.0.15/bin"));
        Files.write(jdk.resolve("java"), new byte[2000]);
        Files.writeString(
                jdk.resolveSibling("release"), "JAVA_VERSION=\"17.0.15\"\nOS_NAME=\"Linux\"\nOS_ARCH=\"x86_64\"\n");
        var tar = new ProcessBuilder("tar", "-czf", "jdk-17.tar.gz", "jdk-17.0.15")
                .directory(folder.toFile())
                .start();
        assertEquals(0, tar.waitFor());
        return folder.resolve("jdk-17.tar.gz");
    }

    @Test
    void cellsAreAnsweredWhileItRuns() {
        var facts = Samples.facts(plan(8), Samples.Until.SCHEMA);
        var desk = show(8, facts);
        window.clickOn("#check-all");
        window.until("it was started", () -> desk.live().get() != null);
        var run = window.engine.run;
        var nodes = plan(8).source().nodes();
        var happened = new ArrayList<Fact>();
        for (var node : nodes.subList(0, 4)) {
            Samples.checked(happened, node.address(), Samples.findings(node.address()));
        }
        happened.forEach(run::happen);
        var fifth = nodes.get(4).address();
        var credentials = new StepId(Step.CREDENTIALS, fifth);
        run.happen(new Fact.ChecksAsked(fifth, List.of(Check.ofNodes().toArray(Check[]::new))));
        for (var check : List.of(Check.LOADER, Check.JAVA, Check.FORMATS, Check.DIRECTORIES)) {
            run.happen(new Fact.NodeChecked(
                    fifth,
                    check,
                    java.time.Instant.now(),
                    Samples.findings(fifth).get(check)));
        }
        run.happen(new Fact.StepStarted(credentials));
        run.happen(new Fact.StepEnded(credentials, dev.ferry.outcome.Outcome.Succeeded.shownBy("there")));
        run.happen(new Fact.CredentialsInstalled(fifth, "/data/.ferry/credentials-1", java.time.Instant.now()));
        run.tell(new Tick.NodeChecking(fifth, List.of(Check.ROOM, Check.FOLDER)));
        var sixth = nodes.get(5).address();
        run.happen(new Fact.ChecksAsked(sixth, List.of(Check.ofNodes().toArray(Check[]::new))));
        run.happen(new Fact.StepStarted(new StepId(Step.CREDENTIALS, sixth)));
        window.until("it is drawn", () -> text(".page-subtitle").startsWith("Checking: 64 of 135"));
        window.shoot("nodes-running");
        Window.onFx(() -> {
            var lines = table().getItems();
            assertEquals(
                    CheckCell.State.RUNNING, lines.get(4).cell(Check.ROOM).get().state());
            assertEquals(
                    CheckCell.State.WAITING,
                    lines.get(4).cell(Check.NATIVE).get().state());
            assertEquals(
                    CheckCell.State.WAITING,
                    lines.get(7).cell(Check.LOADER).get().state());
            return true;
        });
    }

    @Test
    void aBroughtLoaderIsSaidBeforeWhileAndAfterItIsBrought() {
        window.engine.cluster = Samples.withoutLoaders(Samples.cluster(4, 8), 8, 17);
        var planned = plan(4);
        window.engine.plan = new Plan(
                planned.id(),
                planned.made(),
                planned.source(),
                planned.target(),
                List.of(
                        Samples.finding(
                                Severity.PASS,
                                "loader on 10.20.0.11, 10.20.0.12",
                                "Java 17\n40.3 MiB of jars to each node",
                                "loader.fit.bring.missing",
                                "4.1.10",
                                "",
                                "4.1.8",
                                ""),
                        Samples.finding(
                                Severity.PASS,
                                "loader on 10.20.0.13, 10.20.0.14",
                                "Java from your archive\n40.3 MiB of jars to each node",
                                "loader.fit.bring.protocol",
                                "4.1.10",
                                "3.11.19",
                                "4.1.8",
                                "8")),
                planned.statements(),
                planned.tables(),
                planned.limits());
        var desk = show(Samples.facts(planned, Samples.Until.SCHEMA), window.engine.cluster);
        window.shoot("nodes-loaders-planned");
        window.clickOn("#check-all");
        window.until("it was started", () -> desk.live().get() != null);
        var run = window.engine.run;
        for (var node : planned.source().nodes()) {
            bringing(run, node.address());
        }
        var step = new StepId(Step.LOADER, ONE);
        run.happen(new Fact.StepStarted(step));
        run.happen(new Fact.StepEnded(step, Outcome.Succeeded.shownBy("45 jars")));
        run.happen(new Fact.LoaderChosen(ONE, "4.1.10", Fact.Origin.BROUGHT, 17, true));
        for (var node : List.of(TWO, THREE)) {
            run.happen(new Fact.StepStarted(new StepId(Step.LOADER, node)));
            run.tell(new Tick.StepTold(
                    new StepId(Step.LOADER, node),
                    Message.of("engine.bring.uploading", "4.1.10", "12.1 MiB", "40.3 MiB")));
        }
        choose(1, Check.LOADER);
        window.until(
                "it is told",
                () -> window.lookup("#nodes-detail .label").<Label>queryAll().stream()
                        .anyMatch(label -> label.getText()
                                .equals("bringing the loader of Cassandra 4.1.10: 12.1 MiB of 40.3 MiB")));
        window.shoot("nodes-loaders-bringing");
        run.happen(new Fact.StepEnded(
                new StepId(Step.LOADER, TWO),
                new Outcome.Failed(new Failure(
                        Failure.Kind.NEEDS_ATTENTION,
                        "source node " + TWO,
                        Message.of("source.bring.full", "/var/lib/cassandra/data/.ferry-macme01/loader-4.1.10", "40"),
                        "write: No space left on device",
                        Message.of("source.bring.full.remedy", "", "")))));
        choose(1, Check.LOADER);
        window.until("it is said", () -> text(".detail-title").equals("Loader on 10.20.0.12: Not brought"));
        window.shoot("nodes-loaders-failed");
        choose(0, Check.LOADER);
        window.until("it is said", () -> text(".detail-title").equals("Loader on 10.20.0.11: Brought 4.1.10"));
        window.shoot("nodes-loaders-brought");
    }

    private static void bringing(FakeEngine.FakeRun run, String node) {
        run.happen(new Fact.ChecksAsked(node, List.of(Check.ofNodes().toArray(Check[]::new))));
        for (var check :
                List.of(Check.LOADER, Check.JAVA, Check.FORMATS, Check.DIRECTORIES, Check.ROOM, Check.FOLDER)) {
            run.happen(new Fact.NodeChecked(
                    node, check, java.time.Instant.now(), Samples.findings(node).get(check)));
        }
    }

    @Test
    void aBlockedCellSaysWhyWhatWasSeenAndWhatToDo() {
        var desk = show(8, blockedFacts(plan(8)));
        window.shoot("nodes-blocked-groups");
        choose(2, Check.INTERNODE);
        window.shoot("nodes-blocked");
        assertTrue(text(".detail-title").startsWith("Internode on 10.20.0.13: Block 1/3"), text(".detail-title"));
        window.clickOn(".copy-remedy");
        assertTrue(
                window.dialogs.said.getLast().startsWith("copied Check the port number"),
                window.dialogs.said.toString());
        window.clickOn("#check-again-cell");
        window.until("it was started", () -> desk.live().get() != null);
        assertEquals("start CHECKED", window.engine.asked.getLast());
        assertEquals(
                dev.ferry.engine.Scope.ofCheck(THREE, Check.INTERNODE), window.engine.scope, "that cell and no other");
    }

    @Test
    void aGroupSaysItsWorstAndOpensIntoItsChecks() {
        show(8, blockedFacts(plan(8)));
        chooseGroup(2, Check.Group.WAY);
        assertEquals("Way on 10.20.0.13: Block 1/3", text(".detail-title"));
        window.shoot("nodes-group");
        window.clickOn(".brief-title");
        assertTrue(text(".detail-title").startsWith("CQL port on 10.20.0.13: Pass"), text(".detail-title"));
        chooseGroup(3, Check.Group.LOADER);
        assertEquals("Loader on 10.20.0.14: Own 4.1.8", text(".detail-title"));
        chooseGroup(4, Check.Group.FILES);
        assertEquals("Files on 10.20.0.15: Warn 1/4", text(".detail-title"));
    }

    @Test
    void whatIsWrongWithAClusterIsSaidOnceWithItsRemedy() {
        var facts = Samples.facts(plan(8), Samples.Until.CHECKED);
        Samples.clustersChecked(facts, troubled());
        var desk = show(8, facts);
        window.clickOn("#cluster-source_clocks");
        window.settle();
        window.shoot("nodes-cluster");
        assertEquals("Source cluster, Clocks: Warn", text(".detail-title"));
        assertTrue(
                window.lookup(".banner .label").<Label>queryAll().stream()
                        .anyMatch(label -> label.getText().contains("Blocked by checks of the clusters: 1")),
                "the banner says it");
        window.clickOn(".copy-remedy");
        assertTrue(window.dialogs.said.getLast().contains("chronyc"), window.dialogs.said.toString());
        window.clickOn("#cluster-source_repairs");
        window.shoot("nodes-cluster-repairs");
        window.clickOn("#cluster-target_ring");
        window.clickOn("#check-again-cluster");
        window.until("it was started", () -> desk.live().get() != null);
        assertEquals(java.util.Set.of(Check.TARGET_RING), window.engine.scope.checks(), "that check and no node");
    }

    private static Map<Check, List<Finding>> troubled() {
        var findings = Samples.clusterFindings();
        findings.put(
                Check.SOURCE_CLOCKS,
                List.of(Samples.finding(
                        Severity.WARN,
                        "source",
                        "10.20.0.13 +2.31 s ± 0.011 s\n10.20.0.12 +0.004 s ± 0.009 s\n10.20.0.11 −0.002 s ± 0.008 s",
                        "check.source_clocks.apart",
                        "10.20.0.13",
                        "2.31 s",
                        "0.011 s")));
        findings.put(
                Check.SOURCE_REPAIRS,
                List.of(Samples.finding(
                        Severity.WARN,
                        "source",
                        "shop.orders: no repair is recorded, gc_grace 10 days\n"
                                + "shop.customers: no repair is recorded, gc_grace 10 days",
                        "check.source_repairs.none",
                        "2",
                        "nodetool repair -full -pr shop customers orders")));
        findings.put(
                Check.TARGET_RING,
                List.of(Samples.finding(
                        Severity.BLOCK,
                        "target acme-new",
                        "UP JOINING 10.30.0.24 in aiven",
                        "check.target_ring.joining",
                        "10.30.0.24",
                        "1")));
        return findings;
    }

    @Test
    void filesAreReadOnRequestOnlyAfterItsPriceWasSaid() {
        var desk = show(2, Samples.facts(plan(2), Samples.Until.CHECKED));
        window.clickOn("#verify-files");
        assertTrue(window.dialogs.said.getFirst().contains("48 MiB/s"), window.dialogs.said.toString());
        window.until("it was started", () -> desk.live().get() != null);
        assertEquals(java.util.Set.of(Check.CHECKSUMS), window.engine.scope.checks());
        var run = window.engine.run;
        run.happen(new Fact.ChecksAsked(ONE, List.of(Check.CHECKSUMS)));
        run.tell(new Tick.NodeChecking(ONE, List.of(Check.CHECKSUMS)));
        run.tell(new Tick.StepTold(
                new StepId(Step.PREFLIGHT, ONE),
                Message.of("engine.checksums.progress", "1.2 GiB", "96.4 GiB", "14", "1,204")));
        choose(0, Check.CHECKSUMS);
        window.until(
                "it is told",
                () -> window.lookup("#nodes-detail .label").<Label>queryAll().stream()
                        .anyMatch(label -> label.getText().startsWith("reading data files: 1.2 GiB of 96.4 GiB")));
        assertEquals(
                CheckCell.State.PASS,
                table().getItems().getFirst().cell(Check.LOADER).get().state(),
                "no loader is on its way");
        window.shoot("nodes-verifying");
    }

    @Test
    void theArrowKeysWalkThroughTheMatrixAndTheFilterLeavesProblems() {
        show(8, blockedFacts(plan(8)));
        choose(2, Check.INTERNODE);
        window.press(KeyCode.RIGHT).release(KeyCode.RIGHT);
        window.until("the next is shown", () -> text(".detail-title").startsWith("Rehearsal on 10.20.0.13: Skipped"));
        window.press(KeyCode.DOWN).release(KeyCode.DOWN);
        window.until("the next is shown", () -> text(".detail-title").startsWith("Rehearsal on 10.20.0.14: Pass"));
        window.clickOn("#only-problems");
        assertEquals(3, table().getItems().size());
        window.clickOn("#nodes-filter").write("0.13");
        assertEquals(
                List.of(THREE),
                table().getItems().stream().map(NodeLine::address).toList());
    }

    @Test
    void credentialsAreRemovedWhenItsUserAgrees() {
        var desk = show(2, Samples.facts(plan(2), Samples.Until.CHECKED));
        window.shoot("nodes-green");
        window.dialogs.agrees = false;
        window.clickOn("#remove-all");
        assertEquals(List.of(), window.engine.asked, "nobody agreed");
        choose(0, null);
        assertTrue(text(".detail-title").startsWith("Credentials on 10.20.0.11"), text(".detail-title"));
        window.dialogs.agrees = true;
        window.clickOn("#credentials-remove");
        window.until("it was started", () -> desk.live().get() != null);
        assertEquals("start WITHDRAWN", window.engine.asked.getLast());
        assertEquals(dev.ferry.engine.Scope.ofNode(ONE), window.engine.scope);
        var left = new StepId(Step.NODE_LEFT, ONE);
        window.engine.run.happen(new Fact.StepStarted(left));
        window.engine.run.happen(
                new Fact.StepEnded(left, dev.ferry.outcome.Outcome.Succeeded.shownBy("listed, nothing there")));
        window.engine.run.rest(null);
        window.until("it is shown", () -> text(".detail-title").equals("Credentials on 10.20.0.11: Removed"));
        assertTrue(window.lookup("#credentials-remove").<Button>query().isDisabled());
    }

    @Test
    void whatEndedTheRunIsSaidWhereItHappened() {
        var desk = show(2, Samples.facts(plan(2), Samples.Until.SCHEMA));
        window.clickOn("#check-all");
        window.until("it was started", () -> desk.live().get() != null);
        window.engine.run.rest(Samples.failure());
        window.until(
                "it is shown", () -> window.lookup(".failure-pane").tryQuery().isPresent());
        assertFalse(window.lookup("#check-all").<Button>query().isDisabled());
    }

    @Test
    void twoHundredNodesScroll() {
        var facts = blockedFacts(plan(200));
        show(200, facts);
        window.shoot("nodes-huge");
        assertEquals(200, table().getItems().size());
        Window.onFx(() -> {
            table().scrollTo(199);
            return true;
        });
        window.settle();
        var rows = window.from(table()).lookup(".table-row-cell").queryAll().size();
        assertTrue(rows < 60, "only what is seen is made: " + rows);
    }

    private Plan plan(int nodes) {
        return Samples.plan("p1", Samples.cluster(nodes, 8));
    }

    private static List<Fact> blockedFacts(Plan plan) {
        var facts = Samples.facts(plan, Samples.Until.SCHEMA);
        var nodes = plan.source().nodes();
        for (var i = 0; i < nodes.size(); i++) {
            var node = nodes.get(i).address();
            Samples.checked(facts, node, findings(i, node));
        }
        return facts;
    }

    private static Map<Check, List<Finding>> findings(int i, String node) {
        var findings = Samples.findings(node);
        if (i % 20 == 2) {
            var ports = new ArrayList<>(findings.get(Check.INTERNODE));
            ports.set(
                    1,
                    Samples.finding(
                            Severity.BLOCK,
                            node + " → 10.30.0.22:7001",
                            "java.net.ConnectException: Connection refused",
                            "loader.probe.refused",
                            "internode"));
            findings.put(Check.INTERNODE, List.copyOf(ports));
            findings.put(Check.REHEARSAL, List.of());
        }
        if (i % 20 == 4) {
            findings.put(
                    Check.ROOM,
                    List.of(
                            Samples.finding(
                                    Severity.WARN,
                                    node + ":/var/lib/cassandra/data",
                                    "",
                                    "engine.preflight.disk",
                                    "31.2 GiB",
                                    "800 GiB"),
                            findings.get(Check.ROOM).getLast()));
        }
        if (i % 20 == 6) {
            findings.put(
                    Check.FOLDER,
                    List.of(Samples.finding(
                            Severity.BLOCK,
                            node + ":/var/lib/cassandra/data",
                            "ln: failed to create hard link '.ferry-macme01/probe-771': Operation not permitted",
                            "source.folder.link-refused",
                            "/var/lib/cassandra/data",
                            "ops")));
            findings.put(Check.REHEARSAL, List.of());
        }
        return findings;
    }

    private Desk show(int nodes, List<Fact> facts) {
        return show(facts, Samples.cluster(nodes, 8));
    }

    private Desk show(List<Fact> facts, Cluster cluster) {
        window.engine.cluster = cluster;
        var desk = window.plannedDesk(folder, Samples.draft(), facts);
        var main = Window.onFx(() -> {
            var made = new MainWindow((step, opened) -> new NodesView(opened), new NoActions(), window.dialogs);
            made.show(desk);
            made.show(JourneyStep.NODES);
            return made;
        });
        window.show(main.root());
        return desk;
    }

    private void chooseGroup(int row, Check.Group group) {
        Window.onFx(() -> {
            var column = table().getColumns().stream()
                    .filter(each -> group == each.getUserData())
                    .findFirst()
                    .orElseThrow();
            table().requestFocus();
            table().getSelectionModel().clearAndSelect(row, column);
            table().getFocusModel().focus(row, column);
            return true;
        });
        window.settle();
    }

    private void choose(int row, Check check) {
        if (check != null
                && !window.lookup("#every-check").<ToggleButton>query().isSelected()) {
            window.clickOn("#every-check");
        }
        Window.onFx(() -> {
            var column = table().getColumns().stream()
                    .filter(each ->
                            check == null ? each == table().getColumns().getLast() : check == each.getUserData())
                    .findFirst()
                    .orElseThrow();
            table().requestFocus();
            table().getSelectionModel().clearAndSelect(row, column);
            table().getFocusModel().focus(row, column);
            return true;
        });
        window.settle();
    }

    @Test
    void theChosenCellIsInSight() {
        show(8, Samples.facts(plan(8), Samples.Until.SCHEMA));
        var checks = List.copyOf(Check.ofNodes());
        for (var check : List.of(checks.getLast(), checks.getFirst(), checks.get(checks.size() / 2))) {
            choose(2, check);
            Window.onFx(() -> {
                var whole = table().localToScene(table().getBoundsInLocal());
                var head = table().lookup("#check-" + check.code());
                var seen = head.localToScene(head.getBoundsInLocal());
                assertTrue(
                        seen.getMinX() >= whole.getMinX() - 1 && seen.getMaxX() <= whole.getMaxX() + 1,
                        () -> check + " from " + seen.getMinX() + " to " + seen.getMaxX() + " in " + whole);
                return true;
            });
        }
    }

    private TableView<NodeLine> table() {
        return window.lookup("#nodes-matrix").query();
    }

    private String text(String query) {
        return window.lookup(query).<Label>query().getText();
    }
}
