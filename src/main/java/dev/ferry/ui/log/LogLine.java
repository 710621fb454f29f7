package dev.ferry.ui.log;

import dev.ferry.journal.Journaled;
import dev.ferry.log.AuditEntry;
import dev.ferry.report.FactText;
import dev.ferry.run.Run;
import dev.ferry.text.Messages;
import dev.ferry.text.Moments;
import dev.ferry.ui.controls.Mark;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One line of the log.
///
/// @param at when
/// @param kind what sort of thing it is, for people
/// @param about a node's address, or who the other side is; empty if it is about none
/// @param mark how it ended
/// @param text in one line
/// @param more what stands below: reason, evidence, remedy; the whole of a command; empty if there is no more
/// @param origin where it comes from
record LogLine(Instant at, String kind, String about, Mark mark, String text, String more, Origin origin) {
    private static final int LONGEST = 300;
    private static final String CQL = "CQL ";
    private static final Set<String> COMMON = Set.of("LC_ALL=C; export LC_ALL", "umask 077");

    /// A fact as a line.
    ///
    /// @param run what has happened, this fact included
    static LogLine of(Journaled journaled, Run run) {
        var fact = FactText.of(journaled.fact(), run);
        var kind = Messages.text("ui.log.kind." + fact.kind().name().toLowerCase(Locale.ROOT));
        return new LogLine(
                journaled.at(), kind, fact.node(), mark(fact.verdict()), fact.title(), more(fact), Origin.JOURNAL);
    }

    private static Mark mark(FactText.Verdict verdict) {
        return switch (verdict) {
            case STARTED -> Mark.RUNNING;
            case PASSED -> Mark.DONE;
            case WARNED -> Mark.WARN;
            case FAILED -> Mark.FAILED;
            case UNKNOWN -> Mark.UNKNOWN;
            case TOLD -> Mark.OPEN;
        };
    }

    private static String more(FactText fact) {
        return Stream.of(
                        fact.reason(),
                        String.join("\n", fact.evidence()),
                        fact.remedy().isEmpty() ? "" : "→ " + fact.remedy())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /// An entry of the audit log as a line.
    static LogLine of(AuditEntry entry) {
        return new LogLine(
                entry.at(),
                Messages.text("ui.log.kind." + kind(entry)),
                entry.who(),
                Mark.OPEN,
                summary(entry.text()),
                entry.text(),
                entry.isRepeated() ? Origin.AUDIT_AGAIN : Origin.AUDIT);
    }

    /// A script on one line, without what every script begins with.
    private static String summary(String text) {
        var line = text.lines()
                .map(String::strip)
                .filter(each -> !each.isEmpty() && !COMMON.contains(each))
                .collect(Collectors.joining(" ⏎ "));
        var said = line.startsWith(CQL) ? line.substring(CQL.length()) : line;
        return said.length() <= LONGEST ? said : said.substring(0, LONGEST) + " …";
    }

    private static String kind(AuditEntry entry) {
        if (entry.text().startsWith(CQL)) {
            return "cql";
        }
        return entry.who().contains("API") ? "api" : "command";
    }

    /// Whether somebody has to look at it.
    boolean isProblem() {
        return switch (mark) {
            case WARN, FAILED, UNKNOWN, BLOCKED -> true;
            case OPEN, RUNNING, PAUSED, DONE -> false;
        };
    }

    /// Whether it holds a text.
    ///
    /// @param wanted in small letters
    boolean holds(String wanted) {
        return wanted.isEmpty()
                || text.toLowerCase(Locale.ROOT).contains(wanted)
                || about.toLowerCase(Locale.ROOT).contains(wanted)
                || more.toLowerCase(Locale.ROOT).contains(wanted);
    }

    /// All of it as text, for the clipboard and for files. What was done is quoted word for word.
    String whole() {
        var head = Moments.exact(at) + "  " + kind + "  " + (about.isEmpty() ? "" : about + "  ")
                + (mark == Mark.OPEN ? "" : mark.word() + "  ");
        if (origin != Origin.JOURNAL) {
            return head + (more.contains("\n") ? "\n" + more.indent(4).stripTrailing() : more);
        }
        return more.isEmpty()
                ? head + text
                : head + text + "\n" + more.indent(4).stripTrailing();
    }

    /// Where a line comes from.
    enum Origin {
        /// A fact of the journal.
        JOURNAL,
        /// Something that was done to another machine.
        AUDIT,
        /// The same, done again.
        AUDIT_AGAIN
    }
}
