package dev.ferry.schema;

import dev.ferry.outcome.Severity;
import dev.ferry.schema.SchemaFix.ChooseReplication;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The schema on its way to the target, object by object: what a screen shows and a user works on.
///
/// Immutable. After a change of choices {@link #with(SchemaChoices)} looks only at the keyspaces and tables
/// that the change is about.
public final class SchemaDraft {
    private final SchemaBasis basis;
    private final SchemaChoices choices;
    private final Map<String, DraftUnit> units;
    private final List<SchemaObject> objects;

    private SchemaDraft(SchemaBasis basis, SchemaChoices choices, Map<String, DraftUnit> units) {
        this.basis = basis;
        this.choices = choices;
        this.units = units;
        this.objects = Stream.concat(units.values().stream().flatMap(each -> each.objects().stream()), lost().stream())
                .toList();
    }

    /// The draft for what was seen, with what a person has decided.
    public static SchemaDraft of(SchemaBasis basis, SchemaChoices choices) {
        var planner = new SchemaPlanner(basis.target(), choices);
        var units = new LinkedHashMap<String, DraftUnit>();
        for (var keyspace : basis.source().keyspaces()) {
            var tables = tables(basis, keyspace);
            if (!tables.isEmpty()) {
                units.put(key(keyspace), DraftUnit.ofKeyspace(basis, planner, keyspace, tables));
                for (var table : tables) {
                    units.put(key(table), DraftUnit.ofTable(basis, planner, keyspace, table));
                }
            }
        }
        return new SchemaDraft(basis, choices, units);
    }

    private static List<Table> tables(SchemaBasis basis, Keyspace keyspace) {
        return keyspace.tables().stream()
                .filter(each -> basis.selection().contains(each.name()))
                .toList();
    }

    private static String key(Keyspace keyspace) {
        return "keyspace " + keyspace.name();
    }

    private static String key(Table table) {
        return table.place();
    }

    /// The same with other choices.
    public SchemaDraft with(SchemaChoices next) {
        if (next.equals(choices)) {
            return this;
        }
        var planner = new SchemaPlanner(basis.target(), next);
        var changedEdits = changed(choices.edits(), next.edits());
        var changedKeyspaces = changed(choices.replication(), next.replication());
        var fresh = new LinkedHashMap<>(units);
        fresh.replaceAll((_, unit) -> {
            var isHit = unit.asked().stream().anyMatch(changedEdits::contains)
                    || unit.table().isEmpty()
                            && (choices.policy() != next.policy()
                                    || !choices.dataCentres().equals(next.dataCentres())
                                    || changedKeyspaces.contains(unit.keyspace().name()));
            return isHit ? again(planner, unit) : unit;
        });
        return new SchemaDraft(basis, next, fresh);
    }

    private DraftUnit again(SchemaPlanner planner, DraftUnit unit) {
        var keyspace = unit.keyspace();
        return unit.table()
                .map(table -> DraftUnit.ofTable(basis, planner, keyspace, table))
                .orElseGet(() -> DraftUnit.ofKeyspace(basis, planner, keyspace, tables(basis, keyspace)));
    }

    private static <T> Set<String> changed(Map<String, T> before, Map<String, T> after) {
        var changed = new HashSet<>(before.keySet());
        changed.addAll(after.keySet());
        changed.removeIf(each -> Objects.equals(before.get(each), after.get(each)));
        return changed;
    }

    /// Tables that the source does not have, and edits without a statement.
    private List<SchemaObject> lost() {
        var lost = new ArrayList<SchemaObject>();
        for (var name : basis.selection().stream().sorted().toList()) {
            if (!units.containsKey("table " + name)) {
                lost.add(DraftUnit.lost("table " + name, Notice.TABLE_ABSENT.at("table " + name, "", name), List.of()));
            }
        }
        var asked = new HashSet<String>();
        if (!choices.edits().isEmpty()) {
            units.values().forEach(each -> asked.addAll(each.asked()));
        }
        choices.edits().forEach((id, text) -> {
            if (!asked.contains(id)) {
                var place = PlanDraft.place(id);
                lost.add(DraftUnit.lost(
                        place, Notice.EDIT_STALE.at(place, text, place), List.of(new SchemaFix.Reset(id))));
            }
        });
        return lost;
    }

    /// What it is made of.
    public SchemaBasis basis() {
        return basis;
    }

    /// What a person has decided.
    public SchemaChoices choices() {
        return choices;
    }

    /// All objects: each keyspace, its types, then each table with its indexes and views.
    public List<SchemaObject> objects() {
        return objects;
    }

    /// The object that findings name so: `table shop.orders`.
    public Optional<SchemaObject> object(String place) {
        return objects.stream().filter(each -> each.place().equals(place)).findFirst();
    }

    /// Whether something has to be mended before anything may start.
    public boolean isBlocked() {
        return objects.stream().anyMatch(each -> each.severity() == Severity.BLOCK);
    }

    /// Everything that would run, in order; stages never go back.
    public List<Statement> statements() {
        var all = new HashMap<Stage, List<Statement>>();
        units.values().stream()
                .flatMap(each -> each.statements().stream())
                .forEach(each -> all.computeIfAbsent(each.stage(), _ -> new ArrayList<>())
                        .add(each));
        return Stream.of(Stage.values())
                .sorted(Comparator.naturalOrder())
                .flatMap(each -> all.getOrDefault(each, List.of()).stream())
                .toList();
    }

    /// What one click would do about the replication of every keyspace that has something noted about it.
    public List<ChooseReplication> replicationFixes() {
        return objects.stream()
                .filter(each -> each.kind() == SchemaObject.Kind.KEYSPACE)
                .flatMap(each -> each.notes().stream().filter(SchemaNote::isNotable))
                .flatMap(each -> each.fixes().stream())
                .filter(ChooseReplication.class::isInstance)
                .map(ChooseReplication.class::cast)
                .distinct()
                .toList();
    }

    /// The replication that a keyspace will have, as it is written now.
    public Optional<Replication> replication(String keyspace) {
        return object("keyspace " + keyspace)
                .flatMap(each -> CqlReader.read(Edits.bare(each.target()))
                        .read()
                        .filter(CqlStatement.CreateKeyspace.class::isInstance)
                        .map(read -> ((CqlStatement.CreateKeyspace) read).replication()));
    }
}
