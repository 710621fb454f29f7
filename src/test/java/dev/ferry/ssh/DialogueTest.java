package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ferry.secrets.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DialogueTest {
    private static final Duration QUIET = Duration.ofMillis(100);

    private final Dialogue dialogue =
            new Dialogue("MARK password:", Secret.of("secret"), "MARK\n", QUIET, Duration.ofSeconds(3));
    private final List<String> given = new ArrayList<>();

    private void err(String text) {
        dialogue.err(text.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8).length);
    }

    private void out(String text) {
        dialogue.out(text.getBytes(StandardCharsets.UTF_8), text.length());
    }

    /// @param after what is heard once the password was given, each with standard error's text first
    private Dialogue.End talk(Runnable after) throws Exception {
        dialogue.isLetIn(line -> {
            given.add(new String(line, StandardCharsets.UTF_8));
            after.run();
        });
        return dialogue.end();
    }

    @Test
    void saysNothingToASudoThatDoesNotAsk() throws Exception {
        err("Welcome to node 7\n");
        out("hello\nMARK\n");
        assertEquals(Dialogue.End.STARTED, talk(() -> {}));
        assertEquals(List.of(), given);
    }

    @Test
    void answersBehindTheLecture() throws Exception {
        err("\nWe trust you have received the usual lecture…\n\n");
        err("MARK pass");
        err("word:");
        assertEquals(Dialogue.End.STARTED, talk(() -> out("MARK\n")));
        assertEquals(List.of("secret\n"), given);
    }

    @Test
    void takesAWordBeforeTheNextQuestionForARefusal() throws Exception {
        err("MARK password:");
        assertEquals(Dialogue.End.REFUSED, talk(() -> err("\nDas war wohl nichts.\nMARK password:")));
        assertEquals(List.of("secret\n"), given);
    }

    @Test
    void takesASecondQuestionAtOnceForAnother() throws Exception {
        err("MARK password:");
        assertEquals(Dialogue.End.QUESTION, talk(() -> err("\nMARK password:")));
        assertEquals(List.of("secret\n"), given);
    }

    @Test
    void givesThePasswordToAQuestionForItInOtherWords() throws Exception {
        err("Password for ops@EXAMPLE.ORG: ");
        assertEquals(Dialogue.End.STARTED, talk(() -> out("MARK\n")));
        assertEquals(List.of("secret\n"), given);
    }

    @Test
    void givesItToNoOtherQuestion() throws Exception {
        err("Duo two-factor login for ops\n\n 1. Duo Push to XXX-1234\n\nPasscode or option (1-1): ");
        assertEquals(Dialogue.End.QUESTION, talk(() -> {}));
        assertEquals(List.of(), given);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "One-time password (OATH) for `ops': ",
                "Password & verification code: ",
                "RADIUS token password: ",
                "New password: ",
                "Your password expires in 3 days. Continue? [y/n]: "
            })
    void givesItToNoQuestionThatOnlySpeaksOfAPassword(String question) throws Exception {
        err(question);
        assertEquals(Dialogue.End.QUESTION, talk(() -> {}));
        assertEquals(List.of(), given);
    }

    @Test
    void givesNothingButThePasswordToAQuestionBehindIt() throws Exception {
        err("MARK password:");
        assertEquals(Dialogue.End.QUESTION, talk(() -> err("\nVerification code: ")));
        assertEquals(List.of("secret\n"), given);
    }

    @Test
    void waitsForASecondFactorThatAsksNothingHere() throws Exception {
        err("MARK password:");
        assertEquals(
                Dialogue.End.STARTED,
                talk(() -> Thread.startVirtualThread(() -> {
                    try {
                        Thread.sleep(QUIET.multipliedBy(5));
                    } catch (InterruptedException e) {
                        return;
                    }
                    out("MARK\n");
                })));
    }

    @Test
    void endsWhereNothingMoreCanCome() throws Exception {
        err("sudo: command not found\n");
        dialogue.close();
        dialogue.close();
        assertEquals(Dialogue.End.CLOSED, talk(() -> {}));
    }
}
