package dev.ferry.schema;

import dev.ferry.text.Message;
import java.util.Objects;

/// Why a text is not a statement that Ferry can read, and where it stops being one.
///
/// @param message what is wrong there
/// @param offset where, in characters from 0
/// @param line the line of that, from 1
/// @param column the character within the line, from 1
public record CqlProblem(Message message, int offset, int line, int column) {
    public CqlProblem {
        Objects.requireNonNull(message);
    }

    /// A problem at a character of a text.
    static CqlProblem at(String text, int offset, Message message) {
        var start = text.lastIndexOf('\n', Math.max(0, offset) - 1) + 1;
        return new CqlProblem(message, offset, lineOf(text, offset), offset - start + 1);
    }

    /// The line of a character, from 1.
    static int lineOf(String text, int offset) {
        return 1
                + (int) text.substring(0, Math.min(offset, text.length()))
                        .chars()
                        .filter(each -> each == '\n')
                        .count();
    }
}
