package dev.ferry.schema;

import dev.ferry.outcome.Severity;
import dev.ferry.schema.SchemaFix.ChooseReplication;
import dev.ferry.schema.SchemaFix.DropOption;
import dev.ferry.schema.SchemaFix.ExcludeTable;
import dev.ferry.schema.SchemaFix.LeaveOut;
import dev.ferry.schema.SchemaFix.Reset;
import dev.ferry.schema.SchemaFix.UseStorageAttached;
import dev.ferry.schema.SchemaFix.UseValue;
import dev.ferry.schema.SchemaObject.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one click can do about the findings of one object.
///
/// @param repair what replication is worked out by
/// @param table the table that the object belongs to; null for keyspaces and types
record Fixes(
        SchemaBasis basis,
        ReplicationRepair repair,
        Keyspace keyspace,
        @Nullable TableName table,
        List<Piece> pieces) {
    /// Findings about a table that only ends with leaving the table to another tool.
    private static final Set<String> ONLY_WITHOUT = Set.of(
            "schema.table.super",
            "schema.compact.not-cql",
            "schema.compression.encrypts",
            "schema.compression.unknown",
            "schema.dropped-column.stuck",
            "schema.dropped-column.hides",
            "schema.dropped-column.missing",
            "schema.mask.lost",
            "schema.table.differs",
            "schema.table.incomplete",
            "schema.table.is-view",
            "schema.type.absent",
            "schema.type.foreign",
            "schema.type.too-new");

    private static final Set<String> REPLICATION = Set.of(
            "schema.replication.foreign",
            "schema.replication.no-replica",
            "schema.replication.repaired",
            "schema.replication.single",
            "schema.replication.too-many");

    List<SchemaFix> of(Remark remark) {
        var finding = remark.finding();
        if (finding.severity() == Severity.PASS) {
            return List.of();
        }
        if (REPLICATION.contains(finding.code())) {
            return replication(finding.code());
        }
        if (!remark.statement().isEmpty()) {
            return edited(remark);
        }
        if (table != null && ONLY_WITHOUT.contains(finding.code())) {
            return List.of(new ExcludeTable(table));
        }
        return switch (finding.code()) {
            case "schema.view.postponed" ->
                first().stream().<SchemaFix>map(LeaveOut::new).toList();
            case "schema.index.sasi" -> storageAttached();
            default -> List.of();
        };
    }

    private Optional<String> first() {
        return pieces.stream().map(Piece::id).findFirst();
    }

    private List<SchemaFix> replication(String code) {
        var suitable = repair.suitable(keyspace.replication());
        if (code.equals("schema.replication.single") && suitable.largestFactor().orElse(0) < 2) {
            var usual = repair.suitable(Replication.simple(3));
            return List.of(new ChooseReplication(keyspace.name(), usual));
        }
        return List.of(new ChooseReplication(keyspace.name(), suitable));
    }

    private List<SchemaFix> edited(Remark remark) {
        var fixes = new ArrayList<SchemaFix>();
        var id = remark.statement();
        var arguments = remark.finding().reason().arguments();
        var text = pieces.stream()
                .filter(each -> each.id().equals(id))
                .map(Piece::text)
                .findFirst()
                .orElse("");
        switch (remark.finding().code()) {
            case "schema.edit.option-unknown" -> {
                var option = arguments.getFirst();
                OptionText.without(text, option).ifPresent(each -> fixes.add(new DropOption(id, option, each)));
            }
            case "schema.edit.option-value" -> {
                var option = arguments.getFirst();
                var value = arguments.get(2);
                OptionText.with(text, option, value)
                        .ifPresent(each -> fixes.add(new UseValue(id, option, value, each)));
            }
            case "schema.edit.cdc" ->
                OptionText.with(text, "cdc", "false")
                        .ifPresent(each -> fixes.add(new UseValue(id, "cdc", "false", each)));
            default -> {}
        }
        fixes.add(new Reset(id));
        return fixes;
    }

    private List<SchemaFix> storageAttached() {
        if (!basis.target().version().isAtLeast(5, 0)) {
            return List.of();
        }
        return pieces.stream()
                .<SchemaFix>flatMap(piece -> keyspace.tables().stream()
                        .filter(each -> each.name().equals(table))
                        .flatMap(each -> each.indexes().stream())
                        .filter(each -> piece.id().equals("create.index." + keyspace.name() + "." + each.name()))
                        .map(each -> new UseStorageAttached(
                                piece.id(), new CqlWriter(basis.target().version()).index(asSai(each)))))
                .toList();
    }

    private static Index asSai(Index index) {
        return FollowerPlanner.asStorageAttached(index);
    }
}
