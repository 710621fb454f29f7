package dev.ferry.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A Ferry in a process of its own, which prints and can be killed.
final class ForkedFerry {
    private final Process process;
    private final List<String> printed = new ArrayList<>();
    private final Thread reader;
    private Predicate<String> moment = line -> false;
    private boolean isKilled;

    private ForkedFerry(Process process) {
        this.process = process;
        this.reader = Thread.ofPlatform().daemon().name("lines of Ferry").start(this::read);
    }

    /// Starts one with a home of its own.
    static ForkedFerry start(Path home, String... words) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Duser.home=" + home,
                "-Dferry.log.folder=" + home.resolve("logs"),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.ferry.Launcher"));
        command.addAll(List.of(words));
        return new ForkedFerry(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                heard(line);
            }
        } catch (IOException killed) {
            // its words end here
        }
    }

    private synchronized void heard(String line) {
        printed.add(line);
        if (!isKilled && moment.test(line)) {
            isKilled = true;
            process.destroyForcibly();
        }
    }

    /// Kills it as soon as it prints such a line, and waits for its end.
    ///
    /// @throws AssertionError if it ended before
    void killAt(Predicate<String> moment) throws InterruptedException {
        synchronized (this) {
            this.moment = moment;
        }
        await();
        if (!isKilled()) {
            throw new AssertionError("it ended before the moment came: " + printed());
        }
    }

    /// Kills it now, unless it has ended.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        await();
    }

    /// Waits for its end.
    ///
    /// @return its exit code
    int await() throws InterruptedException {
        if (!process.waitFor(15, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("it does not end: " + printed());
        }
        reader.join();
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    private synchronized boolean isKilled() {
        return isKilled;
    }

    /// All that it has said so far.
    synchronized String printed() {
        return String.join("\n", printed);
    }
}
