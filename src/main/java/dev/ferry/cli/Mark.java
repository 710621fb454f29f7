package dev.ferry.cli;

import dev.ferry.outcome.Severity;

/// The signs in front of lines: readable without colour.
final class Mark {
    static final String PASS = "✓";
    static final String WARN = "!";
    static final String FAIL = "✗";
    static final String UNKNOWN = "?";

    private Mark() {}

    static String of(Severity severity) {
        return switch (severity) {
            case PASS -> PASS;
            case WARN -> WARN;
            case BLOCK -> FAIL;
        };
    }
}
