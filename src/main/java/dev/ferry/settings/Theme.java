package dev.ferry.settings;

/// Light or dark.
public enum Theme {
    /// As the desktop has it.
    SYSTEM,
    /// Dark on light.
    LIGHT,
    /// Light on dark.
    DARK
}
