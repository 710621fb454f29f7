package dev.ferry.schema;

import dev.ferry.outcome.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Looks for types that the target cannot have.
final class TypeCheck {
    private static final Pattern CLASS_NAME = Pattern.compile("[A-Za-z_$][\\w.$]*");
    private static final String MARSHAL = "org.apache.cassandra.db.marshal.";
    /// DSE puts classes of its own into Cassandra's package.
    private static final Set<String> VENDORS =
            Set.of(MARSHAL + "PointType", MARSHAL + "LineStringType", MARSHAL + "PolygonType");

    private final CassandraVersion target;
    private final String place;

    /// A check for one table or type.
    ///
    /// @param place what is looked at, for the findings: `table shop.orders`
    TypeCheck(CassandraVersion target, String place) {
        this.target = target;
        this.place = place;
    }

    /// What is wrong with the columns of a table, those that were dropped included.
    List<Finding> columns(Table table, Keyspace keyspace) {
        var findings = new ArrayList<Finding>();
        for (var column : new TableShape(table).columns()) {
            findings.addAll(column(column.name(), column.type(), keyspace));
        }
        for (var dropped : table.droppedColumns()) {
            findings.addAll(column(dropped.name(), dropped.type(), keyspace));
        }
        return findings;
    }

    private List<Finding> column(String name, String text, Keyspace keyspace) {
        var findings = new ArrayList<>(parts(name, text));
        var type = CqlType.parse(text);
        if (type instanceof CqlType.User && !target.isAtLeast(3, 6)) {
            findings.add(Notice.TYPE_TOO_NEW.at(place, Cql.name(name) + " " + text, name, text, "3.6", target));
        }
        type.userTypes().stream()
                .filter(each -> keyspace.type(each).isEmpty())
                .forEach(each -> findings.add(Notice.TYPE_ABSENT.at(place, text, name, each, keyspace.name())));
        return findings;
    }

    /// What is wrong with the fields of a user-defined type.
    List<Finding> fields(UserType type) {
        return type.fields().stream()
                .flatMap(each -> parts(each.name(), each.type()).stream())
                .toList();
    }

    private List<Finding> parts(String name, String text) {
        return CqlType.parse(text).parts().stream()
                .flatMap(each -> part(name, text, each).stream())
                .toList();
    }

    private Optional<Finding> part(String name, String text, CqlType part) {
        var evidence = Cql.name(name) + " " + text;
        return switch (part) {
            case CqlType.Native(var type)
            when type.equals("duration") && !target.isAtLeast(3, 10) ->
                Optional.of(Notice.TYPE_TOO_NEW.at(place, evidence, name, text, "3.10", target));
            case CqlType.Vector _
            when !target.isAtLeast(5, 0) ->
                Optional.of(Notice.TYPE_TOO_NEW.at(place, evidence, name, text, "5.0", target));
            case CqlType.Custom(var className)
            when !isCassandras(className) -> Optional.of(Notice.TYPE_FOREIGN.at(place, evidence, name, text));
            case CqlType.Unknown _ -> Optional.of(Notice.TYPE_FOREIGN.at(place, evidence, name, text));
            case CqlType.Native _, CqlType.User _, CqlType.Parametric _, CqlType.Vector _, CqlType.Custom _ ->
                Optional.empty();
        };
    }

    /// Whether every class that a custom type names is Cassandra's own.
    private static boolean isCassandras(String className) {
        return CLASS_NAME
                .matcher(className)
                .results()
                .map(each -> each.group())
                .filter(each -> each.contains("."))
                .allMatch(each -> each.startsWith(MARSHAL) && !VENDORS.contains(each));
    }
}
