package dev.ferry.ui.start;

import dev.ferry.engine.Glance;
import dev.ferry.journal.Document;
import dev.ferry.migration.Draft;
import dev.ferry.migration.Options;
import dev.ferry.outcome.Failure;
import dev.ferry.report.Standing;
import dev.ferry.settings.Recent;
import dev.ferry.settings.SettingsFile;
import dev.ferry.text.Messages;
import dev.ferry.ui.fx.Background;
import dev.ferry.ui.fx.Dialogs;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;

/// The recent migrations, and what can be done while none is open.
///
/// What the settings remember is shown at once; then each document is looked at behind the scenes, without
/// taking it, and its line is set right.
public final class StartViewModel {
    /// What documents are called.
    public static final List<String> PATTERNS = List.of("*.ferry");

    private final SettingsFile settings;
    private final Background background;
    private final Dialogs dialogs;
    private final Consumer<Path> open;
    private final Function<Path, Glance> look;
    private final ObservableList<RecentRow> rows = FXCollections.observableArrayList();
    private final FilteredList<RecentRow> found = new FilteredList<>(rows);
    private final StringProperty search = new SimpleStringProperty("");
    private Background.@Nullable Errand looking;
    private Runnable deaf = () -> {};

    /// A model.
    ///
    /// @param open is told which document to open
    public StartViewModel(SettingsFile settings, Background background, Dialogs dialogs, Consumer<Path> open) {
        this(settings, background, dialogs, open, Glance::at);
    }

    StartViewModel(
            SettingsFile settings,
            Background background,
            Dialogs dialogs,
            Consumer<Path> open,
            Function<Path, Glance> look) {
        this.settings = settings;
        this.background = background;
        this.dialogs = dialogs;
        this.open = open;
        this.look = look;
        search.addListener((property, old, now) -> found.setPredicate(row -> row.matches(now)));
        refill();
    }

    /// Starts to look at the documents, and listens for what another Ferry opens.
    void shown() {
        refill();
        deaf = settings.listen(now -> background.later(this::refill));
        look();
    }

    /// Stops both.
    void hidden() {
        deaf.run();
        if (looking != null) {
            looking.giveUp();
        }
    }

    private void refill() {
        var now = settings.settings().recents().stream().map(RecentRow::of).toList();
        if (!now.equals(rows)) {
            rows.setAll(now);
        }
    }

    private void look() {
        var paths = rows.stream().map(RecentRow::path).toList();
        looking = background.run(
                () -> {
                    for (var path : paths) {
                        if (Thread.interrupted()) {
                            throw new InterruptedException();
                        }
                        var glance = look.apply(path);
                        background.later(() -> seen(glance));
                    }
                    return paths.size();
                },
                count -> {},
                failure -> {});
    }

    private void seen(Glance glance) {
        settings.change(now -> now.seen(glance.path(), recent -> recent(glance, recent)));
        refill();
    }

    /// What can be seen now, and of what cannot be read what was seen last.
    private static Recent recent(Glance glance, Recent before) {
        var isReadable = switch (glance.standing().kind()) {
            case MISSING, NEWER, UNREADABLE -> false;
            default -> true;
        };
        return new Recent(
                before.path(),
                isReadable ? glance.name() : before.name(),
                isReadable ? route(glance) : before.route(),
                glance.standing().kind(),
                line(glance),
                before.opened());
    }

    private static String line(Glance glance) {
        var line = switch (glance.standing().kind()) {
            case MISSING -> Messages.text("ui.start.recent.missing");
            case NEWER -> Messages.text("ui.start.recent.newer");
            case UNREADABLE -> Messages.text("ui.start.recent.unreadable");
            default -> Messages.text(glance.standing().line());
        };
        return glance.holder() == Standing.Holder.SOMEBODY ? Messages.text("ui.start.recent.in-use", line) : line;
    }

    private static String route(Glance glance) {
        if (glance.source().isEmpty() && glance.target().isEmpty()) {
            return "";
        }
        return Messages.text("ui.start.recent.route", known(glance.source()), known(glance.target()));
    }

    private static String known(String name) {
        return name.isEmpty() ? "…" : name;
    }

    /// A document was opened: it leads the list from now on. For whoever opens it.
    ///
    /// @param name what the migration is called
    public static void remember(SettingsFile settings, Path path, String name, Clock clock) {
        var now = Instant.now(clock);
        settings.change(all -> all.opened(all.recent(path)
                .map(old -> new Recent(old.path(), name, old.route(), old.kind(), old.line(), now))
                .orElseGet(() -> new Recent(path, name, "", Standing.Kind.DRAFT, "", now))));
    }

    /// The documents that the search leaves.
    ObservableList<RecentRow> rows() {
        return found;
    }

    /// All of them.
    ObservableList<RecentRow> all() {
        return rows;
    }

    /// What is looked for.
    StringProperty search() {
        return search;
    }

    /// What is the matter with the settings themselves; empty for nothing.
    Optional<Failure> trouble() {
        return settings.trouble();
    }

    /// Opens a document; where it is missing, asks where it went.
    void open(RecentRow row) {
        if (row.isMissing()) {
            locate(row);
        } else {
            open.accept(row.path());
        }
    }

    /// Opens a document by its path.
    void open(Path path) {
        open.accept(path);
    }

    /// Asks how a new migration is called and where it goes, makes it and opens it.
    public void askForNew() {
        NewMigration.ask(background, dialogs, documents(), this::create, this::open);
    }

    /// Asks which document to open.
    public void chooseToOpen() {
        dialogs.open(
                new Dialogs.FileQuestion(
                        Messages.text("ui.start.open.title"),
                        Optional.ofNullable(settings.settings().folders().documents()),
                        "",
                        Messages.text("ui.start.files"),
                        PATTERNS),
                open);
    }

    /// Takes a document out of the list; the file stays.
    void remove(RecentRow row) {
        settings.change(now -> now.without(row.path()));
        refill();
    }

    /// Asks where a document went.
    void locate(RecentRow row) {
        dialogs.open(
                new Dialogs.FileQuestion(
                        Messages.text("ui.start.locate.title", row.recent().name()),
                        Optional.ofNullable(row.path().getParent()),
                        String.valueOf(row.path().getFileName()),
                        Messages.text("ui.start.files"),
                        PATTERNS),
                path -> {
                    settings.change(now -> now.moved(row.path(), path));
                    refill();
                    look();
                });
    }

    /// Shows the folder that a document lies in.
    void showFolder(RecentRow row) {
        var folder = row.path().getParent();
        if (folder != null) {
            dialogs.show(folder.toUri().toString());
        }
    }

    /// Puts a document's path on the clipboard.
    void copyPath(RecentRow row) {
        dialogs.copy(row.path().toString());
    }

    /// Where new documents are proposed.
    Path documents() {
        var chosen = settings.settings().folders().documents();
        return chosen == null ? usualDocuments() : chosen;
    }

    private static Path usualDocuments() {
        var home = Path.of(System.getProperty("user.home"));
        var documents = home.resolve("Documents");
        return java.nio.file.Files.isDirectory(documents) ? documents : home;
    }

    /// Makes a document and opens it.
    void create(String name, Path path) {
        var limits = settings.settings().limits();
        background.run(
                () -> {
                    var usual = Options.usual();
                    Document.create(path, Draft.named(name).with(usual.with(limits)))
                            .close();
                    return path;
                },
                open,
                failure -> dialogs.failure(Messages.text("ui.start.new.failed"), failure));
    }

    /// What is asked in front of the window.
    Dialogs dialogs() {
        return dialogs;
    }
}
