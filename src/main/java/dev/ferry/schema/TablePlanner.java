package dev.ferry.schema;

import dev.ferry.outcome.Severity;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Plans the tables of a keyspace: to be made, or compared where they stand, and held while they are
/// loaded.
final class TablePlanner {
    private final CassandraVersion target;
    private final PlanDraft draft;
    private final Keyspace source;
    private final Keyspace standing;
    private final CqlWriter writer;

    /// A planner for one keyspace.
    ///
    /// @param standing the keyspace on the target; empty where there is none yet
    TablePlanner(CassandraVersion target, PlanDraft draft, Keyspace source, Keyspace standing) {
        this.target = target;
        this.draft = draft;
        this.source = source;
        this.standing = standing;
        this.writer = new CqlWriter(target);
    }

    /// Adds what a table needs.
    void plan(Table table) {
        if (table.columns(Column.Kind.PARTITION_KEY).isEmpty()) {
            draft.add(Notice.TABLE_INCOMPLETE.at(table.place(), "", table.name()));
            return;
        }
        warn(table);
        var found = standing.table(table.name().table());
        if (standing.view(table.name().table()).isPresent()) {
            draft.add(Notice.TABLE_IS_VIEW.at(table.place(), "", table.name()));
        } else if (found.isPresent()) {
            compare(table, found.get());
        } else if (isCreatable(table)) {
            create(table);
        }
    }

    private void warn(Table table) {
        if (table.isCounter()) {
            draft.add(Notice.COUNTER.at(table.place(), table.flags().toString(), table.name()));
        }
        for (var trigger : table.triggers()) {
            draft.add(Notice.TRIGGER_LEFT.at(table.place(), trigger.className(), trigger.name(), table.name()));
        }
    }

    private boolean isCreatable(Table table) {
        var place = table.place();
        if (table.isSuper()) {
            draft.add(Notice.SUPER_TABLE.at(place, table.flags().toString(), table.name()));
            return false;
        }
        if (!new TableShape(table).isExpressible()) {
            draft.add(Notice.COMPACT_NOT_CQL.at(place, declared(table), table.name()));
            return false;
        }
        if (table.isCompact()) {
            draft.add(Notice.COMPACT.at(place, table.flags().toString(), table.name(), target));
        }
        draft.addAll(new TypeCheck(target, place).columns(table, source));
        table.droppedColumns().forEach(each -> checkDropped(table, each));
        table.columns().stream().filter(each -> !each.mask().isEmpty()).forEach(each -> checkMask(table, each));
        return true;
    }

    /// Cassandra lets a dropped column live again only with the kind that it had; older releases were not
    /// so strict.
    private void checkDropped(Table table, DroppedColumn dropped) {
        table.column(dropped.name())
                .filter(lives -> lives.kind() != dropped.kind())
                .ifPresent(lives -> draft.add(Notice.DROPPED_COLUMN_STUCK.at(
                        table.place(),
                        dropped.kind().text() + " ≠ " + lives.kind().text(),
                        table.name(),
                        dropped.name(),
                        dropped.kind().text(),
                        lives.kind().text())));
    }

    private static String declared(Table table) {
        return table.columns().stream()
                .map(each -> each.kind().text() + " " + CqlWriter.definition(each.name(), each.type()))
                .collect(Collectors.joining("\n", table.flags() + "\n", ""));
    }

    private void checkMask(Table table, Column column) {
        var isCarried = target.isAtLeast(5, 0) && ColumnMask.isNative(column.mask());
        draft.add((isCarried ? Notice.MASK_CARRIED : Notice.MASK_LOST)
                .at(table.place(), column.mask(), table.name(), column.name(), column.mask(), target));
    }

    private void create(Table table) {
        var written = writer.table(table);
        draft.addAll(written.findings());
        before(table, "create.table." + table.name(), written.cql());
        replayDroppedColumns(table);
        var grace = draft.edits().options(table).gcGraceSeconds();
        hold(table, grace, grace);
        if (table.options().isCdc() && target.isAtLeast(3, 8)) {
            draft.add(Notice.CDC_HELD.at(table.place(), "cdc = true", table.name()));
            finish(table, "cdc.on." + table.name(), writer.cdcOn(table.name()));
        }
    }

    private void replayDroppedColumns(Table table) {
        if (table.droppedColumns().isEmpty()) {
            return;
        }
        for (var dropped : table.droppedColumns()) {
            var name = table.name() + "." + dropped.name();
            before(table, "drop.column." + name, writer.drop(table.name(), dropped));
            table.column(dropped.name())
                    .ifPresent(column -> before(table, "add.column." + name, writer.add(table.name(), column)));
        }
        draft.add(Notice.DROPPED_COLUMNS_REPLAYED.at(
                table.place(), droppedText(table), table.droppedColumns().size()));
    }

    private static String droppedText(Table table) {
        return table.droppedColumns().stream()
                .map(each -> CqlWriter.definition(each.name(), each.type()) + ", " + Times.text(each.droppedMicros()))
                .collect(Collectors.joining("\n"));
    }

    private void compare(Table table, Table found) {
        table.droppedColumns().forEach(each -> {
            draft.edits().of("drop.column." + table.name() + "." + each.name());
            draft.edits().of("add.column." + table.name() + "." + each.name());
        });
        var comparison = new TableComparison(table, found);
        var differences = comparison.differences();
        for (var each : differences) {
            draft.add(Notice.TABLE_DIFFERS.because(each.message(), table.place(), each.evidence(), table.name()));
        }
        comparison.forgotten().forEach(each -> forgotten(table, found, each));
        comparison
                .hiding()
                .forEach(each -> draft.add(Notice.DROPPED_COLUMN_HIDES.at(
                        table.place(),
                        Cql.name(each.name()) + ", " + Times.text(each.droppedMicros()),
                        table.name(),
                        each.name(),
                        Times.text(each.droppedMicros()))));
        compareMasks(table, found);
        compareOptions(table, found);
        if (differences.isEmpty()) {
            draft.add(Notice.TABLE_STANDS.at(table.place(), "id " + found.id(), table.place()));
        }
        holdStanding(table, found);
    }

    private void forgotten(Table table, Table found, DroppedColumn dropped) {
        var lives = found.column(dropped.name());
        var drop = writer.drop(table.name(), dropped);
        var remedy = lives.map(column -> drop + "; " + writer.add(table.name(), column))
                .orElseGet(() -> writer.add(table.name(), dropped) + "; " + drop);
        draft.add(Notice.DROPPED_COLUMN_MISSING.at(
                table.place(),
                CqlWriter.definition(dropped.name(), dropped.type()) + ", " + Times.text(dropped.droppedMicros()),
                table.name(),
                dropped.name(),
                Times.text(dropped.droppedMicros()),
                remedy));
    }

    private void compareMasks(Table table, Table found) {
        for (var column : table.columns()) {
            var mask = found.column(column.name()).map(Column::mask).orElse(column.mask());
            if (!mask.equals(column.mask())) {
                draft.add(Notice.MASK_DIFFERS.at(
                        table.place(), column.mask() + " ≠ " + mask, table.name(), column.name()));
            }
        }
    }

    /// Of what the target would not take, only that counts here which makes the files themselves
    /// unreadable.
    private void compareOptions(Table table, Table found) {
        var adapted = OptionAdapter.adapt(draft.edits().options(table), target, table.place());
        adapted.findings().stream()
                .filter(each -> each.severity() == Severity.BLOCK)
                .forEach(draft::add);
        var differing = OptionComparison.differences(
                adapted.options(), new TreeMap<>(found.options().values()));
        if (!differing.isEmpty()) {
            draft.add(Notice.OPTIONS_DIFFER.at(
                    table.place(), String.join("\n", differing), table.name(), differing.size()));
        }
    }

    /// What an earlier load has left held is put back to the source's values, which are the only ones left
    /// to know.
    private void holdStanding(Table table, Table found) {
        var own = found.options().gcGraceSeconds();
        var wanted = draft.edits().options(table).gcGraceSeconds();
        var isLeftHeld = own == SchemaPlanner.HELD_GC_GRACE_SECONDS && wanted != own;
        if (isLeftHeld) {
            draft.add(Notice.GC_GRACE_LEFT_HELD.at(table.place(), "gc_grace_seconds = " + own, table.name(), wanted));
        }
        hold(table, own, isLeftHeld ? wanted : own);
        if (found.options().isCdc()) {
            before(table, "cdc.off." + table.name(), writer.cdcOff(table.name()));
        }
        if (found.options().isCdc() || isLeftHeld && table.options().isCdc() && target.isAtLeast(3, 8)) {
            draft.add(Notice.CDC_HELD.at(table.place(), "cdc = true", table.name()));
            finish(table, "cdc.on." + table.name(), writer.cdcOn(table.name()));
        }
    }

    /// Holds tombstones while the table is loaded.
    ///
    /// @param now what the table has when the load begins
    /// @param afterwards what it shall have at the end
    private void hold(Table table, int now, int afterwards) {
        var held = SchemaPlanner.HELD_GC_GRACE_SECONDS;
        if (now < held) {
            before(table, "gc-grace.hold." + table.name(), writer.gcGrace(table.name(), held));
        }
        if (afterwards < held) {
            finish(table, "gc-grace.restore." + table.name(), writer.gcGrace(table.name(), afterwards));
        }
    }

    private void before(Table table, String id, String cql) {
        draft.add(new Statement(id, Stage.BEFORE_LOAD, source.name(), table.place(), cql));
    }

    private void finish(Table table, String id, String cql) {
        draft.add(new Statement(id, Stage.FINISH, source.name(), table.place(), cql));
    }
}
