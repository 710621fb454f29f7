package dev.ferry.engine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/// A part of `target/benchmark.md`: what was measured, how busy the machine was, and a table of times.
final class BenchmarkReport {
    private static final Path FILE = Path.of("target/benchmark.md");

    private final StringBuilder text = new StringBuilder();

    BenchmarkReport(String title) {
        text.append("## ").append(title).append("\n\n");
        note("%d processors, load average at the start %.1f"
                .formatted(Runtime.getRuntime().availableProcessors(), load()));
        text.append("| | seconds | ratio |\n|---|---|---|\n");
    }

    /// A line of the table.
    BenchmarkReport row(String what, double seconds, double ratio) {
        text.append(String.format(Locale.ROOT, "| %s | %.1f | %.3f |%n", what, seconds, ratio));
        return this;
    }

    /// A sentence outside the table.
    BenchmarkReport note(String sentence) {
        text.append(sentence).append(".\n\n");
        return this;
    }

    /// Adds it to the file.
    void write() throws IOException {
        text.append('\n');
        note("Load average at the end %.1f".formatted(load()));
        Files.writeString(FILE, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
