package dev.ferry.ui.preferences;

import dev.ferry.artifact.JarStock;
import dev.ferry.artifact.Mirror;
import dev.ferry.artifact.PublishedJars;
import dev.ferry.outcome.Failure;
import dev.ferry.settings.JarSettings;
import dev.ferry.settings.SettingsFile;
import dev.ferry.text.Messages;
import dev.ferry.ui.fx.Background;
import dev.ferry.ui.fx.Background.Errand;
import dev.ferry.ui.fx.Dialogs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The jars of the loaders that Ferry brings: where they come from, what is here, and fetching them ahead.
final class JarsViewModel {
    /// What is fetched ahead: what clusters are moved to today.
    static final List<String> NEWEST = PublishedJars.releases().stream()
            .filter(release -> release.startsWith("4.1.") || release.startsWith("5.0."))
            .toList();

    private final SettingsFile file;
    private final Background background;
    private final Dialogs dialogs;
    private final Function<JarSettings, PublishedJars> jars;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Looking());
    private Errand errand = () -> {};

    JarsViewModel(
            SettingsFile file, Background background, Dialogs dialogs, Function<JarSettings, PublishedJars> jars) {
        this.file = file;
        this.background = background;
        this.dialogs = dialogs;
        this.jars = jars;
    }

    /// How it stands.
    ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    private JarSettings now() {
        return file.settings().bringing();
    }

    /// The mirror as it may be shown.
    String mirror() {
        return now().company().map(Mirror::toString).orElse("");
    }

    /// Takes what was typed over the shown mirror; nothing happens if it is no address.
    ///
    /// @return what is wrong with it; empty for nothing
    String mirror(String typed) {
        if (typed.equals(mirror())) {
            return "";
        }
        var mirror = now().company().map(old -> old.edited(typed)).orElseGet(() -> Mirror.of(typed));
        if (mirror.isEmpty() && !typed.isBlank()) {
            return Messages.text("ui.preferences.jars.mirror.wrong");
        }
        file.change(settings -> settings.with(settings.bringing().mirror(mirror.orElse(null))));
        return "";
    }

    /// Asks for the offline folder.
    void chooseOffline() {
        dialogs.folder(
                Messages.text("ui.preferences.jars.offline"),
                Optional.ofNullable(now().offlineFolder()),
                this::offline);
    }

    /// The jars are in this folder; null for none.
    void offline(@Nullable Path folder) {
        file.change(settings -> settings.with(settings.bringing().offlineFolder(folder)));
        look();
    }

    /// Looks at what is here, unless something is under way.
    void look() {
        if (!(state.get() instanceof State.Fetching)) {
            stock(null);
        }
    }

    private void stock(@Nullable Failure trouble) {
        var store = jars.apply(now());
        background.run(
                store::stock,
                stock -> state.set(new State.Known(stock, trouble)),
                failure -> state.set(new State.Known(null, trouble == null ? failure : trouble)));
    }

    /// Gets the newest loaders now.
    void fetch() {
        state.set(new State.Fetching(Messages.text("ui.preferences.jars.looking")));
        var store = jars.apply(now());
        errand = background.run(
                () -> {
                    for (var release : NEWEST) {
                        store.of(release, line -> background.later(() -> progress(line)));
                    }
                    return NEWEST.size();
                },
                done -> stock(null),
                this::stock);
    }

    private void progress(String line) {
        if (state.get() instanceof State.Fetching) {
            state.set(new State.Fetching(line));
        }
    }

    /// Ends a fetch; what has arrived stays.
    void stop() {
        errand.giveUp();
        state.set(new State.Looking());
        stock(null);
    }

    /// Nobody could see or stop a fetch any more: it ends, and what has arrived stays.
    void hidden() {
        errand.giveUp();
    }

    /// Asks, and then removes what was downloaded.
    void empty(JarStock stock) {
        dialogs.confirm(
                new Dialogs.Question(
                        Messages.text("ui.preferences.jars.empty.title"),
                        Messages.text("ui.preferences.jars.empty.text", stock.size(), stock.cache()),
                        Messages.text("ui.preferences.jars.empty"),
                        true),
                () -> {
                    var store = jars.apply(now());
                    background.run(
                            () -> {
                                store.emptyCache();
                                return stock;
                            },
                            done -> stock(null),
                            this::stock);
                });
    }

    /// What is asked in front of the window.
    Dialogs dialogs() {
        return dialogs;
    }

    /// How it stands with the jars.
    sealed interface State {
        /// It is being looked at.
        record Looking() implements State {}

        /// They are being fetched.
        ///
        /// @param line what right now
        record Fetching(String line) implements State {}

        /// What is here.
        ///
        /// @param stock null if it cannot be seen
        /// @param trouble what went wrong last; null for nothing
        record Known(@Nullable JarStock stock, @Nullable Failure trouble) implements State {}
    }
}
