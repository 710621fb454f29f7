package dev.ferry.ui.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ferry.secrets.Inquiry;
import dev.ferry.secrets.Secret;
import dev.ferry.ui.Window;
import dev.ferry.ui.controls.StageDialogs;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WindowAnswersTest {
    private static final Inquiry CODE = new Inquiry(
            "workstation → ops@bastion.example.com:22", "One-time password (OATH) for `ops_1':", Inquiry.Echo.HIDDEN);
    private static final Inquiry CHOICE = new Inquiry(
            "workstation → ops@10.20.0.11:22",
            "Duo two-factor login for ops\n\u001b[31m 1. Push to XXX-1234 2. Phone call. Passcode or option (1-2):",
            Inquiry.Echo.SHOWN);

    private final Window window = Window.open();
    private WindowAnswers answers;

    @BeforeEach
    void open() {
        StackPane empty = Window.onFx(StackPane::new);
        window.show(empty);
        var dialogs = Window.onFx(() -> new StageDialogs(window.stage(), null));
        answers = new WindowAnswers(window.background, dialogs, new ReentrantLock(true));
    }

    private FutureTask<Optional<Secret>> ask(Inquiry inquiry) {
        var answer = new FutureTask<>(() -> answers.answer(inquiry));
        Thread.ofVirtual().start(answer);
        return answer;
    }

    private boolean isThere() {
        return window.lookup("#answer").tryQuery().isPresent();
    }

    @Test
    void questionsAreAskedOneAfterTheOther() throws Exception {
        var first = ask(CODE);
        window.until("it is asked", this::isThere);
        var second = ask(CHOICE);
        window.until(
                "the second waits",
                () -> window.lookup("Questions that wait behind this one: 1")
                        .tryQuery()
                        .isPresent());
        assertInstanceOf(PasswordField.class, window.lookup("#answer").query());
        window.shootDialog("answer-hidden");
        window.clickOn("#answer").write("123456").push(KeyCode.ENTER);
        assertEquals(Optional.of(Secret.of("123456")), first.get());
        window.until(
                "the second is asked",
                () -> isThere() && !(window.lookup("#answer").query() instanceof PasswordField));
        window.shootDialog("answer-shown");
        assertFalse(second.isDone());
        window.clickOn("#answer").write("1");
        TextField field = window.lookup("#answer").query();
        window.clickOn("#dialog-verb");
        assertEquals(Optional.of(Secret.of("1")), second.get());
        assertEquals("", field.getText(), "nothing stays in a field");
    }

    @Test
    void whoCancelsGivesNoAnswer() throws Exception {
        var answer = ask(CODE);
        window.until("it is asked", this::isThere);
        window.lookup(".button").queryAllAs(Button.class).stream()
                .filter(Button::isCancelButton)
                .findFirst()
                .ifPresent(window::clickOn);
        assertEquals(Optional.empty(), answer.get());
    }

    @Test
    void aLoginThatIsGivenUpTakesItsDialogAwayAndLetsTheNextAsk() throws Exception {
        var given = new FutureTask<>(() -> answers.answer(CODE));
        var thread = Thread.ofVirtual().start(given);
        window.until("it is asked", this::isThere);
        thread.interrupt();
        window.until("the dialog is gone", () -> !isThere());
        assertThrows(ExecutionException.class, given::get);
        var next = ask(CHOICE);
        window.until("the next is asked", this::isThere);
        window.clickOn("#answer").write("2").push(KeyCode.ENTER);
        assertEquals(Optional.of(Secret.of("2")), next.get());
    }

    @Test
    void whatCouldSteerATerminalIsBlankedOut() {
        assertEquals(
                "Duo two-factor login for ops [31m 1. Push to XXX-1234 2. Phone call. Passcode or option (1-2):",
                CHOICE.text());
    }
}
