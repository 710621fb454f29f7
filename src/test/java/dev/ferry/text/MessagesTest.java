package dev.ferry.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every key that the code uses has a text, and every text is used.
class MessagesTest {
    private static final Path FILE = Path.of("src/main/resources/dev/ferry/text/messages.properties");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern KEY = Pattern.compile("[a-z]+(\\.[a-z0-9_-]+)+");

    // A package that builds a key from parts says with which words it starts.
    private static final List<String> BUILT = List.of(
            "check.",
            "cli.plan.stage.",
            "cli.summary.level.",
            "step.",
            "ui.finish.gate.",
            "ui.finish.left.",
            "ui.finish.report.kind.",
            "ui.goal.",
            "ui.load.chip.",
            "ui.load.column.",
            "ui.load.status.",
            "ui.log.kind.",
            "ui.mark.",
            "ui.schema.apply.column.",
            "ui.schema.apply.state.",
            "ui.schema.diff.target.",
            "ui.schema.empty.",
            "ui.schema.fate.",
            "ui.schema.filter.",
            "ui.schema.group.",
            "ui.schema.severity.",
            "ui.secret.prompt.",
            "ui.secret.way.",
            "ui.source.become.",
            "ui.source.container.",
            "ui.source.fold.",
            "ui.source.hop.",
            "ui.source.jump.",
            "ui.source.kind.",
            "ui.source.road.",
            "ui.source.secret.",
            "ui.source.ssh-port.",
            "ui.source.ssh-user.",
            "ui.step.",
            "ui.tls.",
            "ui.verify.kind.",
            "ui.verify.reason.",
            "ui.verify.state.");

    private static Properties texts = new Properties();
    private static Set<String> literals = new HashSet<>();

    @BeforeAll
    static void read() throws IOException {
        texts.load(new StringReader(Files.readString(FILE)));
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                LITERAL.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(literals::add);
            }
        }
    }

    @Test
    void everyTextIsUsed() {
        var unused = texts.stringPropertyNames().stream()
                .filter(key -> !isUsed(key))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), unused, "delete these, or use them");
    }

    private static boolean isUsed(String key) {
        var plain = key.replaceFirst("\\.(remedy|reason|hint)$", "");
        return literals.contains(key)
                || literals.contains(plain)
                || BUILT.stream().anyMatch(key::startsWith)
                || isBuiltFromSuffix(plain);
    }

    /// `"engine." + code` with `"preflight.disk"`: both parts stand in the code.
    private static boolean isBuiltFromSuffix(String key) {
        return literals.stream()
                .filter(start -> start.endsWith(".") && key.startsWith(start))
                .anyMatch(start -> literals.contains(key.substring(start.length())));
    }

    @Test
    void everyKeyHasAText() {
        var known = texts.stringPropertyNames();
        var prefixes =
                known.stream().map(key -> key.substring(0, key.indexOf('.'))).collect(Collectors.toSet());
        var missing = literals.stream()
                .filter(text -> KEY.matcher(text).matches())
                .filter(text -> prefixes.contains(text.substring(0, text.indexOf('.'))))
                .filter(text -> looksLikeAKey(text, known))
                .filter(text -> !known.contains(text) && !known.contains(text + ".reason"))
                .filter(text -> !known.contains(shared(text) + ".reason"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), missing);
    }

    /// The code of a finding that shares its text with others: `schema.table.stands` says
    /// `schema.stands.reason`.
    private static String shared(String code) {
        return code.substring(0, code.indexOf('.')) + code.substring(code.lastIndexOf('.'));
    }

    /// A literal is taken for a key if some key shares its first two words: `schema.cql` is a file,
    /// `schema.type.x` is not.
    private static boolean looksLikeAKey(String text, Set<String> known) {
        var second = text.indexOf('.', text.indexOf('.') + 1);
        return second > 0
                && known.stream().anyMatch(key -> key.startsWith(text.substring(0, second + 1)))
                && BUILT.stream().noneMatch(text::startsWith)
                && known.stream().noneMatch(key -> key.endsWith("." + text));
    }

    @Test
    void everyTextIsAPattern() {
        var broken = new ArrayList<String>();
        texts.forEach((key, value) -> {
            try {
                new MessageFormat(value.toString());
            } catch (IllegalArgumentException e) {
                broken.add(key + ": " + e.getMessage());
            }
            if (Pattern.compile("(?<!')'(?!')")
                                    .matcher(value.toString())
                                    .results()
                                    .count()
                            % 2
                    == 1) {
                broken.add(key + ": a single apostrophe");
            }
        });
        assertEquals(List.of(), broken);
    }

    @Test
    void keysAreSorted() throws IOException {
        var keys = Files.readString(FILE)
                .lines()
                .filter(line -> line.contains("="))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
        assertEquals(keys.stream().sorted().toList(), keys);
        assertEquals(keys.size(), new HashSet<>(keys).size(), "a key stands twice");
    }

    @Test
    void argumentsAreFilledIn() {
        assertEquals(
                "waiting for index shop.by_name to be built",
                Messages.text("engine.index.building", "shop", "by_name"));
        assertTrue(Messages.text("cli.plan.cells", 1, 2, "3 B", 4).contains("source's"));
    }
}
