package dev.ferry.ui.source;

import dev.ferry.migration.Selection;
import dev.ferry.schema.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Which tables of a catalogue move, and how that is said in patterns.
///
/// What a user ticks is turned into as few patterns as will do; a pattern that was typed is kept as it was
/// typed, so that it means tables that come later, too.
record TableChoice(Catalogue catalogue, Selection selection, Set<TableName> taken) {
    private static final Selection NOTHING = new Selection(List.of(), List.of("*.*"));

    TableChoice {
        taken = Set.copyOf(taken);
    }

    /// What a selection takes of a catalogue.
    static TableChoice of(Catalogue catalogue, Selection selection) {
        return new TableChoice(catalogue, selection, takenBy(catalogue, selection));
    }

    private static Set<TableName> takenBy(Catalogue catalogue, Selection selection) {
        return catalogue.tables().stream()
                .map(TableEntry::name)
                .filter(selection::takes)
                .collect(Collectors.toSet());
    }

    /// How much of something is chosen.
    enum Share {
        ALL,
        SOME,
        NONE
    }

    /// Whether a table is chosen.
    boolean takes(TableName table) {
        return taken.contains(table);
    }

    /// How much of a keyspace is chosen. One without tables is chosen if a table of it would be.
    Share share(KeyspaceEntry keyspace) {
        if (keyspace.tables().isEmpty()) {
            return selection.takes(new TableName(keyspace.name(), "")) ? Share.ALL : Share.NONE;
        }
        var count = keyspace.tables().stream()
                .filter(table -> taken.contains(table.name()))
                .count();
        return count == 0 ? Share.NONE : count == keyspace.tables().size() ? Share.ALL : Share.SOME;
    }

    /// How many tables, SSTables and bytes are chosen.
    Totals totals() {
        var chosen = catalogue.tables().stream()
                .filter(table -> taken.contains(table.name()))
                .toList();
        return new Totals(
                chosen.size(),
                catalogue.tables().size(),
                chosen.stream().mapToLong(TableEntry::sstables).sum(),
                chosen.stream().mapToLong(TableEntry::bytes).sum());
    }

    /// The sum of a choice.
    ///
    /// @param of how many tables there are
    record Totals(int tables, int of, long sstables, long bytes) {}

    /// Everything.
    Selection all() {
        return Selection.everything();
    }

    /// Nothing.
    Selection none() {
        return NOTHING;
    }

    /// What is not chosen now.
    Selection inverted() {
        var others = new HashSet<TableName>();
        catalogue.tables().stream()
                .map(TableEntry::name)
                .filter(table -> !taken.contains(table))
                .forEach(others::add);
        return shortest(others);
    }

    /// A table taken, or left if it was taken.
    Selection toggled(TableName table) {
        return takes(table) ? without(table.toString()) : with(table.toString());
    }

    /// A keyspace taken whole, or left if it was taken whole.
    Selection toggled(KeyspaceEntry keyspace) {
        var pattern = keyspace.name() + ".*";
        return share(keyspace) == Share.ALL ? without(pattern) : with(pattern);
    }

    /// What is chosen and all that a pattern means.
    Selection with(String pattern) {
        var all = matched(pattern);
        var wanted = new HashSet<>(taken);
        wanted.addAll(all);
        var include = new LinkedHashSet<>(selection.include());
        // with nothing included but everything left out, the pattern begins a new list
        var isNothing = taken.isEmpty();
        if (isNothing || !include.isEmpty()) {
            include.add(pattern);
        }
        var exclude = isNothing
                ? List.<String>of()
                : selection.exclude().stream()
                        .filter(left -> !isWithin(left, pattern, all))
                        .toList();
        return fitting(new Selection(isNothing ? List.of(pattern) : List.copyOf(include), exclude), wanted);
    }

    /// What is chosen but what a pattern means.
    Selection without(String pattern) {
        var all = matched(pattern);
        var wanted = new HashSet<>(taken);
        wanted.removeAll(all);
        var include = selection.include().stream()
                .filter(taken -> !isWithin(taken, pattern, all))
                .toList();
        var isStillTaken = all.stream().anyMatch(new Selection(include, selection.exclude())::takes);
        var exclude = new ArrayList<>(selection.exclude());
        if (isStillTaken && !exclude.contains(pattern)) {
            exclude.removeIf(left -> isWithin(left, pattern, all));
            exclude.add(pattern);
        }
        return wanted.isEmpty() ? NOTHING : fitting(new Selection(include, exclude), wanted);
    }

    /// The tables that a pattern means.
    Set<TableName> matched(String pattern) {
        return catalogue.tables().stream()
                .map(TableEntry::name)
                .filter(table -> Selection.matches(pattern, table))
                .collect(Collectors.toSet());
    }

    private boolean isWithin(String inner, String outer, Set<TableName> all) {
        if (inner.equals(outer)) {
            return true;
        }
        var dot = inner.indexOf('.');
        if (dot > 0 && inner.indexOf('*') < 0) {
            return all.contains(new TableName(inner.substring(0, dot), inner.substring(dot + 1)));
        }
        var means = matched(inner);
        return !means.isEmpty() && all.containsAll(means);
    }

    private Selection fitting(Selection proposed, Set<TableName> wanted) {
        return takenBy(catalogue, proposed).equals(wanted) ? tidy(proposed, wanted) : shortest(wanted);
    }

    /// Where every table is named one by one, everything is meant.
    private Selection tidy(Selection proposed, Set<TableName> wanted) {
        var isEverything = wanted.size() == catalogue.tables().size()
                && proposed.include().stream().noneMatch(pattern -> pattern.contains("*"));
        return isEverything ? Selection.everything() : proposed;
    }

    /// The shortest way to say that these tables are taken: keyspace by keyspace, by what is in or by what
    /// is out.
    private Selection shortest(Set<TableName> wanted) {
        if (wanted.isEmpty()) {
            return NOTHING;
        }
        var include = new ArrayList<String>();
        var exclude = new ArrayList<String>();
        var whole = 0;
        for (var keyspace : catalogue.keyspaces()) {
            var in = names(keyspace, wanted::contains);
            var out = names(keyspace, table -> !wanted.contains(table));
            if (!in.isEmpty() && out.size() <= in.size()) {
                include.add(keyspace.name() + ".*");
                exclude.addAll(out);
                whole++;
            } else {
                include.addAll(in);
            }
        }
        return whole == catalogue.keyspaces().size()
                ? new Selection(List.of(), exclude)
                : new Selection(include, exclude);
    }

    private static List<String> names(KeyspaceEntry keyspace, Predicate<TableName> which) {
        return keyspace.tables().stream()
                .map(TableEntry::name)
                .filter(which)
                .map(TableName::toString)
                .toList();
    }
}
