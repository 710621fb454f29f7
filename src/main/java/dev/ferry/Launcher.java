package dev.ferry;

import dev.ferry.cli.Cli;

/// Where every start of Ferry begins.
public final class Launcher {
    private Launcher() {}

    /// Starts Ferry with the command line's words.
    public static void main(String[] arguments) {
        System.exit(Cli.run(arguments));
    }
}
