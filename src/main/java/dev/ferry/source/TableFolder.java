package dev.ferry.source;

import dev.ferry.schema.TableName;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/// How a table's folder is named: `<table>-<32 hex digits of its id>` since 2.1; tables made before may
/// still have the plain name. Capitals are kept.
final class TableFolder {
    private static final Pattern WITH_ID = Pattern.compile("(\\w+)-[0-9a-f]{32}");

    private TableFolder() {}

    /// The names that the live folder of a table can have.
    static List<String> names(TableName table, UUID id) {
        return List.of(table.table() + "-" + id.toString().replace("-", ""), table.table());
    }

    /// The table that a folder belongs or belonged to.
    static TableName table(String keyspace, String folder) {
        var matcher = WITH_ID.matcher(folder);
        return new TableName(keyspace, matcher.matches() ? matcher.group(1) : folder);
    }
}
