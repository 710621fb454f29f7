package dev.ferry.schema;

import dev.ferry.schema.CqlReading.Span;
import dev.ferry.schema.CqlToken.Kind;
import dev.ferry.text.Message;
import java.util.List;
import java.util.Locale;

/// Goes over the tokens of a statement from left to right, comments left out.
final class TokenCursor {
    private static final int SHOWN = 40;

    private final String text;
    private final List<CqlToken> tokens;
    private int at;

    TokenCursor(String text) {
        this.text = text;
        this.tokens = CqlTokens.of(text).stream()
                .filter(each -> each.kind() != Kind.COMMENT)
                .toList();
    }

    /// A problem, on its way out of the reader.
    static final class Stop extends Exception {
        private static final long serialVersionUID = 1;
        private final transient CqlProblem problem;

        private Stop(CqlProblem problem) {
            super(problem.message().key(), null, false, false);
            this.problem = problem;
        }

        CqlProblem problem() {
            return problem;
        }
    }

    boolean isAtEnd() {
        return at >= tokens.size();
    }

    /// Where the next token begins; the end of the text after the last one.
    int offset() {
        return isAtEnd() ? text.length() : tokens.get(at).start();
    }

    /// Where the last token that was taken ends.
    int endOfLast() {
        return at == 0 ? 0 : tokens.get(at - 1).end();
    }

    Span since(int start) {
        return new Span(start, Math.max(start, endOfLast()));
    }

    String slice(Span span) {
        return text.substring(span.start(), span.end());
    }

    /// Whether these words and signs come next.
    boolean isNext(String... words) {
        for (var each = 0; each < words.length; each++) {
            if (at + each >= tokens.size() || !tokens.get(at + each).is(words[each])) {
                return false;
            }
        }
        return true;
    }

    boolean isNext(Kind kind) {
        return !isAtEnd() && tokens.get(at).kind() == kind;
    }

    boolean accept(String... words) {
        if (!isNext(words)) {
            return false;
        }
        at += words.length;
        return true;
    }

    void expect(String... words) throws Stop {
        for (var each : words) {
            if (!accept(each)) {
                throw expected(each.toUpperCase(Locale.ROOT));
            }
        }
    }

    /// The next token, whatever it is.
    CqlToken take(String wanted) throws Stop {
        if (isAtEnd()) {
            throw expected(wanted);
        }
        return tokens.get(at++);
    }

    /// A name: as it stands between quotation marks, or in small letters.
    String name(String wanted) throws Stop {
        if (isNext(Kind.QUOTED_NAME)) {
            return unquoted(tokens.get(at++).text());
        }
        if (!isAtEnd() && tokens.get(at).isWord()) {
            var word = tokens.get(at).text().toLowerCase(Locale.ROOT);
            if (CqlTokens.RESERVED.contains(word)) {
                throw stop(Message.of("schema.cql.reserved", word));
            }
            at++;
            return word;
        }
        throw expected(wanted);
    }

    String string(String wanted) throws Stop {
        if (!isNext(Kind.STRING)) {
            throw expected(wanted);
        }
        return unquoted(tokens.get(at++).text());
    }

    /// What stands between quotation marks, apostrophes or dollars.
    static String unquoted(String token) {
        if (token.startsWith("$$")) {
            return token.substring(2, token.length() - 2);
        }
        var mark = token.substring(0, 1);
        return token.substring(1, token.length() - 1).replace(mark + mark, mark);
    }

    Stop expected(String wanted) {
        if (isAtEnd()) {
            return stop(Message.of("schema.cql.ends", wanted));
        }
        var found = tokens.get(at);
        return found.kind() == Kind.BROKEN
                ? broken(found)
                : stop(Message.of("schema.cql.expected", wanted, shown(found)));
    }

    private Stop broken(CqlToken token) {
        var isUnclosed =
                token.end() == text.length() && "'\"$/".indexOf(token.text().charAt(0)) >= 0;
        return stop(Message.of(isUnclosed ? "schema.cql.unclosed" : "schema.cql.sign", shown(token)));
    }

    private static String shown(CqlToken token) {
        var line = token.text().lines().findFirst().orElse("");
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }

    Stop stop(Message message) {
        return stop(offset(), message);
    }

    Stop stop(int offset, Message message) {
        return new Stop(CqlProblem.at(text, offset, message));
    }
}
