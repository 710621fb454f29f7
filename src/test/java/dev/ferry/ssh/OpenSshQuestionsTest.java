package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.secrets.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// OpenSSH and PAM, which ask one question after the other: the system's own module for the password, and
/// one for a code.
final class OpenSshQuestionsTest implements QuestionsContract {
    private static OpenSshServer server;

    @BeforeAll
    static void start() throws Exception {
        server = prepared().start();
    }

    private static OpenSshServer.Setup prepared() {
        return OpenSshServer.prepared()
                .withAccount("ferry", TestSshServer.PASSWORD.reveal())
                .withExpiredAccount("stale", TestSshServer.PASSWORD.reveal())
                .withPam(
                        "auth required pam_unix.so nodelay",
                        "auth required FOLDER/pam_code.so",
                        "account required pam_unix.so",
                        "password required pam_unix.so");
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Override
    public SshLogin login() throws Exception {
        return server.login("ferry");
    }

    @Override
    public Secret password() {
        return TestSshServer.PASSWORD;
    }

    @Test
    void takesAKeyAndThenAnswersWhereTheServerWantsBoth() throws Exception {
        try (var both = prepared()
                .with("AuthenticationMethods publickey,keyboard-interactive")
                .start()) {
            var key = both.key("first", "-t", "ed25519");
            both.authorize(key);
            var answers = new Answers("271828");
            var login = both.login("ferry")
                    .withKeys(List.of(SshKey.of(key)))
                    .withPassword(password())
                    .withAnswering(answers);
            SshRemote.connect(login, new Become.Direct(), _ -> {}).close();
            assertEquals(1, answers.asked().size());
            var log = both.logWith("Accepted keyboard-interactive/pam for ferry");
            assertTrue(log.contains("Partial publickey for ferry"), log);
            assertFalse(log.contains("Failed"), log);

            var failure = OpenSshKeysTest.failed(login.by(Set.of(SshLogin.Kind.KEY)));
            assertEquals("ssh.login.partial", failure.cause().key());
            assertEquals(
                    List.of("key first", "keyboard-interactive", "key file"),
                    failure.cause().arguments());
        }
    }

    /// PAM asks on as long as it likes; a password that has expired brings three questions more.
    @Test
    void goesOnForAsManyRoundsAsTheServerLikes() throws Exception {
        var answers = new Answers("271828");
        var login = server.login("stale").withPassword(password()).withAnswering(answers);
        OpenSshKeysTest.failed(login.by(Set.of(SshLogin.Kind.QUESTIONS)));
        var texts = answers.asked().stream().map(asked -> asked.text()).toList();
        assertTrue(texts.size() >= 2, texts.toString());
        assertTrue(texts.get(0).endsWith("Verification code:"), texts.toString());
        assertTrue(texts.get(1).endsWith("Current password:"), texts.toString());
        assertTrue(texts.get(1).contains("change your password"), texts.toString());
    }

    @Test
    void saysThatTheServerDidNotWaitForTheAnswer() throws Exception {
        try (var hasty = prepared().with("LoginGraceTime 2").start()) {
            var interrupted = new AtomicBoolean();
            var login = hasty.login("ferry").withPassword(password()).withAnswering(_ -> {
                try {
                    Thread.sleep(Duration.ofSeconds(60));
                    return Optional.empty();
                } catch (InterruptedException e) {
                    interrupted.set(true);
                    throw e;
                }
            });
            var failure = OpenSshKeysTest.failed(login.by(Set.of(SshLogin.Kind.QUESTIONS)));
            assertEquals("ssh.question.late", failure.cause().key());
            assertTrue(failure.evidence().contains("Verification code:"), failure.evidence());
            Thread.sleep(200);
            assertTrue(interrupted.get(), "the person is still asked");
        }
    }
}
