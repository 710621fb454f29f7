package dev.ferry.schema;

import dev.ferry.schema.Column.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/// A statement as {@link CqlReader} understands it.
public sealed interface CqlStatement {
    /// `CREATE KEYSPACE`.
    ///
    /// @param durableWrites whether writes go through the commit log; so it is where nothing is said
    record CreateKeyspace(String name, Replication replication, boolean durableWrites) implements CqlStatement {
        public CreateKeyspace {
            Objects.requireNonNull(name);
            Objects.requireNonNull(replication);
        }
    }

    /// `ALTER KEYSPACE`.
    record AlterKeyspace(String name, Replication replication, boolean durableWrites) implements CqlStatement {
        public AlterKeyspace {
            Objects.requireNonNull(name);
            Objects.requireNonNull(replication);
        }
    }

    /// `CREATE TYPE`.
    record CreateType(UserType type) implements CqlStatement {
        public CreateType {
            Objects.requireNonNull(type);
        }
    }

    /// `CREATE TABLE`.
    ///
    /// @param table as Cassandra would store it, without an id; the columns that `COMPACT STORAGE` hides are
    /// there
    record CreateTable(Table table) implements CqlStatement {
        public CreateTable {
            Objects.requireNonNull(table);
        }
    }

    /// `CREATE INDEX` and `CREATE CUSTOM INDEX`.
    record CreateIndex(Index index) implements CqlStatement {
        public CreateIndex {
            Objects.requireNonNull(index);
        }
    }

    /// `CREATE MATERIALIZED VIEW`. It does not tell the types of its columns: {@link #over(Table)} does.
    ///
    /// @param selected the columns in the order in which they stand; empty for `*`
    /// @param partitionKey its partition key
    /// @param clustering its clustering columns, each with its order and no type
    record CreateView(
            TableName name,
            TableName baseTable,
            List<String> selected,
            String whereClause,
            List<String> partitionKey,
            List<Column> clustering,
            TableOptions options)
            implements CqlStatement {
        public CreateView {
            Objects.requireNonNull(name);
            Objects.requireNonNull(baseTable);
            Objects.requireNonNull(whereClause);
            Objects.requireNonNull(options);
            selected = List.copyOf(selected);
            partitionKey = List.copyOf(partitionKey);
            clustering = List.copyOf(clustering);
        }

        /// The view over its base table; a column that this does not have has no type.
        public View over(Table base) {
            var columns = new ArrayList<Column>();
            for (var each : partitionKey) {
                columns.add(Column.partitionKey(each, type(base, each), columns.size()));
            }
            for (var each : clustering) {
                columns.add(Column.clustering(each.name(), type(base, each.name()), each.position(), each.order()));
            }
            var others = selected.isEmpty()
                    ? base.columns().stream().map(Column::name).toList()
                    : selected;
            others.stream()
                    .distinct()
                    .filter(name ->
                            columns.stream().noneMatch(each -> each.name().equals(name)))
                    .toList()
                    .forEach(name -> columns.add(Column.regular(name, type(base, name))));
            return new View(name.table(), baseTable, selected.isEmpty(), whereClause, columns, options);
        }

        private static String type(Table base, String column) {
            return base.column(column).map(Column::type).orElse("");
        }
    }

    /// `ALTER TABLE … ADD`. Each column is a regular or a static one.
    record AddColumns(TableName table, List<Column> columns) implements CqlStatement {
        public AddColumns {
            Objects.requireNonNull(table);
            columns = List.copyOf(columns);
        }
    }

    /// `ALTER TABLE … DROP`.
    ///
    /// @param micros the time that is given, in microseconds since 1970; empty if it is the present
    record DropColumns(TableName table, List<String> columns, OptionalLong micros) implements CqlStatement {
        public DropColumns {
            Objects.requireNonNull(table);
            columns = List.copyOf(columns);
        }
    }

    /// `ALTER TABLE … WITH`.
    record AlterOptions(TableName table, TableOptions options) implements CqlStatement {
        public AlterOptions {
            Objects.requireNonNull(table);
            Objects.requireNonNull(options);
        }
    }

    /// The order of a clustering column where nothing is said.
    Order USUAL_ORDER = Order.ASC;
}
