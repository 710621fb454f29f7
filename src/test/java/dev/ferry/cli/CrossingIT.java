package dev.ferry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.sandbox.ProcessWatch;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// README's first command, as a user gives it: a sandbox, the whole journey, the proof, and nothing left.
class CrossingIT {
    @TempDir
    private Path folder;

    @Test
    void theWholeJourneyEndsWithProofAndLeavesNothing() throws Exception {
        var report = folder.resolve("report");
        var standard = System.out;
        var printed = new ByteArrayOutputStream();
        int code;
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            code = Cli.run("sandbox", "run", "--plain", "--report", report.toString());
        } finally {
            System.setOut(standard);
        }
        var text = printed.toString(StandardCharsets.UTF_8);
        assertEquals(ExitCode.DONE, code, text);
        assertTrue(text.contains("Everything is there, here is the proof, and nothing of Ferry is left behind."), text);

        var lines = Files.readAllLines(Path.of(report + ".csv"));
        var tables = lines.subList(1, lines.size());
        assertTrue(tables.size() > 30, "the sandbox has more than thirty tables: " + tables);
        assertEquals(List.of(), tables.stream().filter(line -> !isProven(line)).toList());
        assertTrue(tables.stream().mapToLong(line -> number(line, 3)).sum() > 1000, "rows were counted");
        assertTrue(Files.readString(Path.of(report + ".html")).contains("migration mode off"));
        assertEquals(List.of(), ProcessWatch.sandboxProcesses(), "processes of the sandbox");
    }

    /// Proven, at level 1, with the same number of rows on both sides, from both nodes.
    private static boolean isProven(String line) {
        var fields = line.split(",");
        return fields[1].equals("true")
                && fields[2].equals("1")
                && fields[3].equals(fields[4])
                && fields[6].equals("2")
                && fields[7].equals("2");
    }

    private static long number(String line, int field) {
        return Long.parseLong(line.split(",")[field]);
    }
}
