package dev.ferry;

/// Where every start of Ferry begins.
public final class Launcher {
    private Launcher() {}

    /// Starts Ferry.
    public static void main(String[] arguments) {
        System.exit(0);
    }
}
