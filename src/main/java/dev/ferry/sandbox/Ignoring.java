package dev.ferry.sandbox;

import java.util.List;

/// The start of a command line whose process must outlive a Ctrl-C and the end of the terminal.
final class Ignoring {
    private Ignoring() {}

    /// What to put before the program and its arguments; the process id is the program's own.
    static List<String> keyboard() {
        return List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");
    }
}
