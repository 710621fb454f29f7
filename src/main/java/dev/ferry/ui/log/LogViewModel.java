package dev.ferry.ui.log;

import dev.ferry.journal.Journaled;
import dev.ferry.log.AuditEntry;
import dev.ferry.log.AuditFile;
import dev.ferry.log.AuditTrail;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.run.Fact;
import dev.ferry.run.Run;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import dev.ferry.ui.fx.Dialogs;
import dev.ferry.ui.work.Desk;
import dev.ferry.ui.work.Feed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The journal and the audit log as they grow.
final class LogViewModel {
    private static final int MOST_EARLIER = 20_000;
    // a journal of a hundred thousand facts is shown as it is read
    private static final int PIECE = 10_000;

    private final Desk desk;
    private final AuditTrail trail;
    private final Path auditFile;
    private final LogPage facts = new LogPage();
    private final LogPage audit = new LogPage();
    private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Failure> trouble = new ReadOnlyObjectWrapper<>();
    private Run run = Run.EMPTY;
    private long lastFact;
    private long auditPosition;
    private boolean isBehind;
    private boolean isEarlierRead;
    private @Nullable Runnable listening;

    LogViewModel(Desk desk) {
        this(desk, AuditTrail.ofThisProcess(), AuditFile.path());
    }

    /// @param auditFile what earlier processes did
    LogViewModel(Desk desk, AuditTrail trail, Path auditFile) {
        this.desk = desk;
        this.trail = trail;
        this.auditFile = auditFile;
    }

    /// Reads on, and goes on reading.
    void listen() {
        listening = desk.feed().listen(this::heard);
        readFacts();
        if (!isEarlierRead) {
            isEarlierRead = true;
            readEarlier();
        } else {
            poll();
        }
    }

    /// Lets go of the desk.
    void release() {
        if (listening != null) {
            listening.run();
        }
    }

    private void heard(Feed.Frame frame) {
        if (frame.events().stream().anyMatch(Fact.class::isInstance)) {
            readFacts();
        }
    }

    /// One read at a time; what is told meanwhile is read after it.
    private void readFacts() {
        if (reading.get()) {
            isBehind = true;
            return;
        }
        reading.set(true);
        isBehind = false;
        var from = lastFact;
        var before = run;
        desk.background().run(() -> Read.of(desk.journal(from, PIECE), before), this::taken, failure -> {
            trouble.set(failure);
            reading.set(false);
        });
    }

    private void taken(Read read) {
        run = read.run();
        lastFact = Math.max(lastFact, read.last());
        facts.add(read.lines());
        reading.set(false);
        if (isBehind || read.lines().size() == PIECE) {
            readFacts();
        }
    }

    /// Facts in words.
    ///
    /// @param run what has happened, the last of them included
    /// @param last the number of the last; 0 if there are none
    private record Read(List<LogLine> lines, Run run, long last) {
        static Read of(List<Journaled> journaled, Run before) {
            var lines = new ArrayList<LogLine>(journaled.size());
            var run = before;
            for (var each : journaled) {
                run = run.after(each.fact());
                lines.add(LogLine.of(each, run));
            }
            return new Read(
                    lines, run, journaled.isEmpty() ? 0 : journaled.getLast().number());
        }
    }

    private void readEarlier() {
        var position = trail.position();
        var entries = trail.since(0);
        auditPosition = position;
        var start = entries.isEmpty() ? Instant.now() : entries.getFirst().at();
        desk.background()
                .run(
                        () -> earlier(start),
                        earlier -> {
                            audit.add(lines(earlier));
                            audit.add(lines(entries));
                        },
                        failure -> {
                            audit.add(lines(entries));
                            trouble.set(failure);
                        });
    }

    private List<AuditEntry> earlier(Instant before) throws FailureException {
        try {
            return AuditFile.newest(auditFile, before, MOST_EARLIER);
        } catch (IOException e) {
            throw unreadable(auditFile, e, "ui.log.unreadable");
        }
    }

    private static FailureException unreadable(Path file, IOException e, String key) {
        return new FailureException(
                new Failure(
                        Failure.Kind.NEEDS_ATTENTION,
                        "file " + file,
                        Message.of(key),
                        String.valueOf(e),
                        Message.of(key + ".remedy")),
                e);
    }

    private static List<LogLine> lines(List<AuditEntry> entries) {
        return entries.stream().map(LogLine::of).toList();
    }

    /// Looks what has been done to other machines since the last look.
    void poll() {
        var position = trail.position();
        if (position > auditPosition) {
            var since = trail.since(auditPosition);
            auditPosition = position;
            audit.add(lines(since));
        }
    }

    /// Writes what is let through to a file that its user chooses.
    void save(LogPage page, String name) {
        var lines = List.copyOf(page.shown());
        var question = new Dialogs.FileQuestion(
                Messages.text("ui.log.save.title"),
                Optional.empty(),
                name,
                Messages.text("ui.log.save.kind"),
                List.of("*.txt"));
        desk.dialogs().save(question, path -> write(path, lines));
    }

    private void write(Path path, List<LogLine> lines) {
        desk.job(
                Messages.text("ui.log.save.job"),
                job -> {
                    try {
                        Files.write(path, (Iterable<String>) lines.stream().map(LogLine::whole)::iterator);
                        return path;
                    } catch (IOException e) {
                        throw unreadable(path, e, "ui.log.unwritable");
                    }
                },
                done -> {},
                trouble::set);
    }

    /// Puts lines on the clipboard.
    void copy(List<LogLine> lines) {
        desk.dialogs().copy(lines.stream().map(LogLine::whole).collect(Collectors.joining("\n")));
    }

    LogPage facts() {
        return facts;
    }

    LogPage audit() {
        return audit;
    }

    /// Where the whole audit log lies.
    Path auditFile() {
        return auditFile;
    }

    /// Whether the journal is being read.
    ReadOnlyBooleanProperty reading() {
        return reading.getReadOnlyProperty();
    }

    /// What could not be read or written; null if all could.
    ReadOnlyObjectProperty<@Nullable Failure> trouble() {
        return trouble.getReadOnlyProperty();
    }
}
