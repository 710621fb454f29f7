package dev.ferry.node;

import java.io.PrintStream;
import java.io.UnsupportedEncodingException;

/** Starts inside the loader's Java before the loader does, and thins what it prints. */
public final class Agent {
    private static final long MILLIS_BETWEEN_LINES = 500;

    private Agent() {}

    /**
     * Puts a {@link ThinningStream} between the loader and standard output: a table of 100 GiB brings more than a
     * million progress lines for every replica, which nobody could read and a disk would have to hold.
     */
    public static void premain(String argument) throws UnsupportedEncodingException {
        final ThinningStream thinning = new ThinningStream(System.out);
        System.setOut(new PrintStream(thinning, true, "UTF-8"));
        Thread clock = new Thread(() -> passNowAndThen(thinning), "ferry-progress");
        clock.setDaemon(true);
        clock.start();
        Runtime.getRuntime().addShutdownHook(new Thread(thinning::finish, "ferry-last-line"));
    }

    private static void passNowAndThen(ThinningStream thinning) {
        try {
            while (true) {
                Thread.sleep(MILLIS_BETWEEN_LINES);
                thinning.pass();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
