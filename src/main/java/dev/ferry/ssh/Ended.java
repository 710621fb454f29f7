package dev.ferry.ssh;

/// A script that ran to its end.
///
/// @param code its exit code; 128 + n after signal n
/// @param out what it wrote to standard output, as UTF-8
/// @param err what it wrote to standard error, as UTF-8
public record Ended(int code, String out, String err) {
    /// Whether the exit code is 0. What that proves depends on the script.
    public boolean isZero() {
        return code == 0;
    }
}
