package dev.ferry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What the table of roads claims to be tested is tested by a class that is there.
class RoadsTest {
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT|Contract|Benchmark))`");

    @Test
    void everyTestThatTheTableOfRoadsNamesIsThere() throws Exception {
        var named = TEST.matcher(Files.readString(Path.of("src/docs/roads.md")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(named.size() > 30, () -> "names only " + named);
        try (var files = Files.walk(Path.of("src/test/java"))) {
            var there = files.map(file -> String.valueOf(file.getFileName()).replace(".java", ""))
                    .collect(Collectors.toSet());
            named.removeAll(there);
        }
        assertEquals(new TreeSet<String>(), named);
    }
}
