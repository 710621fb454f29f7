package dev.ferry.schema;

import dev.ferry.text.Message;

/// One thing in which two schemas differ.
///
/// @param message what it is
/// @param evidence both sides, as they stand there
record Difference(Message message, String evidence) {
    static Difference of(String expected, String actual, Message message) {
        return new Difference(message, expected + " ≠ " + actual);
    }
}
