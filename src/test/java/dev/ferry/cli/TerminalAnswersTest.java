package dev.ferry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ferry.secrets.Inquiry;
import dev.ferry.secrets.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TerminalAnswersTest {
    private static final Inquiry CODE = new Inquiry("workstation → ops@gate:22", "Code:", Inquiry.Echo.HIDDEN);

    private final List<String> noted = new ArrayList<>();

    private record Typist(boolean isThere, String line, List<String> seen) implements TerminalAnswers.Lines {
        @Override
        public String read(String prompt, Inquiry.Echo echo) {
            seen.add(prompt + echo);
            return line;
        }
    }

    @Test
    void theServersWordsAndTheHopAreSaidAndTheLineIsTheAnswer() throws Exception {
        var seen = new ArrayList<String>();
        var answers = new TerminalAnswers(new Typist(true, "123456", seen), noted::add);
        assertEquals(Optional.of(Secret.of("123456")), answers.answer(CODE));
        assertEquals(List.of("workstation → ops@gate:22 asks: Code: HIDDEN"), seen);
    }

    @Test
    void withoutATerminalThereIsNoAnswerAndItIsSaid() throws Exception {
        var answers = new TerminalAnswers(new Typist(false, "x", new ArrayList<>()), noted::add);
        assertEquals(Optional.empty(), answers.answer(CODE));
        assertEquals(
                List.of("workstation → ops@gate:22 asks \"Code:\", and nobody can answer: there is no terminal."),
                noted);
    }

    @Test
    void theEndOfTheInputIsNoAnswer() throws Exception {
        var answers = new TerminalAnswers(new Typist(true, null, new ArrayList<>()), noted::add);
        assertEquals(Optional.empty(), answers.answer(CODE));
    }

    @Test
    void whoeverWaitsForAPersonCanBeStopped() throws Exception {
        var isAsked = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var answers = new TerminalAnswers(
                new TerminalAnswers.Lines() {
                    @Override
                    public boolean isThere() {
                        return true;
                    }

                    @Override
                    public String read(String prompt, Inquiry.Echo echo) {
                        isAsked.countDown();
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            // a terminal does not hear it
                        }
                        return "";
                    }
                },
                noted::add);
        var answer = new FutureTask<>(() -> answers.answer(CODE));
        var thread = Thread.ofVirtual().start(answer);
        isAsked.await();
        thread.interrupt();
        assertEquals(
                InterruptedException.class,
                assertThrows(ExecutionException.class, answer::get).getCause().getClass());
    }
}
