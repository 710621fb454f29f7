package dev.ferry.schema;

import java.util.Objects;

/// A piece of CQL text with its exact place. Blanks between pieces are no tokens.
///
/// @param kind what it is, as far as a colour goes: a type's name may be that of a column, too
/// @param start where it begins, in characters from 0
/// @param end where it ends, exclusive
/// @param text as it stands there, quotation marks included
public record CqlToken(Kind kind, int start, int end, String text) {
    public CqlToken {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(text);
    }

    /// What a token is.
    public enum Kind {
        /// A word that CQL's statements are made of.
        KEYWORD,
        /// The name of one of Cassandra's own types.
        TYPE,
        /// Any other word.
        NAME,
        /// A name in quotation marks.
        QUOTED_NAME,
        /// A text literal, with apostrophes or between `$$`.
        STRING,
        /// A number, a blob, a UUID or a duration.
        NUMBER,
        /// From `--` or `//` to the end of the line, or between `/*` and `*/`.
        COMMENT,
        /// A bracket, a comma, a sign.
        OPERATOR,
        /// What has a beginning and no end, or does not belong into CQL at all.
        BROKEN
    }

    /// Whether it is this word, in capitals or not, or this sign.
    boolean is(String wordOrSign) {
        return text.equalsIgnoreCase(wordOrSign) && kind != Kind.STRING && kind != Kind.COMMENT;
    }

    /// Whether it is a word without quotation marks.
    boolean isWord() {
        return kind == Kind.KEYWORD || kind == Kind.TYPE || kind == Kind.NAME;
    }
}
