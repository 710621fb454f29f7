package dev.ferry.cli;

import dev.ferry.outcome.Severity;
import dev.ferry.report.FactText;

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

    static String of(FactText.Verdict verdict) {
        return switch (verdict) {
            case PASSED -> PASS;
            case WARNED -> WARN;
            case FAILED -> FAIL;
            case UNKNOWN -> UNKNOWN;
            case STARTED, TOLD -> "·";
        };
    }
}
