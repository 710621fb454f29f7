package dev.ferry.schema;

import dev.ferry.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Says what differs between two schemas, and gives a schema a fingerprint.
public final class SchemaComparison {
    private SchemaComparison() {}

    /// What keeps files of `expected` from being loaded into `actual`: missing keyspaces and tables, other
    /// columns, types, keys, orders or flags, user-defined types with other fields, dropped columns that
    /// are not remembered or that would hide what is loaded. Empty if they fit. Options and indexes do not
    /// count.
    public static List<Message> compare(Schema expected, Schema actual, Set<TableName> tables) {
        var differences = new ArrayList<Message>();
        for (var name : new TreeSet<>(tables)) {
            var wanted = expected.table(name);
            var found = actual.table(name);
            if (wanted.isPresent() && found.isPresent()) {
                compare(wanted.get(), found.get(), differences);
            } else if (wanted.isPresent() || found.isPresent()) {
                differences.add(Message.of(
                        wanted.isPresent() ? "schema.difference.table.missing" : "schema.difference.table.extra",
                        name));
            }
        }
        compareTypes(expected, actual, tables, differences);
        return List.copyOf(differences);
    }

    private static void compare(Table wanted, Table found, List<Message> differences) {
        var comparison = new TableComparison(wanted, found);
        comparison.differences().forEach(each -> differences.add(each.message()));
        comparison
                .forgotten()
                .forEach(each -> differences.add(dropped("schema.difference.dropped.missing", wanted, each)));
        comparison.hiding().forEach(each -> differences.add(dropped("schema.difference.dropped.hides", wanted, each)));
    }

    static Message dropped(String key, Table table, DroppedColumn dropped) {
        return Message.of(key, table.name(), dropped.name(), Times.text(dropped.droppedMicros()));
    }

    private static void compareTypes(Schema expected, Schema actual, Set<TableName> tables, List<Message> differences) {
        for (var keyspace : expected.keyspaces()) {
            var needed = TypeComparison.needed(
                    keyspace,
                    keyspace.tables().stream()
                            .filter(each -> tables.contains(each.name()))
                            .toList());
            for (var type : needed) {
                actual.keyspace(keyspace.name())
                        .flatMap(found -> found.type(type.name()))
                        .ifPresentOrElse(
                                found -> TypeComparison.difference(type, found)
                                        .ifPresent(each -> differences.add(each.message())),
                                () -> differences.add(
                                        Message.of("schema.difference.type.missing", TypeComparison.name(type))));
            }
        }
    }

    /// What has changed on one cluster between two looks, as far as these tables are concerned: all that
    /// {@link #compare(Schema, Schema, Set)} sees, tables that were made anew, newly dropped columns,
    /// replication, indexes and views. Empty if nothing did.
    public static List<Message> drift(Schema before, Schema now, Set<TableName> tables) {
        var changes = new ArrayList<>(compare(before, now, tables));
        for (var name : new TreeSet<>(tables)) {
            before.table(name).ifPresent(was -> now.table(name).ifPresent(is -> changes.addAll(drift(was, is))));
        }
        for (var was : before.keyspaces()) {
            now.keyspace(was.name())
                    .filter(_ ->
                            tables.stream().anyMatch(each -> each.keyspace().equals(was.name())))
                    .ifPresent(is -> changes.addAll(drift(was, is, tables)));
        }
        return List.copyOf(changes);
    }

    private static List<Message> drift(Table was, Table is) {
        var changes = new ArrayList<Message>();
        if (!was.id().equals(is.id())) {
            changes.add(Message.of("schema.drift.table.anew", was.name(), was.id(), is.id()));
        }
        is.droppedColumns().stream()
                .filter(each -> !was.droppedColumns().contains(each))
                .forEach(each -> changes.add(dropped("schema.drift.column.dropped", was, each)));
        if (!was.indexes().equals(is.indexes())) {
            changes.add(Message.of("schema.drift.indexes", was.name()));
        }
        return changes;
    }

    private static List<Message> drift(Keyspace was, Keyspace is, Set<TableName> tables) {
        var changes = new ArrayList<Message>();
        if (!was.replication().equals(is.replication())) {
            changes.add(Message.of("schema.drift.replication", was.name(), was.replication(), is.replication()));
        }
        for (var table : new TreeSet<>(tables)) {
            if (!was.viewsOf(table).equals(is.viewsOf(table))) {
                changes.add(Message.of("schema.drift.views", table));
            }
        }
        return changes;
    }

    /// A text that changes when these tables do in keys, columns, types, dropped columns or ids, and only
    /// then. A table that is not there counts as absent.
    ///
    /// @return 64 hexadecimal digits (SHA-256)
    public static String fingerprint(Schema schema, Set<TableName> tables) {
        return new Fingerprint().of(schema, tables);
    }
}
