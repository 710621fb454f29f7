package dev.ferry.schema;

import java.util.List;
import java.util.Objects;

/// A materialised view. Its files are never loaded: the target builds it from its base table.
///
/// @param name within its keyspace
/// @param baseTable what it is a view of
/// @param includesAllColumns whether it was made with `SELECT *`
/// @param whereClause as Cassandra stores it
/// @param columns keys first, as {@link Table#columns()}
/// @param options as of a table
public record View(
        String name,
        TableName baseTable,
        boolean includesAllColumns,
        String whereClause,
        List<Column> columns,
        TableOptions options) {
    public View {
        Objects.requireNonNull(name);
        Objects.requireNonNull(baseTable);
        Objects.requireNonNull(whereClause);
        Objects.requireNonNull(options);
        columns = Table.inCreateOrder(columns);
    }

    /// Its name with its keyspace.
    public TableName fullName() {
        return new TableName(baseTable.keyspace(), name);
    }
}
