package dev.ferry.schema;

import dev.ferry.text.Message;
import java.util.List;
import java.util.Set;

/// Says what differs between two schemas, and gives a schema a fingerprint.
public final class SchemaComparison {
    private SchemaComparison() {}

    /// What keeps files of `expected` from being loaded into `actual`: missing tables, other columns,
    /// types, keys, orders or flags, user-defined types with other fields, dropped columns that are not
    /// remembered, a keyspace that is missing. Empty if they fit. Options and indexes do not count.
    public static List<Message> compare(Schema expected, Schema actual, Set<TableName> tables) {
        throw new UnsupportedOperationException();
    }

    /// What has changed on one cluster between two looks, as far as these tables are concerned: all that
    /// {@link #compare(Schema, Schema, Set)} sees, and ids, newly dropped columns, replication, indexes and
    /// views. Empty if nothing did.
    public static List<Message> drift(Schema before, Schema now, Set<TableName> tables) {
        throw new UnsupportedOperationException();
    }

    /// A text that changes when these tables do in keys, columns, types, dropped columns or ids, and only
    /// then. A table that is not there counts as absent.
    ///
    /// @return 64 hexadecimal digits (SHA-256)
    public static String fingerprint(Schema schema, Set<TableName> tables) {
        throw new UnsupportedOperationException();
    }
}
