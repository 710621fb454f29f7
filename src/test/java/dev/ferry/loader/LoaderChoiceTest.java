package dev.ferry.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cluster.JavaRuntime;
import dev.ferry.cluster.Loader;
import dev.ferry.loader.LoaderChoice.Chosen;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.text.Messages;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoaderChoiceTest {
    /// The node's own loader and the Java it starts with, the formats on the node, the other Javas there
    /// (`a17` for an archive), the target; then what follows and why: the reason to bring one, the reason
    /// to refuse, or the warning that goes with it.
    @ParameterizedTest(name = "{0} [{1}] java {2} -> {3}: {4}, {5}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    # own      | formats  | javas  | target  | choice             | why
                    2.1.22@8   | ka       | -      | 3.11.19 | 3.11.19 on 8       | bring.release format.untried
                    2.1.22@8   | jb ka    | -      | 3.11.19 | 3.11.19 on 8       | bring.release format.untried
                    2.1.22@8   | ja ka    | -      | 3.11.19 | no                 | format.ancient format.untried
                    2.1.22@8   | ka       | 11     | 4.0.19  | no                 | format.old
                    2.1.22@8   | ka       | 11     | 4.1.10  | no                 | format.old
                    2.1.22@8   | ka       | 17     | 5.0.9   | no                 | format.old
                    2.1.22@7   | ka       | -      | 3.11.19 | no                 | bring.release format.untried java.missing
                    2.1.22@7   | ka       | a8     | 3.11.19 | 3.11.19 on archive | bring.release format.untried
                    2.1.22@8   | -        | -      | 4.1.10  | 4.1.10 on 8        | bring.release
                    2.2.19@8   | lb       | -      | 3.11.19 | 3.11.19 on 8       | bring.release format.untried
                    2.2.19@8   | ka la lb | 11 17  | 3.11.19 | 3.11.19 on 8       | bring.release format.untried
                    2.2.19@8   | lb       | -      | 4.0.19  | no                 | format.old
                    2.2.19@8   | lb       | -      | 4.1.10  | no                 | format.old
                    2.2.19@8   | lb       | 17     | 5.0.9   | no                 | format.old
                    3.0.31@8   | me       | -      | 3.11.19 | 3.11.19 on 8       | bring.launcher
                    3.0.31@11  | me       | -      | 3.11.19 | own                | java.untried
                    3.0.31@11  | me       | 8      | 3.11.19 | 3.11.19 on 8       | bring.java
                    3.0.31@8   | lb me    | -      | 3.11.19 | 3.11.19 on 8       | bring.launcher format.untried
                    3.0.17@8   | md       | -      | 3.11.19 | 3.11.19 on 8       | bring.format
                    3.0.31@8   | ma mc    | -      | 4.0.19  | 4.1.10 on 8        | bring.protocol
                    3.0.31@8   | me       | -      | 4.1.10  | 4.1.10 on 8        | bring.protocol
                    3.0.31@8   | lb me    | 11     | 4.1.10  | no                 | format.old
                    3.0.31@8   | me       | -      | 5.0.9   | no                 | bring.protocol java.missing
                    3.0.31@8   | me       | 11     | 5.0.9   | 5.0.9 on 11        | bring.protocol
                    3.11.19@8  | me       | -      | 3.11.19 | own                | -
                    3.11.19@8  | ma md me | 11 17  | 3.11.4  | own                | -
                    3.11.19@8  | ka me    | -      | 3.11.19 | own                | format.untried
                    3.11.4@8   | me       | -      | 3.11.19 | 3.11.19 on 8       | bring.format
                    3.11.19@11 | me       | -      | 3.11.19 | own                | java.untried
                    3.11.19@11 | me       | 17     | 3.11.19 | own                | java.untried
                    3.11.19@11 | me       | 8      | 3.11.19 | 3.11.19 on 8       | bring.java
                    3.11.19@11 | me       | a8     | 3.11.19 | 3.11.19 on archive | bring.java
                    3.11.19@8  | me nb    | -      | 3.11.19 | no                 | format.target
                    3.11.19@8  | me       | -      | 4.0.19  | 4.1.10 on 8        | bring.protocol
                    3.11.19@8  | me       | -      | 4.1.10  | 4.1.10 on 8        | bring.protocol
                    3.11.19@8  | me       | 17     | 4.1.10  | 4.1.10 on 17       | bring.protocol
                    3.11.19@8  | me       | 17 11  | 4.1.10  | 4.1.10 on 11       | bring.protocol
                    3.11.19@8  | me       | a11    | 4.1.10  | 4.1.10 on archive  | bring.protocol
                    3.11.19@8  | me       | 8 a8   | 4.1.10  | 4.1.10 on 8        | bring.protocol
                    3.11.19@8  | ka me    | 11     | 4.1.10  | no                 | format.old
                    3.11.19@8  | me       | -      | 5.0.9   | no                 | bring.protocol java.missing
                    3.11.19@8  | me       | a8     | 5.0.9   | no                 | bring.protocol java.missing
                    3.11.19@8  | me       | a17    | 5.0.9   | 5.0.9 on archive   | bring.protocol
                    3.11.19@8  | me       | 11 17  | 5.0.9   | 5.0.9 on 17        | bring.protocol
                    3.11.19@8  | ka       | 17     | 5.0.9   | no                 | format.old
                    4.0.19@11  | nb       | 8      | 3.11.19 | no                 | format.target
                    4.0.19@11  | nb       | -      | 4.0.19  | own                | -
                    4.0.19@11  | me na nb | 17     | 4.1.10  | own                | -
                    4.0.19@8   | nb       | -      | 4.1.10  | own                | -
                    4.0.19@17  | nb       | -      | 4.1.10  | 4.1.10 on 17       | bring.java
                    4.0.3@11   | nb       | -      | 4.0.19  | 4.1.10 on 11       | bring.defect
                    4.0.0@8    | nb       | -      | 4.1.10  | 4.1.10 on 8        | bring.defect
                    4.0.4@11   | nb       | -      | 4.0.19  | own                | -
                    4.0.3@11   | nb       | -      | 5.0.9   | 5.0.9 on 11        | bring.defect
                    4.0.3@8    | nb       | -      | 5.0.9   | no                 | bring.defect java.missing
                    4.0.19@11  | nb       | -      | 5.0.9   | 5.0.9 on 11        | bring.mode
                    4.0.19@8   | nb       | 25     | 5.0.9   | own                | mode
                    4.1.10@11  | nb       | 8      | 3.11.19 | no                 | format.target
                    4.1.10@11  | nb       | -      | 4.0.19  | own                | -
                    4.1.10@11  | me nb    | -      | 4.1.10  | own                | -
                    4.1.10@17  | nb       | 11     | 4.1.10  | own                | -
                    4.1.0@8    | nb       | 11     | 4.1.10  | own                | -
                    4.1.10@21  | nb       | -      | 4.1.10  | own                | java.untried
                    4.1.10@21  | nb       | 11     | 4.1.10  | 4.1.10 on 11       | bring.java
                    4.1.10@7   | nb       | -      | 4.1.10  | no                 | bring.java java.missing
                    4.1.10@11  | ka nb    | -      | 4.1.10  | no                 | format.old
                    4.1.10@11  | nb       | -      | 5.0.9   | 5.0.9 on 11        | bring.mode
                    4.1.10@8   | nb       | -      | 5.0.9   | own                | mode
                    4.1.10@8   | nb       | a17    | 5.0.9   | 5.0.9 on archive   | bring.mode
                    5.0.9@17   | nb       | 8      | 3.11.19 | no                 | format.target
                    5.0.9@17   | nb       | 8      | 4.0.19  | own                | -
                    5.0.9@17   | nb       | 11     | 4.1.10  | own                | -
                    5.0.9@17   | nb       | -      | 5.0.9   | own                | -
                    5.0.9@11   | me nb    | 17     | 5.0.9   | own                | -
                    5.0.9@17   | oa       | 11     | 4.0.19  | no                 | format.target
                    5.0.9@17   | nb oa    | 11     | 4.1.10  | no                 | format.target
                    5.0.9@17   | da       | 11     | 4.1.10  | no                 | format.target
                    5.0.9@17   | oa       | -      | 5.0.9   | own                | format.mode
                    5.0.9@17   | me nb da | -      | 5.0.9   | own                | format.mode
                    5.0.2@17   | nb       | -      | 5.0.9   | own                | -
                    5.0.2@17   | me nb    | -      | 5.0.9   | 5.0.9 on 17        | bring.defect
                    5.0.9@21   | nb       | -      | 5.0.9   | own                | java.untried
                    5.0.9@21   | oa       | 17     | 5.0.9   | 5.0.9 on 17        | bring.java format.mode
                    5.0.9@25   | nb       | -      | 4.1.10  | own                | java.untried
                    5.0.9@25   | nb       | 8      | 4.1.10  | 4.1.10 on 8        | bring.java
                    5.0.9@8    | nb       | 11     | 5.0.9   | 5.0.9 on 11        | bring.java
                    5.0.9@8    | nb       | -      | 5.0.9   | no                 | bring.java java.missing
                    -          | me       | 8      | 3.11.19 | 3.11.19 on 8       | bring.missing
                    -          | me       | 11     | 3.11.19 | no                 | bring.missing java.missing
                    -          | nb       | 17 8   | 4.1.10  | 4.1.10 on 17       | bring.missing
                    -          | nb       | 21     | 4.1.10  | no                 | bring.missing java.missing
                    -          | me       | 21     | 5.0.9   | 5.0.9 on 21        | bring.missing java.untried
                    -          | me       | 25 21  | 5.0.9   | 5.0.9 on 21        | bring.missing java.untried
                    -          | me       | 25 a17 | 5.0.9   | 5.0.9 on archive   | bring.missing
                    -          | nb       | 26     | 5.0.9   | no                 | bring.missing java.missing
                    -          | nb       | -      | 5.0.9   | no                 | bring.missing java.missing
                    -          | ka       | 8      | 4.1.10  | no                 | format.old
                    6.0.0@17   | nb       | -      | 5.0.9   | 5.0.9 on 17        | bring.release
                    6.0.0@17   | pa       | -      | 5.0.9   | no                 | format.target
                    5.0.9@17   | nb       | -      | 6.0.0   | no                 | unknown
                    3.11.19@8  | me       | -      | 3.0.31  | no                 | unknown
                    2.2.19@8   | lb       | -      | 2.2.19  | no                 | unknown
                    """)
    void decidesEveryPair(
            @Nullable String own,
            @Nullable String formats,
            @Nullable String javas,
            String target,
            String choice,
            @Nullable String why) {
        var made = choose(own, formats, javas, target);
        assertEquals(choice, text(made));
        assertEquals(why == null ? "" : why, reasons(made));
    }

    @Test
    void saysWhichLoaderAndWhy() {
        assertEquals(
                List.of(
                        "Ferry brings the 4.1.10 loader, since the node's own 3.11.19 cannot speak to a 4.1.10 target.",
                        "The 4.1.10 loader speaks the streaming version of a 4.1.10 target.",
                        "The 4.1.10 loader reads the node's files (me).",
                        "The 4.1.10 loader runs on Java 11."),
                texts(choose("3.11.19@8", "me", "11", "4.1.10")));
        assertEquals(
                "Ferry uses the node's own 4.1.10 loader.",
                texts(choose("4.1.10@11", "nb", null, "4.1.10")).getFirst());
        assertTrue(texts(choose("4.1.10@8", "nb", "a17", "5.0.9"))
                .contains("The 5.0.9 loader runs on the Java 17 that Ferry brings from your archive."));
    }

    @Test
    void namesTheJavasThatWouldDo() {
        var block = choose("3.11.19@8", "me", "21 a8", "4.1.10").findings();
        assertTrue(block.stream().noneMatch(finding -> finding.severity() == Severity.BLOCK));
        var refused = choose("3.11.19@8", "me", "10 a9", "5.0.9").findings().getLast();
        assertEquals(Severity.BLOCK, refused.severity());
        assertEquals(
                "The 5.0.9 loader that Ferry brings runs on Java 11, 17, and no such Java was found on the node.",
                Messages.text(refused.reason()));
        assertTrue(Messages.text(refused.remedy()).contains("Java 11, 17"));
        assertTrue(Messages.text(refused.remedy()).contains("archive"));
        assertEquals("Java 10: /java/10\nJava 8: /java/8\nJava 9: archive", refused.evidence());
    }

    @ParameterizedTest
    @CsvSource({
        "4.1.10@11, nb, 3.11.19, 'newer one|CQL'",
        "5.0.9@17, oa, 4.1.10, 'newer one|CQL'",
        "2.1.22@8, ka, 4.1.10, 'nodetool upgradesstables|3.11 target|CQL'"
    })
    void everyRefusalNamesTheWayOut(String own, String formats, String target, String ways) {
        var remedy = choose(own, formats, null, target).findings().stream()
                .filter(finding -> finding.severity() == Severity.BLOCK)
                .map(finding -> Messages.text(finding.remedy()))
                .collect(Collectors.joining());
        for (var way : ways.split("\\|")) {
            assertTrue(remedy.contains(way), remedy);
        }
    }

    @Test
    void startsNothingWithAJavaWhosePlaceIsUnknown() {
        var own = new Loader("/bin/sstableloader", CassandraVersion.of("3.11.19"), "java", 8);
        var made = LoaderChoice.of(
                "node", own, List.of(), OptionalInt.empty(), CassandraVersion.of("4.1.10"), Set.of("me"));
        assertEquals("no", text(made));
    }

    @Test
    void everyFindingHasItsTextsAndItsCode() {
        var owns = Stream.of(
                "2.1.22@7", "2.2.19@8", "3.0.10@8", "3.11.19@9", "4.0.1@11", "4.1.10@21", "5.0.2@17", "6.0@17");
        for (var own : Stream.concat(Stream.of((String) null), owns).toList()) {
            for (var target : List.of("2.2.19", "3.11.19", "4.0.19", "4.1.10", "5.0.9", "6.0")) {
                for (var formats : List.of("ja", "ka", "me", "nb", "oa", "zz", "ka me nb oa")) {
                    for (var javas : List.of("7", "8", "11", "17", "25", "a11")) {
                        check(choose(own, formats, javas, target).findings());
                    }
                }
            }
        }
    }

    private static void check(List<Finding> findings) {
        assertFalse(findings.isEmpty());
        for (var finding : findings) {
            assertTrue(finding.code().startsWith("loader.fit."), finding::code);
            for (var text : List.of(Messages.text(finding.reason()), Messages.text(finding.remedy()))) {
                assertFalse(text.isBlank() || text.contains("{") || text.contains("  "), () -> finding.code() + text);
            }
        }
    }

    @Test
    void aRefusalHasItsReason() {
        assertThrows(IllegalArgumentException.class, () -> new LoaderChoice(Optional.empty(), List.of()));
    }

    private static LoaderChoice choose(
            @Nullable String own, @Nullable String formats, @Nullable String javas, String target) {
        var words = words(javas);
        return LoaderChoice.of(
                "loader on 10.0.0.7",
                own == null ? null : loader(own),
                words.stream()
                        .filter(word -> !word.startsWith("a"))
                        .map(word -> java(Integer.parseInt(word)))
                        .toList(),
                words.stream()
                        .filter(word -> word.startsWith("a"))
                        .mapToInt(word -> Integer.parseInt(word.substring(1)))
                        .findFirst(),
                CassandraVersion.of(target),
                Set.copyOf(words(formats)));
    }

    private static List<String> words(@Nullable String text) {
        return text == null ? List.of() : Arrays.asList(text.split(" "));
    }

    private static Loader loader(String text) {
        var parts = text.split("@");
        var java = java(Integer.parseInt(parts[1]));
        return new Loader("/usr/bin/sstableloader", CassandraVersion.of(parts[0]), java.path(), java.feature());
    }

    private static JavaRuntime java(int feature) {
        return new JavaRuntime("/java/" + feature, feature);
    }

    private static String text(LoaderChoice choice) {
        return choice.loader()
                .map(chosen -> switch (chosen) {
                    case Chosen.Own _ -> "own";
                    case Chosen.Bring bring ->
                        bring.version() + " on "
                                + (bring.java() == null
                                        ? "archive"
                                        : String.valueOf(Objects.requireNonNull(bring.java())
                                                .feature()));
                })
                .orElse("no");
    }

    // What is more than "it fits": why one is brought, and all that is not in order.
    private static String reasons(LoaderChoice choice) {
        return choice.findings().stream()
                .filter(finding ->
                        finding.severity() != Severity.PASS || finding.code().startsWith("loader.fit.bring."))
                .map(finding -> finding.code().substring("loader.fit.".length()))
                .collect(Collectors.joining(" "));
    }

    private static List<String> texts(LoaderChoice choice) {
        return choice.findings().stream()
                .map(finding -> Messages.text(finding.reason()))
                .toList();
    }
}
