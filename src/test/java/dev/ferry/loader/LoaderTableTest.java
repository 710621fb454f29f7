package dev.ferry.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cluster.JavaRuntime;
import dev.ferry.cluster.Loader;
import dev.ferry.loader.LoaderChoice.Chosen;
import dev.ferry.outcome.Severity;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The table in `src/docs/loaders.md` says what {@link LoaderChoice} does, cell by cell.
class LoaderTableTest {
    private static final Path DOCUMENT = Path.of("src/docs/loaders.md");

    private static final List<String> TARGETS = List.of("3.11.19", "4.0.19", "4.1.10", "5.0.9");

    /// The name of a row, the node's own loader with its Java, the formats.
    private static final List<List<String>> ROWS = List.of(
            List.of("2.1 (`ka`)", "2.1.22@8", "ka"),
            List.of("2.2 (`la`, `lb`)", "2.2.19@8", "la lb"),
            List.of("3.0 (`ma` to `me`)", "3.0.31@8", "ma mb mc md me"),
            List.of("3.11 (`ma` to `me`)", "3.11.19@8", "ma mb mc md me"),
            List.of("3.0 with files left from 2.x", "3.0.31@8", "lb me"),
            List.of("3.11 with files left from 2.x", "3.11.19@8", "ka me"),
            List.of("4.0.0 to 4.0.3 (`nb`)", "4.0.3@11", "nb"),
            List.of("4.0 (`na`, `nb`)", "4.0.19@11", "na nb"),
            List.of("4.1 (`nb`)", "4.1.10@11", "nb"),
            List.of("4.0 or 4.1 with files left from 3.x", "4.1.10@11", "me nb"),
            List.of("5.0 (`nb`)", "5.0.9@17", "nb"),
            List.of("5.0 before 5.0.9 with files left from 3.x", "5.0.2@17", "me nb"),
            List.of("5.0 (`oa` or `da`)", "5.0.9@17", "oa da"));

    private final Map<String, String> notes = new TreeMap<>(Map.of(
            "loader.fit.format.old", "1",
            "loader.fit.format.target", "2",
            "loader.fit.format.untried", "3",
            "loader.fit.format.mode", "4"));

    @Test
    void theDocumentSaysWhatIsDone() throws Exception {
        var document = Files.readAllLines(DOCUMENT);
        var expected = new ArrayList<String>();
        expected.add("| source | target 3.11 | target 4.0 | target 4.1 | target 5.0 |");
        expected.add("|---|---|---|---|---|");
        for (var row : ROWS) {
            expected.add(TARGETS.stream()
                    .map(target -> cell(row.get(1), row.get(2), target))
                    .collect(Collectors.joining(" | ", "| " + row.getFirst() + " | ", " |")));
        }
        var start = document.indexOf(expected.getFirst());
        var end = Math.min(document.size(), start + expected.size());
        assertEquals(String.join("\n", expected), start < 0 ? "" : String.join("\n", document.subList(start, end)));
    }

    @Test
    void theDocumentNamesEveryWayOut() throws Exception {
        var document = Files.readString(DOCUMENT);
        for (var code : notes.keySet()) {
            var remedy = Messages.text(Message.of(code + ".remedy", ""));
            assertTrue(document.contains(notes.get(code) + ". "), code);
            assertTrue(document.replaceAll("\\s+", " ").contains(remedy), remedy);
        }
    }

    @Test
    void theDocumentNamesTheJavasOfEveryBroughtRelease() throws Exception {
        var document = Files.readString(DOCUMENT);
        for (var release : BroughtRelease.values()) {
            var javas = release.javas().stream().map(String::valueOf).collect(Collectors.joining(", "));
            var line = "| " + release.version() + " | " + javas + " |";
            assertTrue(document.contains(line), line);
        }
    }

    private String cell(String own, String formats, String target) {
        var parts = own.split("@");
        var feature = Integer.parseInt(parts[1]);
        var choice = LoaderChoice.of(
                "node",
                new Loader("/bin/sstableloader", CassandraVersion.of(parts[0]), "/java/" + feature, feature),
                Stream.of(8, 11, 17)
                        .map(java -> new JavaRuntime("/java/" + java, java))
                        .toList(),
                OptionalInt.empty(),
                CassandraVersion.of(target),
                Set.copyOf(Arrays.asList(formats.split(" "))));
        var marks = choice.findings().stream()
                .filter(finding -> finding.severity() != Severity.PASS)
                .map(finding -> " (" + notes.get(finding.code()) + ")")
                .collect(Collectors.joining());
        return choice.loader().map(LoaderTableTest::text).orElse("no") + marks;
    }

    private static String text(Chosen chosen) {
        return switch (chosen) {
            case Chosen.Own _ -> "own";
            case Chosen.Bring bring -> bring.version().text();
        };
    }
}
