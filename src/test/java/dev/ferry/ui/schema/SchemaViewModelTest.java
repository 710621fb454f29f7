package dev.ferry.ui.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.engine.Secrets;
import dev.ferry.journal.Document;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Severity;
import dev.ferry.schema.Replication;
import dev.ferry.schema.SchemaFix;
import dev.ferry.ui.FakeDialogs;
import dev.ferry.ui.FakeEngine;
import dev.ferry.ui.Inline;
import dev.ferry.ui.Samples;
import dev.ferry.ui.schema.SchemaViewModel.Filter;
import dev.ferry.ui.schema.SchemaViewModel.State;
import dev.ferry.ui.work.Desk;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaViewModelTest {
    @TempDir
    Path folder;

    private final FakeEngine engine = new FakeEngine();

    private SchemaViewModel model() throws FailureException {
        engine.cluster = SchemaSamples.cluster();
        engine.target = SchemaSamples.look();
        return model(true);
    }

    private SchemaViewModel model(boolean isSurveyed) throws FailureException {
        var document = Document.create(folder.resolve("a.ferry"), SchemaSamples.draft());
        if (isSurveyed) {
            document.save(engine.cluster);
        }
        var desk = Desk.of(
                document,
                Desk.Contents.of(document),
                engine,
                sources -> new Secrets(Map.of()),
                new Inline(),
                new FakeDialogs());
        var model = new SchemaViewModel(desk);
        model.refresh();
        return model;
    }

    private static void choose(SchemaViewModel model, String place) {
        model.choose(model.draft().get().object(place).orElseThrow());
    }

    private static Map<String, String> edits(SchemaViewModel model) {
        return model.desk().draft().get().options().edits();
    }

    @Test
    void asksForTheSourceFirst() throws FailureException {
        assertEquals(State.NO_SOURCE, model(false).state().get());
    }

    @Test
    void looksAtTheTargetByItselfAndSaysWhyItCannot() throws FailureException {
        engine.failure = Samples.failure();
        var model = model();
        assertEquals(State.FAILED, model.state().get());
        assertEquals(Samples.failure(), model.failure().get());
        engine.failure = null;
        model.lookAtTarget();
        assertEquals(State.READY, model.state().get());
        assertEquals(
                4,
                model.draft().get().objects().stream()
                        .filter(each -> each.place().startsWith("keyspace "))
                        .count());
    }

    @Test
    void startsAtTheHeaviestFinding() throws FailureException {
        assertEquals("table telemetry.card_reads", model().chosen().get().place());
    }

    @Test
    void filtersAndSearches() throws FailureException {
        var model = model();
        var all = model.objects(Filter.ALL, "").size();
        assertTrue(model.objects(Filter.FINDINGS, "").size() < all);
        assertEquals(0, model.objects(Filter.EDITED, "").size());
        assertEquals(
                "table shop.customers",
                model.objects(Filter.ALL, " CUSTOM ").getFirst().place());
        assertTrue(model.objects(Filter.CHANGED, "").stream()
                .noneMatch(each -> each.name().equals("address")));
    }

    @Test
    void keepsWhatIsTypedAndForgetsWhatIsReset() throws FailureException {
        var model = model();
        choose(model, "table shop.orders");
        model.type(model.chosen().get().target().replace("432000", "60"));
        assertTrue(edits(model).get("create.table.shop.orders").contains("gc_grace_seconds = 60"));
        assertTrue(model.chosen().get().isEdited());
        model.reset();
        assertTrue(edits(model).isEmpty());
        assertFalse(model.chosen().get().isEdited());
    }

    @Test
    void typingTheProposalIsNoEdit() throws FailureException {
        var model = model();
        choose(model, "table shop.orders");
        model.type(model.chosen().get().target() + "\n");
        assertTrue(edits(model).isEmpty());
    }

    @Test
    void walksRoundTheFindings() throws FailureException {
        var model = model();
        var found = model.found();
        var first = model.walk(null, 1).orElseThrow();
        assertSame(found.getFirst().note(), first.note());
        assertSame(found.getLast().note(), model.walk(first, -1).orElseThrow().note());
        assertSame(found.get(1).note(), model.walk(first, 1).orElseThrow().note());
    }

    @Test
    void takesATableOutOfTheMigration() throws FailureException {
        var model = model();
        var fix = model.chosen().get().notes().getFirst().fixes().getFirst();
        assertTrue(fix instanceof SchemaFix.ExcludeTable);
        model.fix(fix);
        assertTrue(model.draft().get().object("table telemetry.card_reads").isEmpty());
        assertFalse(model.draft().get().isBlocked());
    }

    @Test
    void fixesTheReplicationOfAllKeyspaces() throws FailureException {
        var model = model();
        model.fixReplication();
        assertEquals(
                java.util.Set.of("shop", "billing", "telemetry"),
                model.desk().draft().get().options().replication().keySet());
        assertTrue(model.draft().get().replicationFixes().isEmpty());
    }

    @Test
    void givesAKeyspaceTheReplicationThatIsChosen() throws FailureException {
        var model = model();
        choose(model, "keyspace shop");
        model.replicate(Replication.networkTopology(new TreeMap<>(Map.of("eu-west", 2))));
        assertEquals(
                Map.of("eu-west", 2),
                model.desk().draft().get().options().replication().get("shop"));
        model.replicate(Replication.simple(2));
        assertTrue(edits(model).get("create.keyspace.shop").contains("SimpleStrategy"));
        assertEquals(
                Replication.simple(2), model.draft().get().replication("shop").orElseThrow());
        model.replicate(Replication.networkTopology(new TreeMap<>()));
        assertEquals(Severity.BLOCK, model.chosen().get().severity());
        assertTrue(edits(model).isEmpty());
    }

    @Test
    void staysWithTheObjectThatIsLookedAt() throws FailureException {
        var model = model();
        choose(model, "view shop.orders_by_day");
        model.fixReplication();
        assertEquals("view shop.orders_by_day", model.chosen().get().place());
    }

    @Test
    void answersWithinAKeystrokesPauseForTwoThousandTables() throws FailureException {
        engine.cluster = Samples.cluster(2, 2_000);
        engine.target = Samples.look();
        var model = model(true);
        choose(model, "table shop.orders");
        var text = model.chosen().get().target();
        var best = Long.MAX_VALUE;
        for (var round = 0; round < 5; round++) {
            var start = System.nanoTime();
            model.type(text.replace("864000", Integer.toString(round)));
            best = Math.min(best, System.nanoTime() - start);
        }
        assertTrue(best < 50_000_000, "took " + best / 1_000_000 + " ms");
    }
}
