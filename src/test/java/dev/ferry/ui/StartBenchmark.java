package dev.ferry.ui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long the program takes from its process to a window that can be used, and what memory it has then: started
/// from the class path, and with an ahead-of-time cache as packages have it.
@Tag("benchmark")
class StartBenchmark {
    private static final int ROUNDS = 5;
    private static final Pattern SHOWN = Pattern.compile("window shown after (\\d+) ms");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    @Test
    void fromTheProcessToTheWindow() throws Exception {
        var jar = folder.resolve("cache.aot");
        train(jar);
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("| start of the window, median of " + ROUNDS + " | shown after | resident memory |");
        lines.add("|---|---|---|");
        lines.add(line("class path", List.of()));
        lines.add(line(
                "class path, `-Xms32m -Xmx1g -XX:+UseSerialGC`", List.of("-Xms32m", "-Xmx1g", "-XX:+UseSerialGC")));
        lines.add(line(
                "the same with an ahead-of-time cache",
                List.of("-Xms32m", "-Xmx1g", "-XX:+UseSerialGC", "-XX:AOTCache=" + jar)));
        Files.write(Path.of("target", "benchmark.md"), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private String line(String name, List<String> options) throws IOException, InterruptedException {
        var millis = new long[ROUNDS];
        var kibibytes = new long[ROUNDS];
        for (var i = 0; i < ROUNDS; i++) {
            var started = start(options);
            try {
                millis[i] = awaitShown();
                Thread.sleep(1_000);
                kibibytes[i] = resident(started);
            } finally {
                started.destroy();
                started.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        }
        Arrays.sort(millis);
        Arrays.sort(kibibytes);
        return String.format(
                Locale.ROOT, "| %s | %d ms | %d MiB |", name, millis[ROUNDS / 2], kibibytes[ROUNDS / 2] / 1024);
    }

    private void train(Path cache) throws IOException, InterruptedException {
        var training = start(List.of("-Xms32m", "-Xmx1g", "-XX:+UseSerialGC", "-XX:AOTCacheOutput=" + cache));
        awaitShown();
        Thread.sleep(1_000);
        training.destroy();
        assertTrue(training.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertTrue(Files.exists(cache), "the cache is written when the program ends");
    }

    private Process start(List<String> options) throws IOException {
        Files.deleteIfExists(log());
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of("-Dglass.platform=Headless", "-Dprism.order=sw"));
        command.add("-Dferry.log.folder=" + folder.resolve("logs"));
        command.add("-Dferry.settings.folder=" + folder.resolve("settings"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), "dev.ferry.Launcher"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }

    /// Jars only, Ferry's own first: a cache holds nothing of folders.
    private static String classPath() throws IOException {
        try (var built = Files.list(Path.of("target"))) {
            var own = built.filter(each -> each.getFileName().toString().matches("ferry-[0-9.]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("not packaged yet"));
            return Stream.concat(
                            Stream.of(own.toString()),
                            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                                    .filter(each -> each.endsWith(".jar")))
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private long awaitShown() throws IOException, InterruptedException {
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < until) {
            if (Files.exists(log())) {
                var found = SHOWN.matcher(Files.readString(log()));
                if (found.find()) {
                    return Long.parseLong(found.group(1));
                }
            }
            Thread.sleep(20);
        }
        throw new AssertionError("no window: " + Files.readString(folder.resolve("out")));
    }

    private Path log() {
        return folder.resolve("logs").resolve("ferry.log");
    }

    private static long resident(Process process) throws IOException {
        var found = RESIDENT.matcher(Files.readString(Path.of("/proc", String.valueOf(process.pid()), "status")));
        assertTrue(found.find());
        return Long.parseLong(found.group(1));
    }
}
