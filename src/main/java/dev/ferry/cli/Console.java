package dev.ferry.cli;

import dev.ferry.outcome.Failure;
import dev.ferry.plan.Plan;
import dev.ferry.secrets.Answering;
import dev.ferry.secrets.Inquiry;
import dev.ferry.secrets.Redactor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/// Where the command writes: answers to standard output, everything else to standard error, so that both
/// can be piped.
final class Console {
    private final PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    private final PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);

    private final Answering answering = new TerminalAnswers(new Typed(), this::note);
    private volatile @Nullable Progress progress;

    /// Asks on this terminal what servers ask.
    Answering answering() {
        return answering;
    }

    /// A line of the answer.
    void print(String line) {
        out.println(Redactor.redact(line));
    }

    /// A line about the work.
    void note(String line) {
        err.println(Redactor.redact(line));
    }

    /// A failure in full.
    void fail(String what, Failure failure) {
        FactLines.failure(Mark.FAIL + " " + what, failure).forEach(this::note);
    }

    /// How a run is shown.
    Progress progress(Display display, Plan plan) {
        var shown = shown(display, plan);
        progress = shown;
        return shown;
    }

    private Progress shown(Display display, Plan plan) {
        return switch (display) {
            case JSON -> new JsonProgress(out);
            case PLAIN -> new PlainProgress(out, plan);
            case AUTO -> isTerminal() ? live(plan) : new PlainProgress(out, plan);
        };
    }

    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    private Progress live(Plan plan) {
        var terminal = terminal();
        return terminal == null ? new PlainProgress(out, plan) : new LiveProgress(terminal, plan);
    }

    private static @Nullable Terminal terminal() {
        try {
            // signals stay with the JVM: Ctrl-C has to reach the shutdown hook
            return TerminalBuilder.builder()
                    .system(true)
                    .dumb(false)
                    .nativeSignals(false)
                    .build();
        } catch (IOException | IllegalStateException e) {
            return null;
        }
    }

    /// What is typed on this process's terminal, while nothing is drawn there.
    private final class Typed implements TerminalAnswers.Lines {
        @Override
        public boolean isThere() {
            return isTerminal();
        }

        @Override
        public @Nullable String read(String prompt, Inquiry.Echo echo) {
            var drawing = progress;
            if (drawing == null) {
                return line(prompt, echo);
            }
            drawing.rest();
            try {
                return line(prompt, echo);
            } finally {
                drawing.goOn();
            }
        }

        private static @Nullable String line(String prompt, Inquiry.Echo echo) {
            var terminal = System.console();
            if (terminal == null) {
                return null;
            }
            if (echo == Inquiry.Echo.SHOWN) {
                return terminal.readLine("%s", prompt);
            }
            var typed = terminal.readPassword("%s", prompt);
            return typed == null ? null : new String(typed);
        }
    }

    /// What a run looks like.
    enum Display {
        /// Live on a terminal, plain otherwise.
        AUTO,
        /// A line per fact.
        PLAIN,
        /// A JSON object a line.
        JSON
    }
}
