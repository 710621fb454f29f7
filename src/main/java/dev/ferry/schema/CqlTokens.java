package dev.ferry.schema;

import dev.ferry.schema.CqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts CQL text into tokens (`Lexer.g`). Takes any text: what is not CQL is {@link Kind#BROKEN}.
public final class CqlTokens {
    private static final Pattern NUMBER = Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}"
            + "-[0-9a-fA-F]{12}|0[xX][0-9a-fA-F]*|[0-9]+(?:\\.[0-9]*)?(?:[eE][+-]?[0-9]+)?[a-zA-Z0-9_]*");

    /// The reserved words (`ReservedKeywords`); a name that is one of them needs quotation marks.
    static final Set<String> RESERVED = Set.of(
            ("add allow alter and apply asc authorize batch begin by columnfamily create delete desc describe drop"
                            + " entries execute from full grant if in index infinity insert into is keyspace limit"
                            + " materialized modify nan norecursive not null of on or order primary rename replace"
                            + " revoke schema select set table to token truncate unlogged update use using view where"
                            + " with")
                    .split(" "));

    private static final Set<String> ALSO_KEYWORDS = Set.of(
            ("as exists custom type static compact storage clustering key options masked timestamp false true keys"
                            + " values default")
                    .split(" "));

    private static final Set<String> TYPES = Set.of("list", "set", "map", "tuple", "frozen", "vector");

    private final String text;
    private final List<CqlToken> tokens = new ArrayList<>();
    private int at;

    private CqlTokens(String text) {
        this.text = text;
    }

    /// The tokens of a text, in order, comments among them.
    public static List<CqlToken> of(String text) {
        return new CqlTokens(text).read();
    }

    private List<CqlToken> read() {
        var number = NUMBER.matcher(text);
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else {
                next(number);
            }
        }
        return List.copyOf(tokens);
    }

    private void next(Matcher number) {
        var first = text.charAt(at);
        if (text.startsWith("--", at) || text.startsWith("//", at)) {
            var end = text.indexOf('\n', at);
            add(Kind.COMMENT, end < 0 ? text.length() : end);
        } else if (text.startsWith("/*", at)) {
            closed(Kind.COMMENT, "*/", 2);
        } else if (text.startsWith("$$", at)) {
            closed(Kind.STRING, "$$", 2);
        } else if (first == '\'') {
            quoted(Kind.STRING, first);
        } else if (first == '"') {
            quoted(Kind.QUOTED_NAME, first);
        } else if (number.region(at, text.length()).lookingAt()) {
            add(Kind.NUMBER, number.end());
        } else if (Character.isLetter(first) || first == '_') {
            word();
        } else {
            add("(){}[]<>,;.:=*+-/?!%&@|".indexOf(first) < 0 ? Kind.BROKEN : Kind.OPERATOR, at + 1);
        }
    }

    private void add(Kind kind, int end) {
        tokens.add(new CqlToken(kind, at, end, text.substring(at, end)));
        at = end;
    }

    private void closed(Kind kind, String mark, int from) {
        var end = text.indexOf(mark, at + from);
        if (end < 0) {
            add(Kind.BROKEN, text.length());
        } else {
            add(kind, end + mark.length());
        }
    }

    /// In a quoted text the mark itself stands twice.
    private void quoted(Kind kind, char mark) {
        var end = at + 1;
        while (end < text.length()) {
            if (text.charAt(end) != mark) {
                end++;
            } else if (end + 1 < text.length() && text.charAt(end + 1) == mark) {
                end += 2;
            } else {
                add(kind, end + 1);
                return;
            }
        }
        add(Kind.BROKEN, text.length());
    }

    private void word() {
        var end = at;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        add(kindOf(text.substring(at, end).toLowerCase(Locale.ROOT), end), end);
    }

    private Kind kindOf(String word, int end) {
        if (TYPES.contains(word)) {
            return isBefore('<', end) ? Kind.TYPE : word.equals("set") ? Kind.KEYWORD : Kind.NAME;
        }
        if (CqlType.NATIVE.contains(word) && !word.equals("timestamp")) {
            return Kind.TYPE;
        }
        if (word.equals("timestamp")) {
            return tokens.isEmpty() || !tokens.getLast().is("using") ? Kind.TYPE : Kind.KEYWORD;
        }
        return RESERVED.contains(word) || ALSO_KEYWORDS.contains(word) ? Kind.KEYWORD : Kind.NAME;
    }

    private boolean isBefore(char wanted, int from) {
        var next = from;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next < text.length() && text.charAt(next) == wanted;
    }
}
