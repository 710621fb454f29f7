package dev.ferry.ui.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.engine.Glance;
import dev.ferry.journal.Document;
import dev.ferry.migration.Limits;
import dev.ferry.report.Standing;
import dev.ferry.settings.Recent;
import dev.ferry.settings.SettingsFile;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import dev.ferry.ui.FakeDialogs;
import dev.ferry.ui.Inline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartViewModelTest {
    private static final Path ACME = Path.of("/work/acme.ferry");
    private static final Path SHOP = Path.of("/work/shop.ferry");

    @TempDir
    private Path folder;

    private final FakeDialogs dialogs = new FakeDialogs();
    private final List<Path> opened = new ArrayList<>();
    private SettingsFile settings;

    @BeforeEach
    void open() {
        settings = SettingsFile.in(folder.resolve("settings"));
        settings.change(now -> now.opened(recent(SHOP, "Shop")).opened(recent(ACME, "Acme")));
    }

    @AfterEach
    void close() {
        settings.close();
    }

    @Test
    void whatIsRememberedIsShownAndThenSetRight() {
        var model = model(ACME, Standing.Kind.FINISHED, Standing.Holder.NOBODY);
        assertEquals(List.of("as remembered", "as remembered"), lines(model));
        model.shown();
        assertEquals(List.of("Verified, not finished", "Verified, not finished"), lines(model));
        assertEquals("prod → aiven/acme", model.rows().getFirst().route());
        assertEquals(
                Standing.Kind.FINISHED, settings.settings().recents().getFirst().kind());
        model.hidden();
    }

    @Test
    void aDocumentThatSomebodyHasOpenSaysSo() {
        var model = model(ACME, Standing.Kind.RUNNING, Standing.Holder.SOMEBODY);
        model.shown();
        assertEquals("Verified, not finished · already open", lines(model).getFirst());
        model.hidden();
    }

    @Test
    void ofWhatCannotBeReadIsShownWhatWasSeenLast() {
        var model = model(ACME, Standing.Kind.MISSING, Standing.Holder.NOBODY);
        model.shown();
        var row = model.rows().getFirst();
        assertEquals("Acme", row.recent().name());
        assertEquals("a → b", row.route());
        assertTrue(row.isMissing());
        model.hidden();
    }

    @Test
    void aMissingDocumentIsLookedForWhereItsUserSays() {
        var model = model(ACME, Standing.Kind.MISSING, Standing.Holder.NOBODY);
        model.shown();
        dialogs.file = Path.of("/elsewhere/acme.ferry");
        model.open(model.rows().getFirst());
        assertEquals(List.of("Where is Acme?"), dialogs.said);
        assertEquals(List.of(), opened);
        assertEquals(dialogs.file, settings.settings().recents().getFirst().path());
        model.hidden();
    }

    @Test
    void whatAnotherFerryOpensAppears() {
        var model = model(ACME, Standing.Kind.FINISHED, Standing.Holder.NOBODY);
        model.shown();
        try (var other = SettingsFile.in(folder.resolve("settings"))) {
            settings.save();
            other.change(now -> now.opened(recent(Path.of("/x.ferry"), "Of another")));
        }
        settings.change(now -> now);
        settings.save();
        assertEquals("Of another", model.rows().getFirst().recent().name());
        model.hidden();
    }

    @ParameterizedTest
    @CsvSource({"'',2", "acme,1", "ACME work,1", "'work  ferry',2", "nowhere,0", "remembered,2"})
    void everyWordOfASearchHasToBeFound(String search, int found) {
        var model = model(ACME, Standing.Kind.FINISHED, Standing.Holder.NOBODY);
        model.search().set(search);
        assertEquals(found, model.rows().size());
    }

    @Test
    void whatIsRemovedLeavesTheListAndNothingElse() throws Exception {
        var file = Files.writeString(folder.resolve("kept.ferry"), "kept");
        settings.change(now -> now.opened(recent(file, "Kept")));
        var model = model(ACME, Standing.Kind.FINISHED, Standing.Holder.NOBODY);
        model.remove(model.rows().getFirst());
        assertEquals(List.of("Acme", "Shop"), names(model));
        assertTrue(Files.exists(file));
    }

    @Test
    void aNewMigrationStartsWithTheUsersLimits() throws Exception {
        settings.change(now -> now.with(new Limits(2, 9, 50)));
        var model = model(ACME, Standing.Kind.FINISHED, Standing.Holder.NOBODY);
        var file = folder.resolve("new.ferry");
        model.create("New one", file);
        assertEquals(List.of(file), opened);
        try (var document = Document.view(file)) {
            assertEquals("New one", document.draft().name());
            assertEquals(new Limits(2, 9, 50), document.draft().options().limits());
        }
        model.create("Again", file);
        assertEquals(1, opened.size());
        assertTrue(dialogs.said.getLast().contains("there is such a file already"), dialogs.said.toString());
    }

    @Test
    void whatIsOpenedLeadsTheListAndKeepsWhatWasKnown() {
        var clock = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
        StartViewModel.remember(settings, SHOP, "Shop", clock);
        var first = settings.settings().recents().getFirst();
        assertEquals(SHOP, first.path());
        assertEquals("a → b", first.route());
        assertEquals(clock.instant(), first.opened());
    }

    private StartViewModel model(Path special, Standing.Kind kind, Standing.Holder holder) {
        return new StartViewModel(settings, new Inline(), dialogs, opened::add, path -> {
            var line = new Standing(path.equals(special) ? kind : Standing.Kind.VERIFIED, verified());
            return new Glance(
                    path,
                    path.equals(special) ? "Acme" : "Shop",
                    "prod",
                    "aiven/acme",
                    path.equals(special) ? holder : Standing.Holder.NOBODY,
                    line);
        });
    }

    private static Message verified() {
        return Message.of("report.standing.verified");
    }

    private static Recent recent(Path path, String name) {
        return new Recent(path, name, "a → b", Standing.Kind.DRAFT, "as remembered", Instant.EPOCH);
    }

    private static List<String> lines(StartViewModel model) {
        return model.rows().stream().map(RecentRow::line).toList();
    }

    private static List<String> names(StartViewModel model) {
        return model.rows().stream().map(row -> row.recent().name()).toList();
    }

    @Test
    void aTextIsThereForWhatIsSpoken() {
        var row = RecentRow.of(recent(Path.of("/home/u/acme.ferry"), "Acme"));
        assertEquals(
                Messages.text("ui.start.recent.spoken", "Acme", "as remembered", "a → b", "~/acme.ferry"),
                row.spoken(Path.of("/home/u")));
    }
}
