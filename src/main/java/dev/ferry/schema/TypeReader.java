package dev.ferry.schema;

import dev.ferry.schema.CqlToken.Kind;
import dev.ferry.schema.TokenCursor.Stop;
import dev.ferry.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the type of a column into the spelling of `system_schema`.
final class TypeReader {
    /// Nobody nests deeper, and no text may exhaust the stack.
    private static final int DEEPEST = 24;

    private static final int LARGEST_VECTOR_DIGITS = 6;
    private static final Set<String> PARAMETRIC = Set.of("list", "set", "map", "tuple", "frozen");
    private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9_]*");

    private final TokenCursor cursor;
    private final String keyspace;

    /// A reader for the types of one keyspace.
    ///
    /// @param keyspace whose user-defined types may be named with it
    TypeReader(TokenCursor cursor, String keyspace) {
        this.cursor = cursor;
        this.keyspace = keyspace;
    }

    String type() throws Stop {
        return type(0);
    }

    private String type(int depth) throws Stop {
        if (depth > DEEPEST) {
            throw cursor.stop(Message.of("schema.cql.deep"));
        }
        if (cursor.isNext(Kind.STRING)) {
            return Cql.literal(cursor.string("a type"));
        }
        if (cursor.isNext(Kind.QUOTED_NAME)) {
            return user(cursor.name("a type"));
        }
        var offset = cursor.offset();
        var token = cursor.take("a type");
        var word = token.text().toLowerCase(Locale.ROOT);
        if (!token.isWord()) {
            throw cursor.stop(offset, Message.of("schema.cql.expected", "a type", token.text()));
        }
        if (cursor.isNext("<")) {
            return parametric(word, offset, depth);
        }
        return CqlType.NATIVE.contains(word) ? ownType(word) : user(word);
    }

    private static String ownType(String word) {
        return word.equals("varchar") ? "text" : word;
    }

    /// A user-defined type, which may have its keyspace before it.
    private String user(String first) throws Stop {
        var offset = cursor.offset();
        if (!cursor.accept(".")) {
            return spelled(first);
        }
        var name = cursor.name("a type");
        if (!first.equals(keyspace)) {
            throw cursor.stop(offset, Message.of("schema.cql.type-elsewhere", name, first, keyspace));
        }
        return spelled(name);
    }

    /// A name as Cassandra spells it: in quotation marks only where it must be (`maybeQuote`).
    static String spelled(String name) {
        return PLAIN.matcher(name).matches() && !CqlTokens.RESERVED.contains(name) ? name : Cql.name(name);
    }

    private String parametric(String word, int offset, int depth) throws Stop {
        cursor.expect("<");
        if (word.equals("vector")) {
            return vector(depth);
        }
        if (!PARAMETRIC.contains(word)) {
            throw cursor.stop(offset, Message.of("schema.cql.parameters", word));
        }
        var parameters = new ArrayList<String>(List.of(type(depth + 1)));
        while (cursor.accept(",")) {
            parameters.add(type(depth + 1));
        }
        cursor.expect(">");
        checkNumber(word, offset, parameters.size());
        return word + "<" + String.join(", ", parameters) + ">";
    }

    private void checkNumber(String word, int offset, int number) throws Stop {
        var isRight = switch (word) {
            case "map" -> number == 2;
            case "tuple" -> number >= 1;
            default -> number == 1;
        };
        if (!isRight) {
            throw cursor.stop(offset, Message.of("schema.cql.parameter-number", word, number));
        }
    }

    private String vector(int depth) throws Stop {
        var element = type(depth + 1);
        cursor.expect(",");
        var offset = cursor.offset();
        var dimension = cursor.take("a dimension").text();
        if (!dimension.matches("[1-9][0-9]*") || dimension.length() > LARGEST_VECTOR_DIGITS) {
            throw cursor.stop(offset, Message.of("schema.cql.dimension", dimension));
        }
        cursor.expect(">");
        return "vector<" + element + ", " + dimension + ">";
    }
}
