package dev.ferry.ui.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.engine.Secrets;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.KeyRing;
import dev.ferry.secrets.Secret;
import dev.ferry.secrets.SessionSecrets;
import dev.ferry.settings.SettingsFile;
import dev.ferry.ui.Window;
import dev.ferry.ui.controls.StageDialogs;
import dev.ferry.ui.preferences.KeptSecrets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WindowSecretsTest {
    private static final Set<String> SOURCES = Set.of("prompt:CQL login reader", "prompt:sudo of ops");

    @TempDir
    private Path folder;

    private final Window window = Window.open();
    private final Map<String, Secret> ring = new ConcurrentHashMap<>();
    private SettingsFile settings;
    private WindowSecrets secrets;

    @BeforeEach
    void open() {
        settings = SettingsFile.in(folder);
        StackPane empty = Window.onFx(StackPane::new);
        window.show(empty);
        var dialogs = Window.onFx(() -> new StageDialogs(window.stage(), null));
        secrets = new WindowSecrets("m01", new FakeRing(), new KeptSecrets(settings), window.background, dialogs);
    }

    @AfterEach
    void close() {
        settings.close();
    }

    @Test
    void whatIsMissingIsAskedForInOneDialogWhileTheCallerWaits() throws Exception {
        var answer = ask();
        window.until(
                "both are asked for",
                () -> window.lookup("#secret-1").tryQuery().isPresent());
        assertTrue(window.lookup("#dialog-verb").query().isDisabled());
        window.clickOn("#secret-0").write("correct horse");
        window.clickOn("#secret-1").write("battery staple");
        window.until(
                "the key ring is there",
                () -> !window.lookup("#secrets-keep").query().isDisabled());
        window.shootDialog("secrets-dialog");
        assertFalse(answer.isDone());
        window.clickOn("#secrets-keep");
        PasswordField field = window.lookup("#secret-0").query();
        window.clickOn("#dialog-verb");
        assertEquals(Secret.of("correct horse"), answer.get().bySource().get("prompt:CQL login reader"));
        assertEquals(Secret.of("battery staple"), answer.get().bySource().get("prompt:sudo of ops"));
        assertEquals("", field.getText(), "nothing stays in a field");
        assertEquals(Set.of("Ferry|m01/CQL login reader", "Ferry|m01/sudo of ops"), ring.keySet());
        assertEquals(answer.get(), secrets.read(SOURCES), "nobody is asked twice");
    }

    @Test
    void whoeverCancelsEndsTheWaitCleanly() throws Exception {
        var answer = ask();
        window.until("it is asked", () -> window.lookup("#secret-0").tryQuery().isPresent());
        // until then the buttons still move
        window.until(
                "the key ring is there",
                () -> !window.lookup("#secrets-keep").query().isDisabled());
        window.lookup(".button").queryAllAs(Button.class).stream()
                .filter(Button::isCancelButton)
                .findFirst()
                .ifPresent(window::clickOn);
        var thrown = assertThrows(ExecutionException.class, answer::get);
        var failure =
                assertInstanceOf(FailureException.class, thrown.getCause()).failure();
        assertEquals("secrets.session.cancelled", failure.cause().key());
    }

    @Test
    void workThatIsGivenUpTakesItsDialogAway() throws Exception {
        var answer = new FutureTask<>(() -> secrets.read(SOURCES));
        var thread = Thread.ofVirtual().start(answer);
        window.until("it is asked", () -> window.lookup("#secret-0").tryQuery().isPresent());
        thread.interrupt();
        window.until(
                "the dialog is gone",
                () -> window.lookup("#secret-0").tryQuery().isEmpty());
        assertInstanceOf(
                InterruptedException.class,
                assertThrows(ExecutionException.class, answer::get).getCause());
    }

    private FutureTask<Secrets> ask() {
        var answer = new FutureTask<>(() -> secrets.read(SOURCES));
        Thread.ofVirtual().start(answer);
        return answer;
    }

    private final class FakeRing implements KeyRing {
        @Override
        public boolean isAvailable() {
            return true;
        }

        @Override
        public Optional<Secret> find(String service, String account) {
            return Optional.ofNullable(ring.get(service + "|" + account));
        }

        @Override
        public void keep(String service, String account, Secret secret) {
            assertEquals(SessionSecrets.SERVICE, service);
            ring.put(service + "|" + account, secret);
        }

        @Override
        public void forget(String service, String account) {
            ring.remove(service + "|" + account);
        }
    }
}
