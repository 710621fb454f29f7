package dev.ferry.schema;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A hash over all of a schema that the format of the data depends on.
final class Fingerprint {
    private final MessageDigest digest = sha256();

    /// 64 hexadecimal digits for some tables of a schema and the types that they need.
    String of(Schema schema, Set<TableName> tables) {
        for (var name : new TreeSet<>(tables)) {
            add(name.keyspace(), name.table());
            schema.table(name).ifPresentOrElse(table -> add(schema, table), () -> add("absent"));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void add(Schema schema, Table table) {
        add(table.id().toString());
        add(List.copyOf(table.flags()));
        add(Integer.toString(table.columns().size()));
        for (var column : table.columns()) {
            add(
                    column.name(),
                    canonical(column.type()),
                    column.kind().text(),
                    Integer.toString(column.position()),
                    column.order().name());
        }
        add(Integer.toString(table.droppedColumns().size()));
        for (var dropped : table.droppedColumns()) {
            add(
                    dropped.name(),
                    canonical(dropped.type()),
                    dropped.kind().text(),
                    Long.toString(dropped.droppedMicros()));
        }
        schema.keyspace(table.name().keyspace())
                .ifPresent(keyspace ->
                        TypeComparison.needed(keyspace, List.of(table)).forEach(this::add));
    }

    private void add(UserType type) {
        add(type.name(), Integer.toString(type.fields().size()));
        type.fields().forEach(each -> add(each.name(), canonical(each.type())));
    }

    private static String canonical(String type) {
        return CqlType.parse(type).canonical();
    }

    private void add(List<String> texts) {
        add(Integer.toString(texts.size()));
        texts.forEach(this::add);
    }

    /// Each text with its length before it, so that no two lists of texts look the same.
    private void add(String... texts) {
        for (var text : texts) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
