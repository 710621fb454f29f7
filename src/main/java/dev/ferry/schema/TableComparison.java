package dev.ferry.schema;

import dev.ferry.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Compares two tables as far as files of the one have to fit into the other. The format of the files goes
/// by position and kind, so nothing that differs here is harmless.
record TableComparison(Table expected, Table actual) {
    /// How columns, keys and flags differ.
    List<Difference> differences() {
        var differences = new ArrayList<Difference>();
        compareFlags(differences);
        for (var column : expected.columns()) {
            actual.column(column.name())
                    .ifPresentOrElse(
                            found -> compareColumn(column, found, differences),
                            () -> differences.add(onlyOnOneSide("schema.difference.column.missing", column)));
        }
        actual.columns().stream()
                .filter(each -> expected.column(each.name()).isEmpty())
                .forEach(each -> differences.add(onlyOnOneSide("schema.difference.column.extra", each)));
        return List.copyOf(differences);
    }

    private void compareFlags(List<Difference> differences) {
        var wanted = layout(expected);
        var found = layout(actual);
        if (!wanted.equals(found)) {
            differences.add(difference("schema.difference.flags", "", wanted.toString(), found.toString()));
        }
    }

    private static Set<String> layout(Table table) {
        var flags = new TreeSet<>(table.flags());
        if (!table.isCompact()) {
            flags.add("compound");
        }
        flags.remove("counter");
        return flags;
    }

    private void compareColumn(Column wanted, Column found, List<Difference> differences) {
        if (wanted.kind() != found.kind()) {
            differences.add(difference(
                    "schema.difference.column.kind",
                    wanted.name(),
                    wanted.kind().text(),
                    found.kind().text()));
        }
        var type = CqlType.parse(wanted.type()).canonical();
        var foundType = CqlType.parse(found.type()).canonical();
        if (!type.equals(foundType)) {
            differences.add(difference("schema.difference.column.type", wanted.name(), type, foundType));
        }
        if (wanted.kind() == found.kind() && wanted.isKey() && wanted.position() != found.position()) {
            differences.add(difference(
                    "schema.difference.key.position",
                    wanted.name(),
                    Integer.toString(wanted.position() + 1),
                    Integer.toString(found.position() + 1)));
        }
        if (wanted.order() != found.order() && wanted.kind() == found.kind()) {
            differences.add(difference(
                    "schema.difference.clustering.order",
                    wanted.name(),
                    wanted.order().name(),
                    found.order().name()));
        }
    }

    private Difference onlyOnOneSide(String key, Column column) {
        return new Difference(
                Message.of(key, expected.name(), column.name(), column.type()),
                CqlWriter.definition(column.name(), column.type()));
    }

    private Difference difference(String key, String column, String wanted, String found) {
        return Difference.of(wanted, found, Message.of(key, expected.name(), column, wanted, found));
    }

    /// Dropped columns that files of the expected table may still hold and the actual table does not
    /// remember: such files are refused, or, where the column lives again, its old values would come back.
    List<DroppedColumn> forgotten() {
        return expected.droppedColumns().stream()
                .filter(Predicate.not(this::isRemembered))
                .toList();
    }

    private boolean isRemembered(DroppedColumn wanted) {
        return actual.droppedColumn(wanted.name())
                .filter(found -> found.kind() == wanted.kind()
                        || wanted.kind() == Column.Kind.STATIC && found.kind() == Column.Kind.REGULAR)
                .filter(found -> CqlType.parse(found.type()).isMultiCell()
                        == CqlType.parse(wanted.type()).isMultiCell())
                .filter(found ->
                        actual.column(wanted.name()).isEmpty() || found.droppedMicros() >= wanted.droppedMicros())
                .isPresent();
    }

    /// Dropped columns that only the actual table remembers, or with a later time, while the column lives:
    /// values in the files from before that time would vanish without a word.
    List<DroppedColumn> hiding() {
        return actual.droppedColumns().stream()
                .filter(each -> actual.column(each.name()).isPresent())
                .filter(each -> expected.droppedColumn(each.name())
                        .map(wanted -> wanted.droppedMicros() < each.droppedMicros())
                        .orElse(true))
                .toList();
    }
}
