package dev.ferry.plan;

import dev.ferry.schema.TableName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/// One table on one node in one pass: the unit of loading, of progress and of retry.
///
/// @param pass 1 for the first pass
/// @param node the source node's address
/// @param table the table
public record CellId(int pass, String node, TableName table) {
    private static final int READABLE = 60;
    private static final int DIGEST_BYTES = 6;

    public CellId {
        Objects.requireNonNull(node);
        Objects.requireNonNull(table);
    }

    /// A name for the cell's folder on its node: safe in a path, readable, and unique even where names
    /// differ only in what a path cannot hold.
    public String key() {
        var readable = safe(table.keyspace()) + "." + safe(table.table());
        return pass + "-" + readable.substring(0, Math.min(READABLE, readable.length())) + "-" + digest();
    }

    private static String safe(String name) {
        return name.replaceAll("[^A-Za-z0-9_]", "_");
    }

    private String digest() {
        try {
            var whole = (table.keyspace() + "\n" + table.table()).getBytes(StandardCharsets.UTF_8);
            var hash = MessageDigest.getInstance("SHA-256").digest(whole);
            return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// For people: `shop.orders on 10.0.0.7`.
    @Override
    public String toString() {
        return table + " on " + node + (pass == 1 ? "" : " (pass " + pass + ")");
    }
}
