package dev.ferry;

import dev.ferry.cli.Cli;
import dev.ferry.ui.FerryApp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where every start of Ferry begins: without words, with documents only, or with the sandbox, the window; else the
/// command. Where there is no display, the sandbox's journey is made in the terminal.
public final class Launcher {
    private Launcher() {}

    /// Starts Ferry.
    public static void main(String[] arguments) {
        var words = List.of(arguments);
        var isSandbox =
                words.stream().findFirst().filter(FerryApp.SANDBOX::equals).isPresent();
        if (isSandbox && !hasDisplay()) {
            System.exit(Cli.run(journey(words)));
        } else if (isSandbox || hasDisplay() && words.stream().allMatch(Launcher::isDocument)) {
            FerryApp.open(arguments);
            System.exit(0);
        } else {
            System.exit(Cli.run(arguments));
        }
    }

    private static boolean isDocument(String argument) {
        return argument.endsWith(".ferry");
    }

    private static boolean hasDisplay() {
        var system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return system.contains("windows")
                || system.contains("mac")
                || System.getenv("DISPLAY") != null
                || System.getenv("WAYLAND_DISPLAY") != null
                || System.getProperty("glass.platform") != null;
    }

    private static String[] journey(List<String> words) {
        var journey = new ArrayList<>(List.of("sandbox", "run"));
        journey.addAll(words.subList(1, words.size()));
        return journey.toArray(String[]::new);
    }
}
