package dev.ferry.ssh;

import dev.ferry.secrets.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The talk with a sudo that may ask for a password, before the script's input is sent.
///
/// The password is given when sudo asks, once: a sudo that asks a second time has refused it, and every
/// further try would count towards locking the account. Nothing else is ever said, so that no other
/// question, such as one for a one-time code, takes the script's input for its answer. The script has
/// started when it prints its mark; one whose sudo does not ask (a cached answer, `NOPASSWD`) never hears
/// the password.
final class Dialogue {
    /// How long a question of somebody else's stands on the last line before it is taken for one.
    private static final Duration QUIET = Duration.ofSeconds(2);

    // a second factor may have to be confirmed on a telephone
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final String prompt;
    private final Secret password;
    private final String start;
    private final Duration quiet;
    private final Duration limit;
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder err = new StringBuilder();
    private int closed;
    private long heardAt = System.nanoTime();
    private @Nullable End end;

    /// @param prompt what sudo asks for the password with
    /// @param start what the script prints to standard output first
    Dialogue(String prompt, Secret password, String start) {
        this(prompt, password, start, QUIET, LIMIT);
    }

    Dialogue(String prompt, Secret password, String start, Duration quiet, Duration limit) {
        this.prompt = prompt;
        this.password = password;
        this.start = start;
        this.quiet = quiet;
        this.limit = limit;
    }

    /// How the talk ended.
    enum End {
        /// The script has started.
        STARTED,
        /// sudo asked a second time: the password was not the right one.
        REFUSED,
        /// Something else was asked than the password.
        QUESTION,
        /// Nothing more came.
        CLOSED
    }

    /// Takes what came on standard output.
    synchronized void out(byte[] bytes, int length) {
        if (end == null) {
            hear(out, bytes, length);
        }
    }

    /// Takes what came on standard error.
    synchronized void err(byte[] bytes, int length) {
        if (end == null) {
            hear(err, bytes, length);
        }
    }

    // the mark and the prompts are ASCII, whatever bytes are around them
    private void hear(StringBuilder stream, byte[] bytes, int length) {
        stream.append(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
        heardAt = System.nanoTime();
        notifyAll();
    }

    /// One of the two streams has ended.
    synchronized void close() {
        closed++;
        notifyAll();
    }

    /// How it ended; null if it still goes on.
    synchronized @Nullable End end() {
        return end;
    }

    /// Talks until the script has started or never will.
    ///
    /// @return whether it has started
    boolean isLetIn(Answer answer) throws IOException, InterruptedException {
        var begun = System.nanoTime();
        for (int answers = 0; ; answers++) {
            var next = next(answers, begun);
            if (next != null) {
                return next == End.STARTED;
            }
            answer.give((password.reveal() + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /// Waits for a question for the password, and gives null then; else the end.
    private synchronized @Nullable End next(int answers, long begun) throws InterruptedException {
        while (true) {
            var now = System.nanoTime();
            var asked = prompts() > answers;
            if (out.indexOf(start) >= 0) {
                return end = End.STARTED;
            } else if (asked) {
                return answers == 0 ? null : (end = askedAgain());
            } else if (closed == 2) {
                return end = End.CLOSED;
            } else if (now - begun > limit.toNanos()) {
                return end = End.QUESTION;
            }
            var question = question();
            if (!question.isEmpty() && now - heardAt >= quiet.toNanos()) {
                if (answers == 0 && asksForPassword(question)) {
                    return null;
                }
                return end = End.QUESTION;
            }
            wait(Math.max(1, quiet.toMillis() / 4));
        }
    }

    // where PAM asks in its own words sudo's prompt is not used: "Password for ops@EXAMPLE.ORG: "
    private static boolean asksForPassword(String question) {
        return question.endsWith(":") && Questions.asksForPassword(question);
    }

    /// A refusal comes with a word about it ("Sorry, try again.", an administrator's own, an insult) before the
    /// next question; a second module of PAM that wants an answer too asks at once, and sudo in our words.
    private End askedAgain() {
        var first = err.indexOf(prompt) + prompt.length();
        var between = err.substring(first, err.indexOf(prompt, first));
        return between.isBlank() ? End.QUESTION : End.REFUSED;
    }

    private int prompts() {
        int count = 0;
        for (int at = err.indexOf(prompt); at >= 0; at = err.indexOf(prompt, at + prompt.length())) {
            count++;
        }
        return count;
    }

    /// What stands on the last line of standard error behind our own question; empty if nothing.
    private String question() {
        var from = Math.max(
                err.lastIndexOf("\n") + 1, err.lastIndexOf(prompt) < 0 ? 0 : err.lastIndexOf(prompt) + prompt.length());
        return err.substring(Math.min(from, err.length())).strip();
    }

    /// Gives an answer.
    @FunctionalInterface
    interface Answer {
        void give(byte[] line) throws IOException, InterruptedException;
    }
}
