package dev.ferry.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads the spelling of one type, from left to right.
final class CqlTypeParser {
    private static final Set<String> PARAMETRIC = Set.of("list", "set", "map", "tuple", "frozen");

    private final String text;
    private int at;

    CqlTypeParser(String text) {
        this.text = text;
    }

    CqlType parse() {
        var type = type();
        skipBlanks();
        if (at < text.length()) {
            throw wrong();
        }
        return type;
    }

    private CqlType type() {
        skipBlanks();
        if (at >= text.length()) {
            throw wrong();
        }
        return switch (text.charAt(at)) {
            case '\'' -> new CqlType.Custom(quoted('\''));
            case '"' -> new CqlType.User(quoted('"'));
            default -> named(word());
        };
    }

    private CqlType named(String word) {
        var name = word.toLowerCase(Locale.ROOT);
        if (isNext('<') && PARAMETRIC.contains(name)) {
            return new CqlType.Parametric(name, parameters());
        }
        if (isNext('<') && name.equals("vector")) {
            return vector();
        }
        return CqlType.NATIVE.contains(name) ? new CqlType.Native(name) : new CqlType.User(word);
    }

    private List<CqlType> parameters() {
        var parameters = new ArrayList<CqlType>();
        expect('<');
        do {
            parameters.add(type());
        } while (accept(','));
        expect('>');
        return List.copyOf(parameters);
    }

    private CqlType vector() {
        expect('<');
        var element = type();
        expect(',');
        skipBlanks();
        var dimension = Integer.parseInt(word());
        expect('>');
        return new CqlType.Vector(element, dimension);
    }

    /// A text between two quotation marks, in which the mark itself is written twice.
    private String quoted(char mark) {
        var value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            if (text.charAt(at) != mark) {
                value.append(text.charAt(at));
            } else if (at + 1 < text.length() && text.charAt(at + 1) == mark) {
                value.append(mark);
                at++;
            } else {
                at++;
                return value.toString();
            }
        }
        throw wrong();
    }

    private String word() {
        var start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        if (at == start) {
            throw wrong();
        }
        return text.substring(start, at);
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw wrong();
        }
    }

    private boolean accept(char wanted) {
        if (!isNext(wanted)) {
            return false;
        }
        at++;
        return true;
    }

    private boolean isNext(char wanted) {
        skipBlanks();
        return at < text.length() && text.charAt(at) == wanted;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("not a CQL type at character " + at + ": " + text);
    }
}
