package dev.ferry.ui.preferences;

import dev.ferry.artifact.PublishedJars;
import dev.ferry.migration.Limits;
import dev.ferry.outcome.Failure;
import dev.ferry.secrets.KeyRing;
import dev.ferry.secrets.SessionSecrets;
import dev.ferry.settings.Folders;
import dev.ferry.settings.JarSettings;
import dev.ferry.settings.Settings;
import dev.ferry.settings.SettingsFile;
import dev.ferry.settings.Theme;
import dev.ferry.text.Messages;
import dev.ferry.ui.fx.Background;
import dev.ferry.ui.fx.Dialogs;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The settings, changed one at a time; each holds at once.
public final class PreferencesViewModel {
    private final SettingsFile file;
    private final KeyRing keyRing;
    private final Background background;
    private final Dialogs dialogs;
    private final Consumer<Theme> dressing;
    private final JarsViewModel jars;
    private final ReadOnlyObjectWrapper<Settings> settings;
    private final ReadOnlyObjectWrapper<Ring> ring = new ReadOnlyObjectWrapper<>(new Ring.Unknown());
    private Runnable deaf = () -> {};

    /// A model.
    ///
    /// @param dressing dresses every window in a theme
    /// @param jars the jars that Ferry brings, by the settings about them
    public PreferencesViewModel(
            SettingsFile file,
            KeyRing keyRing,
            Background background,
            Dialogs dialogs,
            Consumer<Theme> dressing,
            Function<JarSettings, PublishedJars> jars) {
        this.file = file;
        this.keyRing = keyRing;
        this.background = background;
        this.dialogs = dialogs;
        this.dressing = dressing;
        this.jars = new JarsViewModel(file, background, dialogs, jars);
        this.settings = new ReadOnlyObjectWrapper<>(file.settings());
    }

    void shown() {
        settings.set(file.settings());
        deaf = file.listen(now -> background.later(() -> settings.set(file.settings())));
        lookAtKeyRing();
        jars.look();
    }

    /// The loaders that Ferry brings.
    JarsViewModel jars() {
        return jars;
    }

    void hidden() {
        deaf.run();
        jars.hidden();
    }

    private void lookAtKeyRing() {
        background.run(
                () -> {
                    // tells the reason where there is no key ring; that nothing is there is a good answer
                    keyRing.find(SessionSecrets.SERVICE, "probe");
                    return new Ring.There();
                },
                ring::set,
                failure -> ring.set(new Ring.Missing(failure)));
    }

    /// The settings now.
    ReadOnlyObjectProperty<Settings> settings() {
        return settings.getReadOnlyProperty();
    }

    /// What is known of the key ring.
    ReadOnlyObjectProperty<Ring> ring() {
        return ring.getReadOnlyProperty();
    }

    /// Where the settings lie.
    Path path() {
        return file.path();
    }

    private void change(UnaryOperator<Settings> change) {
        file.change(change);
        settings.set(file.settings());
    }

    /// Chooses a theme; every window is dressed at once.
    void choose(Theme theme) {
        if (theme != settings.get().theme()) {
            change(now -> now.with(theme));
            dressing.accept(theme);
        }
    }

    /// Sets how hard a new migration pushes.
    void limit(Limits limits) {
        if (!limits.equals(settings.get().limits())) {
            change(now -> now.with(limits));
        }
    }

    /// Asks where new migrations go.
    void chooseDocuments() {
        dialogs.folder(
                Messages.text("ui.preferences.folders.documents"),
                Optional.ofNullable(settings.get().folders().documents()),
                this::documents);
    }

    /// New migrations go here; null for the user's documents.
    void documents(@Nullable Path folder) {
        change(now -> now.with(now.folders().documents(folder)));
    }

    /// Asks where reports go.
    void chooseReports() {
        dialogs.folder(
                Messages.text("ui.preferences.folders.reports"),
                Optional.ofNullable(settings.get().folders().reports()),
                this::reports);
    }

    /// Reports go here; null for beside the migration.
    void reports(@Nullable Path folder) {
        change(now -> now.with(now.folders().reports(folder)));
    }

    /// Whether everything is as it was in the beginning, but for what Ferry remembers by itself.
    boolean isUsual() {
        var now = settings.get();
        return now.theme() == Theme.SYSTEM
                && now.limits().equals(Limits.usual())
                && now.folders().equals(Folders.USUAL)
                && now.bringing().equals(JarSettings.USUAL);
    }

    /// Puts everything back that can be set here.
    void reset() {
        change(now ->
                now.with(Theme.SYSTEM).with(Limits.usual()).with(Folders.USUAL).with(JarSettings.USUAL));
        jars.look();
        dressing.accept(Theme.SYSTEM);
    }

    /// Asks, and then takes every secret that Ferry kept out of the key ring.
    void forgetSecrets() {
        var accounts = settings.get().kept();
        dialogs.confirm(
                new Dialogs.Question(
                        Messages.text("ui.preferences.secrets.forget.title"),
                        Messages.text("ui.preferences.secrets.forget.text", accounts.size()),
                        Messages.text("ui.preferences.secrets.forget"),
                        true),
                () -> background.run(
                        () -> {
                            SessionSecrets.forgetAll(keyRing, accounts, new KeptSecrets(file));
                            return accounts.size();
                        },
                        gone -> settings.set(file.settings()),
                        failure -> dialogs.failure(Messages.text("ui.preferences.secrets.forget.failed"), failure)));
    }

    /// What is asked in front of the window.
    Dialogs dialogs() {
        return dialogs;
    }

    /// What is known of the key ring.
    sealed interface Ring {
        /// It is being looked at.
        record Unknown() implements Ring {}

        /// It keeps secrets.
        record There() implements Ring {}

        /// It does not.
        record Missing(Failure why) implements Ring {}
    }
}
