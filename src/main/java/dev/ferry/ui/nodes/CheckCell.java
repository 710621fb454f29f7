package dev.ferry.ui.nodes;

import dev.ferry.outcome.Severity;
import dev.ferry.run.Check;
import dev.ferry.run.CheckState;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.Mark;
import org.jspecify.annotations.Nullable;

/// One check on one node, as the matrix shows it.
///
/// @param check which
/// @param state how it stands
/// @param known what the journal knows; null if nothing
/// @param because the check that stands in its way; null if it was asked, or something else does
/// @param loader of the loader's check, what is known of the loader itself
record CheckCell(
        Check check,
        State state,
        @Nullable CheckState known,
        @Nullable Check because,
        LoaderSeen loader) {
    CheckCell(Check check, State state, @Nullable CheckState known, @Nullable Check because) {
        this(check, state, known, because, LoaderSeen.NOTHING);
    }

    /// The same with what is known of the loader.
    CheckCell with(State now, LoaderSeen seen) {
        return new CheckCell(check, now, known, because, seen);
    }

    /// How a check stands.
    enum State {
        /// Nobody has asked.
        NEVER(Mark.OPEN),
        /// It will be asked in this run.
        WAITING(Mark.OPEN),
        /// It is being asked.
        RUNNING(Mark.RUNNING),
        /// What it is about is being brought to the node.
        BRINGING(Mark.RUNNING),
        /// In order.
        PASS(Mark.DONE),
        /// Somebody should know something.
        WARN(Mark.WARN),
        /// Nothing may start.
        BLOCK(Mark.BLOCKED),
        /// What it is about could not be brought to the node.
        NOT_BROUGHT(Mark.BLOCKED),
        /// Not asked: something before it stands in the way.
        PASSED_OVER(Mark.UNKNOWN),
        /// It was asked, and the run ended before the answer.
        CUT_OFF(Mark.UNKNOWN);

        private final Mark mark;

        State(Mark mark) {
            this.mark = mark;
        }

        Mark mark() {
            return mark;
        }
    }

    /// Whether it is asked on request only, and nobody has: then nothing is missing.
    boolean isIdle() {
        return check.isOnRequest() && state == State.NEVER;
    }

    /// Whether somebody has to look at it.
    boolean isProblem() {
        return switch (state) {
            case WARN, BLOCK, NOT_BROUGHT, CUT_OFF, PASSED_OVER -> true;
            case NEVER, WAITING, RUNNING, BRINGING, PASS -> false;
        };
    }

    /// A word or two; with several findings, how many of them are as bad as that.
    String word() {
        return switch (state) {
            case NEVER -> "–";
            case WAITING -> Messages.text("ui.nodes.state.waiting");
            case RUNNING -> Messages.text("ui.nodes.state.running");
            case BRINGING -> Messages.text("ui.nodes.state.bringing");
            case PASS -> passed();
            case WARN -> counted(Messages.text("ui.nodes.state.warn"), Severity.WARN);
            case BLOCK -> counted(Messages.text("ui.nodes.state.block"), Severity.BLOCK);
            case NOT_BROUGHT -> Messages.text("ui.nodes.state.not-brought");
            case PASSED_OVER -> Messages.text("ui.nodes.state.passed-over");
            case CUT_OFF -> Messages.text("ui.nodes.state.cut-off");
        };
    }

    /// A loader that is in order says which one it is.
    private String passed() {
        var chosen = loader.chosen();
        if (chosen == null) {
            return Messages.text("ui.nodes.state.pass");
        }
        return Messages.text(
                switch (chosen.origin()) {
                    case OWN -> "ui.nodes.state.loader.own";
                    case BROUGHT -> "ui.nodes.state.loader.brought";
                },
                chosen.version());
    }

    private String counted(String word, Severity severity) {
        var findings = known == null ? 0 : known.findings().size();
        return findings < 2 ? word : Messages.text("ui.nodes.state.counted", word, count(severity), findings);
    }

    private long count(Severity severity) {
        return known == null
                ? 0
                : known.findings().stream()
                        .filter(finding -> finding.severity() == severity)
                        .count();
    }
}
