package dev.ferry;

import dev.ferry.cli.Cli;
import dev.ferry.ui.FerryApp;
import java.util.List;

/// Where every start of Ferry begins: without words, or with documents only, the window; else the command.
public final class Launcher {
    private Launcher() {}

    /// Starts Ferry.
    public static void main(String[] arguments) {
        if (List.of(arguments).stream().allMatch(Launcher::isDocument)) {
            FerryApp.open(arguments);
        } else {
            System.exit(Cli.run(arguments));
        }
    }

    private static boolean isDocument(String argument) {
        return argument.endsWith(".ferry");
    }
}
