package dev.ferry.json;

/// A text was not the JSON that was expected.
///
/// The message names the place and quotes a few characters around it, with every text value masked.
public final class JsonException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final String excerpt;

    JsonException(String reason, int line, int column, String excerpt) {
        super("line " + line + ", column " + column + ": " + reason + (excerpt.isEmpty() ? "" : " near " + excerpt));
        this.line = line;
        this.column = column;
        this.excerpt = excerpt;
    }

    /// The line, from 1; 0 if no place is known.
    public int line() {
        return line;
    }

    /// The column in characters, from 1; 0 if no place is known.
    public int column() {
        return column;
    }

    /// A few characters around the place, text values masked; empty if no place is known.
    public String excerpt() {
        return excerpt;
    }
}
