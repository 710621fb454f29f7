package dev.ferry.outcome;

/// How much a {@link Finding} weighs.
public enum Severity {
    /// Looked at and in order.
    PASS,
    /// Works, but somebody should know.
    WARN,
    /// Nothing may start before this is mended.
    BLOCK
}
