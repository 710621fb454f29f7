package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.run.Check;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SaidTest {
    private static final Pattern SAID =
            Pattern.compile("Said\\.(pass|warn|block)\\(\\s*Check\\.(\\w+),\\s*\"([a-z-]+)\"");
    // words that are put together with a check that is not written beside them
    private static final Pattern WORD =
            Pattern.compile("(?:Said\\.(?:pass|warn|block)\\(|add\\()\\s*\\w+,\\s*\"([a-z-]+)\"");

    @Test
    void aCodeKnowsItsCheck() {
        for (var check : Check.values()) {
            assertEquals(check, Said.checkOf(Said.pass(check, "any", "here", "").code()));
        }
        assertNull(Said.checkOf("preflight.disk"));
        assertNull(Said.checkOf("check.nothing"));
    }

    @Test
    void everythingThatIsSaidHasAReasonAndARemedy() throws IOException {
        var texts = new Properties();
        texts.load(
                new StringReader(Files.readString(Path.of("src/main/resources/dev/ferry/text/messages.properties"))));
        var missing = new TreeSet<String>();
        var said = 0;
        try (var files = Files.list(Path.of("src/main/java/dev/ferry/engine"))) {
            for (var file : files.toList()) {
                for (var found : SAID.matcher(Files.readString(file)).results().toList()) {
                    said++;
                    var key = "check." + Check.valueOf(found.group(2)).code() + "." + found.group(3);
                    need(texts, key, missing);
                    if (!found.group(1).equals("pass")) {
                        need(texts, key + ".remedy", missing);
                    }
                }
                for (var found : WORD.matcher(Files.readString(file)).results().toList()) {
                    said++;
                    var ending = "." + found.group(1);
                    assertTrue(
                            texts.stringPropertyNames().stream()
                                    .anyMatch(key -> key.startsWith("check.") && key.endsWith(ending)),
                            "no text ends in " + ending);
                }
            }
        }
        assertTrue(said > 40, "this many are seen: " + said);
        assertEquals(new TreeSet<String>(), missing);
    }

    private static void need(Properties texts, String key, TreeSet<String> missing) {
        if (!texts.containsKey(key)) {
            missing.add(key);
        }
    }
}
