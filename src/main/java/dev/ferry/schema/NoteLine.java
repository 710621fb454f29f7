package dev.ferry.schema;

import dev.ferry.schema.CqlToken.Kind;
import dev.ferry.schema.SchemaObject.Piece;
import java.util.List;

/// Finds the line of an object's text that a finding is about.
final class NoteLine {
    private NoteLine() {}

    /// The line, from 1; the first one if the finding is about the whole.
    static int of(Remark remark, List<Piece> pieces, String target) {
        if (!remark.statement().isEmpty()) {
            return TargetText.line(pieces, remark.statement(), remark.offset());
        }
        var word = word(remark);
        return word.isEmpty()
                ? 1
                : CqlTokens.of(target).stream()
                        .filter(each -> each.kind() != Kind.STRING && each.kind() != Kind.COMMENT)
                        .filter(each -> each.text().equalsIgnoreCase(word)
                                || each.text().equals(Cql.name(word)))
                        .findFirst()
                        .map(each -> CqlProblem.lineOf(target, each.start()))
                        .orElse(1);
    }

    /// What stands on the line that a finding is about.
    private static String word(Remark remark) {
        var arguments = remark.finding().reason().arguments();
        return switch (remark.finding().code()) {
            case "schema.option.converted", "schema.option.respelled", "schema.option.dropped" ->
                arguments.getFirst().replaceFirst("\\..*", "");
            case "schema.compaction.replaced" -> "compaction";
            case "schema.compression.encrypts", "schema.compression.unknown" -> "compression";
            case "schema.cdc.held" -> "cdc";
            case "schema.gc-grace.left-held" -> "gc_grace_seconds";
            case "schema.compact" -> "compact";
            case "schema.dropped-column.replayed" -> "drop";
            case "schema.mask.carried", "schema.mask.differs", "schema.mask.lost", "schema.dropped-column.stuck" ->
                arguments.get(1);
            case "schema.type.foreign", "schema.type.too-new", "schema.type.absent" -> arguments.getFirst();
            case "schema.durable-writes", "schema.durable-writes.differ" -> "durable_writes";
            case String code
            when code.startsWith("schema.replication.") || code.startsWith("schema.keyspace.") -> "replication";
            default -> "";
        };
    }
}
