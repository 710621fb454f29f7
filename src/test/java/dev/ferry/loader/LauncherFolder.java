package dev.ferry.loader;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/// What lies on a node for one launcher, laid and read by plain file operations.
final class LauncherFolder {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    final Path root;

    final Path path;

    private int sequence;

    LauncherFolder(Path root) throws IOException {
        this.root = root;
        this.path = root.resolve("cells/launcher/1");
        for (var folder : List.of("orders", "withdrawn")) {
            Files.createDirectories(path.resolve(folder));
        }
    }

    /// Starts what a keeper would, and says so in the launcher's file.
    Process start(ProcessBuilder java) throws IOException {
        var process = java.redirectInput(
                        ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(path.resolve("log").toFile())
                .redirectError(path.resolve("err").toFile())
                .start();
        put(path.resolve("pid"), process.pid() + " 1\n4711 815\nboot\n");
        return process;
    }

    /// Claims the cell's first attempt and puts it into the queue.
    void order(String cell, List<String> arguments) throws IOException {
        order(cell, 1, arguments);
    }

    void order(String cell, int attempt, List<String> arguments) throws IOException {
        var folder = Files.createDirectories(attempt(cell, attempt));
        put(folder.resolve("command"), String.join("\n", arguments) + "\n");
        put(folder.resolve("launcher"), "1\n");
        put(folder.resolve("log"), "");
        put(folder.resolve("err"), "");
        sequence++;
        put(path.resolve("orders/" + "%09d~%s~%d".formatted(sequence, cell, attempt)), "");
    }

    void allow(int atOnce) throws IOException {
        put(path.resolve("limits"), "atOnce " + atOnce + "\n");
    }

    void close() throws IOException {
        put(path.resolve("close"), "");
    }

    Path attempt(String cell, int attempt) {
        return root.resolve("cells/" + cell + "/" + attempt);
    }

    boolean has(String cell, String file) {
        return Files.exists(attempt(cell, 1).resolve(file));
    }

    String read(String cell, String file) throws IOException {
        return Files.readString(attempt(cell, 1).resolve(file));
    }

    int awaitExit(String cell) throws Exception {
        await(() -> has(cell, "exit"), cell);
        return Integer.parseInt(read(cell, "exit").strip());
    }

    String err() throws IOException {
        return Files.readString(path.resolve("err"), UTF_8);
    }

    static void await(Condition condition, String what) throws Exception {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain for " + what);
            }
            Thread.sleep(20);
        }
    }

    static void put(Path file, String text) throws IOException {
        var temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
        Files.writeString(temporary, text);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// What is waited for.
    interface Condition {
        boolean holds() throws Exception;
    }
}
