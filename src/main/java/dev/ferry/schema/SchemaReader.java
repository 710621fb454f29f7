package dev.ferry.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes a {@link Schema} from rows of `system_schema` of any release from 3.0 on.
///
/// Rows are plain Java values by column name: `String`, `Integer`, `Long`, `Boolean`, `Double`, `UUID`,
/// `java.time.Instant`, `List`, `Set`, `Map`, `ByteBuffer`, or null.
public final class SchemaReader {
    private SchemaReader() {}

    /// The queries whose answers {@link #read(Map)} wants, by the name of the table in `system_schema`. A
    /// release may lack some of these tables: an unknown table answers with no rows.
    public static Map<String, String> queries() {
        throw new UnsupportedOperationException();
    }

    /// The schema, without system keyspaces.
    ///
    /// @param rows by the name of the table in `system_schema`; a missing entry is an empty table
    /// @throws IllegalArgumentException if a row lacks what makes it a row, such as a table without a
    /// keyspace
    public static Schema read(Map<String, List<Map<String, @Nullable Object>>> rows) {
        throw new UnsupportedOperationException();
    }
}
