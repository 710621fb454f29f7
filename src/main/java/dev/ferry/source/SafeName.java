package dev.ferry.source;

import java.util.regex.Pattern;

/// Names that can stand in any path and any script as they are.
final class SafeName {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}");

    private SafeName() {}

    /// The name itself.
    ///
    /// @throws IllegalArgumentException if it holds anything but letters, digits, `.`, `_`, `-`, starts
    ///     with `.` or `-`, is empty or longer than 200 characters
    static String check(String name) {
        if (!SAFE.matcher(name).matches()) {
            throw new IllegalArgumentException("not a safe name: " + name);
        }
        return name;
    }
}
