package dev.ferry.cli;

import picocli.CommandLine;

/// Says that a command line is wrong, and what to do.
@FunctionalInterface
interface Wrong {
    /// The exception that ends the command with the usage's exit code.
    ///
    /// @param key of the text for people
    CommandLine.ParameterException because(String key, Object... arguments);
}
