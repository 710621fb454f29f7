package dev.ferry.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A CQL type, read from the spelling of `system_schema` (Cassandra's `CQL3Type.toString`).
sealed interface CqlType {
    /// One of Cassandra's own, such as `int`.
    record Native(String name) implements CqlType {}

    /// A user-defined type.
    record User(String name) implements CqlType {}

    /// A type with parameters: `list`, `set`, `map`, `tuple` or `frozen`.
    record Parametric(String name, List<CqlType> parameters) implements CqlType {}

    /// A vector of fixed length (5.0 and newer).
    record Vector(CqlType element, int dimension) implements CqlType {}

    /// A class that is not reachable by a CQL name.
    record Custom(String className) implements CqlType {}

    /// A spelling that this version of Ferry does not know.
    record Unknown(String text) implements CqlType {}

    /// The names that CQL gives to native types.
    Set<String> NATIVE = Set.of(
            "ascii",
            "bigint",
            "blob",
            "boolean",
            "counter",
            "date",
            "decimal",
            "double",
            "duration",
            "empty",
            "float",
            "inet",
            "int",
            "smallint",
            "text",
            "time",
            "timestamp",
            "timeuuid",
            "tinyint",
            "uuid",
            "varchar",
            "varint");

    /// Cassandra writes `empty` where COMPACT STORAGE was dropped, but only takes the class for it.
    String EMPTY_CLASS = "'org.apache.cassandra.db.marshal.EmptyType'";

    /// Reads a type; a spelling that cannot be read is {@link Unknown}.
    static CqlType parse(String text) {
        try {
            return new CqlTypeParser(text).parse();
        } catch (IllegalArgumentException e) {
            return new Unknown(text);
        }
    }

    /// As CQL, with the names of user-defined types quoted.
    default String cql() {
        return switch (this) {
            case Native(var name) -> name.equals("empty") ? EMPTY_CLASS : name;
            case User(var name) -> Cql.name(name);
            case Parametric(var name, var parameters) ->
                parameters.stream().map(CqlType::cql).collect(Collectors.joining(", ", name + "<", ">"));
            case Vector(var element, var dimension) -> "vector<" + element.cql() + ", " + dimension + ">";
            case Custom(var className) -> Cql.literal(className);
            case Unknown(var text) -> text;
        };
    }

    /// The one spelling of all that mean the same: `varchar` is `text`, a tuple is always frozen, and
    /// within something frozen everything is.
    default String canonical() {
        return canonical(this, false);
    }

    private static String canonical(CqlType type, boolean isFrozen) {
        return switch (type) {
            case Native(var name) -> name.equals("varchar") ? "text" : name;
            case Parametric(var name, var parameters) -> canonical(name, parameters, isFrozen);
            case Vector(var element, var dimension) -> "vector<" + canonical(element, true) + ", " + dimension + ">";
            case User _, Custom _, Unknown _ -> type.cql();
        };
    }

    private static String canonical(String name, List<CqlType> parameters, boolean isFrozen) {
        if (name.equals("frozen")) {
            var inner = parameters.getFirst();
            var text = canonical(inner, true);
            return isFrozen || isTuple(inner) || inner instanceof Vector ? text : "frozen<" + text + ">";
        }
        return parameters.stream()
                .map(each -> canonical(each, isFrozen || name.equals("tuple")))
                .collect(Collectors.joining(", ", name + "<", ">"));
    }

    private static boolean isTuple(CqlType type) {
        return type instanceof Parametric parametric && parametric.name().equals("tuple");
    }

    /// Whether its cells are stored one by one: collections and user-defined types that are not frozen.
    default boolean isMultiCell() {
        return switch (this) {
            case User _ -> true;
            case Parametric parametric ->
                !parametric.name().equals("frozen") && !parametric.name().equals("tuple");
            case Native _, Vector _, Custom _, Unknown _ -> false;
        };
    }

    /// This type and all types within it.
    default List<CqlType> parts() {
        var parts = new ArrayList<CqlType>();
        parts.add(this);
        switch (this) {
            case Parametric parametric -> parametric.parameters().forEach(each -> parts.addAll(each.parts()));
            case Vector vector -> parts.addAll(vector.element().parts());
            case Native _, User _, Custom _, Unknown _ -> {}
        }
        return parts;
    }

    /// The names of the user-defined types within it.
    default List<String> userTypes() {
        return parts().stream()
                .filter(User.class::isInstance)
                .map(each -> ((User) each).name())
                .toList();
    }
}
