package dev.ferry.schema;

import java.util.SortedMap;
import java.util.stream.Collectors;

/// CQL as text: names and literals, always quoted.
public final class Cql {
    private Cql() {}

    /// A name as an identifier, always quoted: reserved words and capitals need no second thought.
    public static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /// A table with its keyspace as an identifier.
    public static String name(TableName table) {
        return name(table.keyspace()) + "." + name(table.table());
    }

    /// A text literal.
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /// A map literal of texts.
    public static String literal(SortedMap<String, String> entries) {
        return entries.entrySet().stream()
                .map(entry -> literal(entry.getKey()) + ": " + literal(entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
