package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.secrets.Answering;
import dev.ferry.secrets.Inquiry;
import dev.ferry.secrets.Secret;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What holds of every server that asks for the password and then for a one-time code, 271828, at login.
interface QuestionsContract {
    /// A login of such an account, without its password, by questions alone.
    SshLogin login() throws Exception;

    /// What its user's password is.
    Secret password();

    /// Remembers what it was asked, and answers always the same.
    final class Answers implements Answering {
        private final List<Inquiry> asked = Collections.synchronizedList(new ArrayList<>());
        private final Optional<Secret> answer;

        Answers(String answer) {
            this.answer = answer.isEmpty() ? Optional.empty() : Optional.of(Secret.of(answer));
        }

        @Override
        public Optional<Secret> answer(Inquiry inquiry) {
            asked.add(inquiry);
            return answer;
        }

        List<Inquiry> asked() {
            return List.copyOf(asked);
        }
    }

    private SshLogin login(Answers answers) throws Exception {
        return login().by(Set.of(SshLogin.Kind.QUESTIONS)).withAnswering(answers);
    }

    @Test
    default void answersForThePasswordItselfAndAsksForTheCodeInTheServersWords() throws Exception {
        var answers = new Answers("271828");
        SshRemote.connect(login(answers).withPassword(password()), new Become.Direct(), _ -> {})
                .close();
        var hop = new Hop("workstation", login().host() + ":" + login().port()).toString();
        assertEquals(
                List.of(new Inquiry(hop, "Your token is the blue one. Verification code:", Inquiry.Echo.SHOWN)),
                answers.asked());
    }

    @Test
    default void asksForEverythingWithoutAPassword() throws Exception {
        var answers = new Answers("not the password");
        assertEquals(
                "ssh.login.refused",
                OpenSshKeysTest.failed(login(answers)).cause().key());
        assertTrue(
                answers.asked().getFirst().text().endsWith("Password:"),
                answers.asked().toString());
        assertEquals(Inquiry.Echo.HIDDEN, answers.asked().getFirst().echo());
    }

    @Test
    default void isRefusedWithAWrongCode() throws Exception {
        var answers = new Answers("314159");
        var failure = OpenSshKeysTest.failed(login(answers).withPassword(password()));
        assertEquals("ssh.login.refused", failure.cause().key());
        assertEquals(1, answers.asked().size());
        assertFalse(failure.toString().contains("314159"));
    }

    @Test
    default void endsWithTheQuestionWhereNobodyAnswers() throws Exception {
        var failure = OpenSshKeysTest.failed(login(new Answers("")).withPassword(password()));
        assertEquals("ssh.question.unanswered", failure.cause().key());
        assertTrue(failure.evidence().contains("Verification code:"), failure.evidence());
    }
}
