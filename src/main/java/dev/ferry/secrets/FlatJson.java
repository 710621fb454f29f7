package dev.ferry.secrets;

import java.util.LinkedHashMap;
import java.util.Map;

/// Reads the texts of a JSON object (RFC 8259) and skips whatever else is in it. It is here because secrets are
/// below everything that knows JSON better.
final class FlatJson {
    private static final int DEEPEST = 100;

    private final String text;
    private int at;

    private FlatJson(String text) {
        this.text = text;
    }

    /// The properties whose values are texts.
    ///
    /// @throws IllegalArgumentException if it is no JSON object; the text is not quoted
    static Map<String, String> texts(String text) {
        var reader = new FlatJson(text.startsWith("\uFEFF") ? text.substring(1) : text);
        var found = reader.object(0);
        reader.blanks();
        if (reader.at != reader.text.length()) {
            throw reader.malformed();
        }
        return found;
    }

    private Map<String, String> object(int depth) {
        var found = new LinkedHashMap<String, String>();
        expect('{');
        if (isNext('}')) {
            return found;
        }
        do {
            blanks();
            var key = string();
            expect(':');
            blanks();
            if (peek() == '"') {
                found.put(key, string());
            } else {
                skip(depth + 1);
            }
        } while (isNext(','));
        expect('}');
        return found;
    }

    private void skip(int depth) {
        if (depth > DEEPEST) {
            throw malformed();
        }
        blanks();
        switch (peek()) {
            case '{' -> object(depth);
            case '[' -> list(depth);
            case '"' -> string();
            default -> word();
        }
    }

    private void list(int depth) {
        expect('[');
        if (isNext(']')) {
            return;
        }
        do {
            skip(depth + 1);
        } while (isNext(','));
        expect(']');
    }

    private void word() {
        var start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (!text.substring(start, at).matches("true|false|null|-?[0-9][0-9.eE+-]*")) {
            throw malformed();
        }
    }

    private String string() {
        var read = new StringBuilder();
        if (next() != '"') {
            throw malformed();
        }
        for (var c = next(); c != '"'; c = next()) {
            if (c < ' ') {
                throw malformed();
            }
            read.append(c == '\\' ? escaped() : c);
        }
        return read.toString();
    }

    private char escaped() {
        var c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw malformed();
        };
    }

    private char unicode() {
        var code = 0;
        for (var i = 0; i < 4; i++) {
            var digit = Character.digit(next(), 16);
            if (digit < 0) {
                throw malformed();
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private void expect(char wanted) {
        if (!isNext(wanted)) {
            throw malformed();
        }
    }

    private boolean isNext(char wanted) {
        blanks();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private char peek() {
        if (at >= text.length()) {
            throw malformed();
        }
        return text.charAt(at);
    }

    private char next() {
        var c = peek();
        at++;
        return c;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException malformed() {
        return new IllegalArgumentException("no JSON object, at character " + at);
    }
}
