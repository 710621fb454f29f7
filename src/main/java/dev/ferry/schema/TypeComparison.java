package dev.ferry.schema;

import dev.ferry.text.Message;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Compares user-defined types: their fields, their order and their types are part of the format of the
/// data.
final class TypeComparison {
    private TypeComparison() {}

    static Optional<Difference> difference(UserType expected, UserType actual) {
        var wanted = spelled(expected);
        var found = spelled(actual);
        return wanted.equals(found)
                ? Optional.empty()
                : Optional.of(Difference.of(
                        wanted, found, Message.of("schema.difference.type.fields", name(expected), wanted, found)));
    }

    /// The user-defined types of a keyspace that some tables need, each after those that it needs itself.
    static List<UserType> needed(Keyspace keyspace, List<Table> tables) {
        var order = new TypeOrder(keyspace);
        for (var table : tables) {
            table.columns().forEach(each -> order.need(each.type()));
            table.droppedColumns().forEach(each -> order.need(each.type()));
        }
        return order.types();
    }

    static String name(UserType type) {
        return type.keyspace() + "." + type.name();
    }

    private static String spelled(UserType type) {
        return type.fields().stream()
                .map(each ->
                        Cql.name(each.name()) + " " + CqlType.parse(each.type()).canonical())
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
