package dev.ferry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The rules of the house, read from the compiled classes: references, descriptors and annotations alike.
class ArchitectureTest {
    private static final Path CLASSES = Path.of("target/classes");
    private static final Pattern OURS = Pattern.compile("dev/ferry/([a-z]+)/");

    private static final Set<String> PURE =
            Set.of("text", "outcome", "schema", "cluster", "migration", "plan", "run", "report", "rows", "finish");

    /// Who may import whom. Pure packages are open to all, downwards; whatever is not listed is forbidden.
    private static final Map<String, Set<String>> MAY_IMPORT = new TreeMap<>(Map.ofEntries(
            Map.entry("text", Set.of()),
            Map.entry("outcome", Set.of("text")),
            Map.entry("schema", Set.of("text", "outcome")),
            Map.entry("cluster", Set.of("schema")),
            Map.entry("migration", Set.of("schema")),
            Map.entry("plan", Set.of("migration", "cluster", "schema", "outcome", "text")),
            Map.entry("run", Set.of("plan", "schema", "outcome", "text")),
            Map.entry("report", Set.of("plan", "run", "migration", "cluster", "schema", "outcome", "text")),
            Map.entry("finish", Set.of("plan", "run", "schema", "outcome", "text")),
            Map.entry("json", Set.of("secrets")),
            Map.entry("secrets", Set.of("outcome", "text")),
            Map.entry("log", Set.of("secrets")),
            Map.entry("artifact", Set.of("outcome", "text")),
            Map.entry("ssh", Set.of("secrets", "outcome", "text")),
            Map.entry("cassandra", Set.of("secrets", "cluster", "schema", "outcome", "text")),
            Map.entry("aiven", Set.of("json", "secrets", "outcome", "text")),
            Map.entry("source", Set.of("artifact", "secrets", "ssh", "cluster", "schema", "outcome", "text")),
            Map.entry("loader", Set.of("ssh", "secrets", "cluster", "schema", "outcome", "text")),
            Map.entry("rows", Set.of("schema", "outcome", "text")),
            Map.entry("verify", Set.of("cassandra", "rows", "schema", "outcome", "text")),
            Map.entry("journal", Set.of("json", "run", "plan", "migration", "cluster", "schema", "outcome", "text")),
            Map.entry(
                    "engine",
                    Set.of(
                            "text",
                            "outcome",
                            "schema",
                            "cluster",
                            "migration",
                            "plan",
                            "run",
                            "rows",
                            "report",
                            "secrets",
                            "log",
                            "ssh",
                            "cassandra",
                            "aiven",
                            "artifact",
                            "source",
                            "loader",
                            "verify",
                            "journal")),
            Map.entry("settings", Set.of("artifact", "json", "report", "migration", "outcome", "text")),
            Map.entry("simulator", Set.of("json", "secrets", "outcome", "text")),
            Map.entry(
                    "sandbox",
                    Set.of(
                            "simulator",
                            "artifact",
                            "cassandra",
                            "loader",
                            "ssh",
                            "secrets",
                            "migration",
                            "schema",
                            "outcome",
                            "text")),
            Map.entry(
                    "cli",
                    Set.of(
                            "artifact",
                            "engine",
                            "journal",
                            "json",
                            "log",
                            "report",
                            "sandbox",
                            "secrets",
                            "settings",
                            "text",
                            "outcome",
                            "schema",
                            "cluster",
                            "migration",
                            "plan",
                            "run")),
            Map.entry(
                    "ui",
                    Set.of(
                            "artifact",
                            "engine",
                            "journal",
                            "log",
                            "rows",
                            "finish",
                            "report",
                            "sandbox",
                            "secrets",
                            "settings",
                            "text",
                            "outcome",
                            "schema",
                            "cluster",
                            "migration",
                            "plan",
                            "run"))));

    /// One outside library, one package.
    private static final Map<String, String> OWNERS = Map.ofEntries(
            Map.entry("com/fasterxml/jackson", "json"),
            Map.entry("org/bouncycastle", "secrets"),
            Map.entry("com/github/javakeyring", "secrets"),
            Map.entry("net/schmizz", "ssh"),
            Map.entry("com/hierynomus", "ssh"),
            Map.entry("com/datastax", "cassandra"),
            Map.entry("java/net/http", "aiven"),
            Map.entry("com/sun/net/httpserver", "simulator"),
            Map.entry("org/apache/sshd", "sandbox"),
            Map.entry("org/eclipse/aether", "artifact"),
            Map.entry("org/apache/maven", "artifact"),
            Map.entry("org/sqlite", "journal"),
            Map.entry("java/sql", "journal"),
            Map.entry("org/yaml", "source"),
            Map.entry("org/pcollections", "run"),
            Map.entry("ch/qos/logback", "log"),
            Map.entry("javafx", "ui"),
            Map.entry("atlantafx", "ui"),
            Map.entry("org/kordamp", "ui"),
            Map.entry("org/fxmisc", "ui"),
            Map.entry("com/github/difflib", "ui"),
            Map.entry("picocli", "cli"),
            Map.entry("org/jline", "cli"));

    private static final Map<String, Set<String>> WORDS = new TreeMap<>();

    private static final Set<String> PRINTING = new TreeSet<>();

    @BeforeAll
    static void readClasses() throws IOException {
        try (var files = Files.walk(CLASSES)) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                var model = ClassFile.of().parse(file);
                for (var entry : model.constantPool()) {
                    if (entry instanceof FieldRefEntry field
                            && field.owner().asInternalName().equals("java/lang/System")
                            && Set.of("out", "err").contains(field.name().stringValue())) {
                        PRINTING.add(model.thisClass().asInternalName());
                    }
                }
                WORDS.put(
                        model.thisClass().asInternalName(),
                        StreamSupport.stream(model.constantPool().spliterator(), false)
                                .filter(Utf8Entry.class::isInstance)
                                .map(entry -> ((Utf8Entry) entry).stringValue())
                                .collect(Collectors.toSet()));
            }
        }
        assertTrue(WORDS.size() > 100, "no classes to look at: " + WORDS.size());
    }

    @Test
    void aPackageImportsOnlyWhatItMay() {
        var wrong = new TreeSet<String>();
        WORDS.forEach((name, words) -> {
            var from = packageOf(name);
            if (!from.isEmpty()) {
                imports(words).stream()
                        .filter(to -> !to.equals(from))
                        .filter(to -> !MAY_IMPORT.getOrDefault(from, Set.of()).contains(to))
                        .forEach(to -> wrong.add(name + " imports " + to));
            }
        });
        assertEquals(Set.of(), wrong, "data goes one way: see MAY_IMPORT");
    }

    @Test
    void everyPackageHasItsPlace() {
        var packages = WORDS.keySet().stream().map(ArchitectureTest::packageOf).collect(Collectors.toSet());
        packages.remove("");
        assertEquals(MAY_IMPORT.keySet(), new TreeSet<>(packages));
    }

    @Test
    void packagesFormNoCycle() {
        MAY_IMPORT.forEach((from, to) -> assertTrue(!reach(to).contains(from), "a cycle through " + from));
    }

    @Test
    void anOutsideLibraryIsImportedByOnePackage() {
        var wrong = new TreeSet<String>();
        WORDS.forEach((name, words) -> OWNERS.forEach((library, owner) -> {
            if (!packageOf(name).equals(owner) && mentions(words, library)) {
                wrong.add(name + " uses " + library + ", which belongs to " + owner);
            }
        }));
        assertEquals(Set.of(), wrong, "one library, one package: it can be replaced, and it leaks nowhere");
    }

    @Test
    void nothingKnowsAScreen() {
        var wrong = WORDS.entrySet().stream()
                .filter(each -> mentions(each.getValue(), "javafx/"))
                .map(Map.Entry::getKey)
                .filter(name -> !packageOf(name).equals("ui"))
                .toList();
        assertEquals(List.of(), wrong, "the engine and the terminal run without a toolkit");
    }

    @Test
    void purePackagesTouchNothingOutside() {
        var doors =
                List.of("java/net/Socket", "java/lang/ProcessBuilder", "java/nio/channels/FileChannel", "java/sql/");
        var wrong = new ArrayList<String>();
        WORDS.forEach((name, words) -> {
            if (PURE.contains(packageOf(name))) {
                doors.stream().filter(door -> mentions(words, door)).forEach(door -> wrong.add(name + " " + door));
            }
        });
        assertEquals(List.of(), wrong, "pure packages are values and functions");
    }

    @Test
    void onlyTheCommandWritesToTheStandardStreams() {
        var wrong =
                PRINTING.stream().filter(name -> !packageOf(name).equals("cli")).toList();
        assertEquals(List.of(), wrong, "what a person reads goes through the front ends");
    }

    private static String packageOf(String name) {
        var matcher = OURS.matcher(name);
        return matcher.lookingAt() ? matcher.group(1) : "";
    }

    private static Set<String> imports(Set<String> words) {
        var found = new HashSet<String>();
        for (var word : words) {
            var matcher = OURS.matcher(word);
            while (matcher.find()) {
                // a resource's path such as dev/ferry/loader/ferry-node.jar is no import, but it is in its own package
                found.add(matcher.group(1));
            }
        }
        return found;
    }

    private static boolean mentions(Set<String> words, String library) {
        return words.stream()
                .anyMatch(word ->
                        word.startsWith(library) || word.contains("L" + library) || word.contains("(" + library));
    }

    private static Set<String> reach(Set<String> from) {
        var seen = new HashSet<String>();
        var open = new ArrayList<>(from);
        while (!open.isEmpty()) {
            var next = open.removeLast();
            if (seen.add(next)) {
                open.addAll(MAY_IMPORT.getOrDefault(next, Set.of()));
            }
        }
        return seen;
    }
}
