package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.secrets.Secret;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.keyboard.PromptEntry;
import org.apache.sshd.server.session.ServerSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server that asks both questions in one round.
final class QuestionsTest implements QuestionsContract {
    @TempDir
    Path folder;

    private TestSshServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestSshServer();
        server.server().setKeyboardInteractiveAuthenticator(new KeyboardInteractiveAuthenticator() {
            @Override
            public InteractiveChallenge generateChallenge(
                    ServerSession session, String user, String language, String methods) {
                var challenge = new InteractiveChallenge();
                challenge.setInteractionName("Your token");
                challenge.setInteractionInstruction("is the blue one.\n");
                challenge.setLanguageTag("");
                challenge.addPrompt(new PromptEntry("Password: ", false));
                challenge.addPrompt(new PromptEntry("Verification code: ", true));
                return challenge;
            }

            @Override
            public boolean authenticate(ServerSession session, String user, List<String> answers) {
                return answers.equals(List.of(TestSshServer.PASSWORD.reveal(), "271828"));
            }
        });
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Override
    public SshLogin login() {
        return server.loginWithNothing(folder);
    }

    @Override
    public Secret password() {
        return TestSshServer.PASSWORD;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Password: ",
                "Password:",
                "password",
                "ferry's password: ",
                "(ferry@node7) Password: ",
                "Password for ferry@node7:",
                "LDAP Password: ",
                "Enter your password:",
                "You are required to change your password immediately.\nCurrent password: ",
                "Passwort: ",
                "Mot de passe : "
            })
    void knowsTheQuestionForThePassword(String text) {
        assertTrue(Questions.asksForPassword(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Verification code: ",
                "New password: ",
                "Retype new password: ",
                "One-time password (OATH) for `ferry': ",
                "Password & verification code: ",
                "Enter PASSCODE: ",
                "Second Factor: ",
                "Passcode or option (1-3): ",
                "Password:\nTell me a code: "
            })
    void takesNoOtherQuestionForIt(String text) {
        assertFalse(Questions.asksForPassword(text));
    }

    @Test
    void showsTheServersWordsOnOneLineWithoutWhatATerminalWouldObey() {
        assertEquals("Duo for ferry Passcode:", Questions.words("", "Duo\nfor \u001B[31mferry", "\tPasscode:\u202E "));
        assertEquals("", Questions.words("\u0007\n"));
        assertTrue(Questions.words("x".repeat(2000)).length() < 500);
    }
}
