package dev.ferry.ui.preferences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.artifact.JarSources;
import dev.ferry.artifact.PublishedJars;
import dev.ferry.migration.Limits;
import dev.ferry.outcome.Failure;
import dev.ferry.secrets.KeyRing;
import dev.ferry.secrets.Secret;
import dev.ferry.settings.JarSettings;
import dev.ferry.settings.SettingsFile;
import dev.ferry.settings.Theme;
import dev.ferry.ui.Window;
import dev.ferry.ui.preferences.JarsViewModel.State;
import dev.ferry.ui.preferences.PreferencesViewModel.Ring;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javafx.event.ActionEvent;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferencesViewTest {
    @TempDir
    private Path folder;

    private final Window window = Window.open();
    private final Set<String> ring = new TreeSet<>();
    private SettingsFile settings;

    @BeforeEach
    void open() {
        settings = SettingsFile.in(folder);
    }

    @AfterEach
    void close() {
        settings.close();
    }

    @Test
    void everyChoiceHoldsAtOnce() {
        var model = model(new FakeRing());
        window.show(() -> new PreferencesView(model, () -> {}));
        window.clickOn("#theme-dark");
        assertEquals(Theme.DARK, settings.settings().theme());
        assertTrue(window.theme().darkProperty().get(), "the window is dark now");
        window.clickOn("#theme-light");
        assertFalse(window.theme().darkProperty().get());
        window.clickOn("#theme-light");
        assertEquals(Theme.LIGHT, settings.settings().theme(), "a theme cannot be chosen away");

        window.doubleClickOn("#limit-per-node").write("8").type(KeyCode.ENTER);
        assertEquals(new Limits(8, 256, 0), settings.settings().limits());

        window.dialogs.file = folder;
        window.clickOn("Choose…");
        assertEquals(folder, settings.settings().folders().documents());
        window.clickOn("#folder-documents-reset");
        assertNull(settings.settings().folders().documents());

        window.clickOn("#preferences-reset");
        assertEquals(Limits.usual(), settings.settings().limits());
        assertEquals(Theme.SYSTEM, settings.settings().theme());
        assertTrue(window.lookup("#preferences-reset").query().isDisabled());
    }

    @Test
    void keptSecretsAreCountedAndForgotten() {
        ring.addAll(Set.of("m01/token", "m01/sudo of ops"));
        settings.change(now -> now.keeping("m01/token").keeping("m01/sudo of ops"));
        var model = model(new FakeRing());
        window.show(() -> new PreferencesView(model, () -> {}));
        window.until("the key ring is looked at", () -> model.ring().get() instanceof Ring.There);
        window.shoot("preferences");
        Window.onFx(() -> {
            window.lookup("#secrets-forget").queryButton().fire();
            return true;
        });
        window.until("they are gone", () -> settings.settings().kept().isEmpty());
        assertEquals(Set.of(), ring);
        assertTrue(window.dialogs.said.getFirst().startsWith("Forget kept secrets? |"));
        assertTrue(window.lookup("#secrets-forget").query().isDisabled());
    }

    @Test
    void withoutAKeyRingTheReasonIsSaid() {
        var model = model(KeyRing.off());
        window.show(() -> new PreferencesView(model, () -> {}));
        window.until("the key ring is looked at", () -> model.ring().get() instanceof Ring.Missing);
        assertTrue(window.lookup("No key ring found: what you type is kept until the migration is closed")
                .tryQuery()
                .isPresent());
        window.shoot("preferences-no-ring");
    }

    @Test
    void theMirrorsPasswordIsNotShownOnceItIsKnown() {
        var model = model(new FakeRing());
        window.show(() -> new PreferencesView(model, () -> {}));
        write("#jars-mirror", "https://ops:sesame@maven.corp.example/central");
        TextField field = window.lookup("#jars-mirror").query();
        assertEquals("https://ops:•••@maven.corp.example/central", field.getText());
        assertEquals(
                "https://ops:sesame@maven.corp.example/central",
                settings.settings().bringing().mirror());
        write("#jars-mirror", "https://ops:•••@maven.corp.example/other");
        assertEquals(
                "https://ops:sesame@maven.corp.example/other",
                settings.settings().bringing().mirror(),
                "the hidden password is kept");
        write("#jars-mirror", "maven.corp.example");
        assertEquals(
                "https://ops:sesame@maven.corp.example/other",
                settings.settings().bringing().mirror(),
                "what is no address changes nothing");
        write("#jars-mirror", "");
        assertNull(settings.settings().bringing().mirror());
    }

    @Test
    void whatIsMissingInTheOfflineFolderIsNamed() {
        var model = model(new FakeRing());
        settings.change(now -> now.with(new JarSettings("https://ops:sesame@maven.corp.example/central", folder)));
        window.show(() -> new PreferencesView(model, () -> {}));
        window.until("the jars are looked at", () -> model.jars().state().get() instanceof State.Known);
        Window.onFx(() -> {
            model.jars().fetch();
            return true;
        });
        window.until("nothing is fetched", () -> trouble(model) != null);
        var failure = trouble(model);
        assertEquals("artifact.offline.missing", failure.cause().key());
        scrollToJars();
        window.shoot("preferences-jars-missing");
    }

    @Test
    void theNewestLoadersAreFetchedFromAMirrorAndCanBeStopped() throws Exception {
        try (var silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            var model = model(new FakeRing());
            var address = "http://127.0.0.1:" + silent.getLocalPort() + "/";
            settings.change(now -> now.with(new JarSettings(address, null)));
            window.show(() -> new PreferencesView(model, () -> {}));
            window.until("the jars are looked at", () -> model.jars().state().get() instanceof State.Known);
            scrollToJars();
            window.shoot("preferences-jars");
            Window.onFx(() -> {
                model.jars().fetch();
                return true;
            });
            scrollToJars();
            window.shoot("preferences-jars-fetching");
            Window.onFx(() -> {
                if (model.jars().state().get() instanceof State.Fetching) {
                    window.lookup("#jars-stop").queryButton().fire();
                }
                return true;
            });
            window.until("it has ended", () -> model.jars().state().get() instanceof State.Known);
        }
    }

    private static Failure trouble(PreferencesViewModel model) {
        return model.jars().state().get() instanceof State.Known(var stock, var trouble) ? trouble : null;
    }

    private void write(String field, String text) {
        Window.onFx(() -> {
            TextField control = window.lookup(field).query();
            control.setText(text);
            control.fireEvent(new ActionEvent());
            return true;
        });
    }

    private void scrollToJars() {
        Window.onFx(() -> {
            ScrollPane pane = window.lookup(".scroll-pane").query();
            pane.setVvalue(0.75);
            return true;
        });
    }

    @Test
    void theLicencesAreSearchedAndTheirAddressesCopied() {
        window.show(() -> new AboutView(window.dialogs, () -> {}));
        window.shoot("about");
        window.clickOn("#licences-search").write("apache sshj");
        TableView<Licences.Library> table = window.lookup("#licences").queryTableView();
        assertEquals(1, table.getItems().size());
        Window.onFx(() -> {
            table.getSelectionModel().selectFirst();
            return true;
        });
        window.clickOn("#licences-copy");
        assertEquals("copied https://github.com/hierynomus/sshj", window.dialogs.said.getLast());
        window.clickOn("#about-copy");
        var details = window.dialogs.said.getLast();
        assertTrue(
                details.contains("Java: ") && details.contains(Runtime.version().toString()), details);
    }

    private PreferencesViewModel model(KeyRing keyRing) {
        return Window.onFx(() -> new PreferencesViewModel(
                settings,
                keyRing,
                window.background,
                window.dialogs,
                theme -> window.theme().apply(dev.ferry.ui.fx.Theme.Mode.valueOf(theme.name())),
                bringing -> new PublishedJars(new JarSources(
                        bringing.company().orElse(null),
                        bringing.offlineFolder(),
                        null,
                        folder.resolve("cache"),
                        folder.resolve("m2")))));
    }

    private final class FakeRing implements KeyRing {
        @Override
        public boolean isAvailable() {
            return true;
        }

        @Override
        public Optional<Secret> find(String service, String account) {
            return Optional.empty();
        }

        @Override
        public void keep(String service, String account, Secret secret) {
            ring.add(account);
        }

        @Override
        public void forget(String service, String account) {
            ring.remove(account);
        }
    }
}
