package dev.ferry.node;

import java.io.PrintStream;
import java.io.UnsupportedEncodingException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Paths;

/** Starts inside the loader's Java before the loader does: thins what it prints, or takes its place. */
public final class Agent {
    private static final long MILLIS_BETWEEN_LINES = 500;

    private Agent() {}

    /**
     * Runs a {@link Launcher} and ends the JVM if {@code ferry.launcher} names its folder: so any script that starts
     * the loader can start one. Else leaves the loader to itself, but for its output. In both cases the file that
     * {@code ferry.throttle} names is the limit of what is sent, as long as the JVM lives.
     */
    public static void premain(String argument, Instrumentation instrumentation) throws UnsupportedEncodingException {
        String throttle = System.getProperty("ferry.throttle");
        Pace pace = throttle == null ? null : new Pace(Paths.get(throttle));
        if (pace != null) {
            new PaceWatch(pace, instrumentation).start();
        }
        String launcher = System.getProperty("ferry.launcher");
        if (launcher == null) {
            thin();
        } else {
            Launcher.run(Paths.get(launcher), pace);
        }
    }

    /**
     * Puts a {@link ThinningStream} between the loader and standard output: a table of 100 GiB brings more than a
     * million progress lines for every replica, which nobody could read and a disk would have to hold.
     */
    private static void thin() throws UnsupportedEncodingException {
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
