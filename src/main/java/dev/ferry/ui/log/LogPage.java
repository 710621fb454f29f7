package dev.ferry.ui.log;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Predicate;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/// Lines that grow at their end, and what of them is let through.
final class LogPage {
    /// More are never held: the oldest make room.
    static final int MOST = 200_000;

    private final ObservableList<LogLine> lines = FXCollections.observableArrayList();
    private final FilteredList<LogLine> shown = new FilteredList<>(lines);
    private final ObservableList<String> kinds = FXCollections.observableArrayList();
    private final ObservableList<String> abouts = FXCollections.observableArrayList();
    private final TreeSet<String> seenKinds = new TreeSet<>();
    private final TreeSet<String> seenAbouts = new TreeSet<>();
    private final StringProperty text = new SimpleStringProperty("");
    private final StringProperty kind = new SimpleStringProperty("");
    private final StringProperty about = new SimpleStringProperty("");
    private final BooleanProperty onlyProblems = new SimpleBooleanProperty();
    private final BooleanProperty repeats = new SimpleBooleanProperty();
    private final BooleanProperty follows = new SimpleBooleanProperty(true);

    LogPage() {
        for (var property : List.of(text, kind, about)) {
            property.addListener((ignored, old, now) -> sift());
        }
        for (var property : List.of(onlyProblems, repeats)) {
            property.addListener((ignored, old, now) -> sift());
        }
        sift();
    }

    /// Adds lines at the end.
    void add(List<LogLine> more) {
        if (more.isEmpty()) {
            return;
        }
        var tooMany = lines.size() + more.size() - MOST;
        if (tooMany >= lines.size()) {
            lines.setAll(more.subList(Math.max(0, more.size() - MOST), more.size()));
        } else {
            if (tooMany > 0) {
                lines.remove(0, tooMany);
            }
            lines.addAll(more);
        }
        for (var line : more) {
            note(line.kind(), seenKinds, kinds);
            note(line.about(), seenAbouts, abouts);
        }
    }

    private static void note(String word, TreeSet<String> seen, ObservableList<String> list) {
        if (!word.isEmpty() && seen.add(word)) {
            list.add(seen.headSet(word).size(), word);
        }
    }

    private void sift() {
        shown.setPredicate(wanted());
    }

    private Predicate<LogLine> wanted() {
        var words = text.get().strip().toLowerCase(Locale.ROOT);
        var ofKind = kind.get();
        var ofWhom = about.get();
        var problems = onlyProblems.get();
        var again = repeats.get();
        return line -> (ofKind.isEmpty() || line.kind().equals(ofKind))
                && (ofWhom.isEmpty() || line.about().equals(ofWhom))
                && (!problems || line.isProblem())
                && (again || line.origin() != LogLine.Origin.AUDIT_AGAIN)
                && line.holds(words);
    }

    /// How many lines there are, let through or not.
    int size() {
        return lines.size();
    }

    /// What is let through.
    ObservableList<LogLine> shown() {
        return shown;
    }

    /// The kinds that there are, by name.
    ObservableList<String> kinds() {
        return kinds;
    }

    /// The nodes and others that lines are about, by name.
    ObservableList<String> abouts() {
        return abouts;
    }

    /// The text that is looked for.
    StringProperty text() {
        return text;
    }

    /// The kind that is let through; empty for all.
    StringProperty kind() {
        return kind;
    }

    /// The node that is let through; empty for all.
    StringProperty about() {
        return about;
    }

    /// Whether only what somebody has to look at is let through.
    BooleanProperty onlyProblems() {
        return onlyProblems;
    }

    /// Whether what only says again what was done before is let through.
    BooleanProperty repeats() {
        return repeats;
    }

    /// Whether the newest line is kept in sight.
    BooleanProperty follows() {
        return follows;
    }
}
