package dev.ferry.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.text.Messages;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoaderFitTest {
    // A node's own loader on its own Java with the files that its release writes, and every target.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # loader | java | format | 3.11  | 4.0   | 4.1   | 5.0
                    2.1.22   | 8    | ka     | BLOCK | BLOCK | BLOCK | BLOCK
                    2.2.19   | 8    | lb     | BLOCK | BLOCK | BLOCK | BLOCK
                    3.0.31   | 8    | me     | PASS  | BLOCK | BLOCK | BLOCK
                    3.11.19  | 8    | me     | PASS  | BLOCK | BLOCK | BLOCK
                    4.0.19   | 11   | nb     | BLOCK | PASS  | PASS  | WARN
                    4.1.10   | 11   | nb     | BLOCK | PASS  | PASS  | WARN
                    5.0.9    | 17   | nb     | BLOCK | PASS  | PASS  | PASS
                    5.0.9    | 17   | oa     | BLOCK | BLOCK | BLOCK | WARN
                    5.0.9    | 17   | da     | BLOCK | BLOCK | BLOCK | WARN
                    """)
    void knowsEveryPairOfLoaderAndTarget(
            String loader, int java, String format, Severity to311, Severity to40, Severity to41, Severity to50) {
        assertEquals(
                List.of(to311, to40, to41, to50),
                List.of(
                        worst(loader, java, "3.11.19", format),
                        worst(loader, java, "4.0.19", format),
                        worst(loader, java, "4.1.10", format),
                        worst(loader, java, "5.0.9", format)));
    }

    // A loader that was brought, with the files of an older source.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # loader | java | target  | formats | worst | code
                    3.11.19  | 8    | 3.11.19 | ka      | WARN  | loader.fit.format.untried
                    3.11.19  | 8    | 3.11.19 | lb me   | WARN  | loader.fit.format.untried
                    3.11.19  | 8    | 3.11.19 | ja      | BLOCK | loader.fit.format.ancient
                    3.11.19  | 8    | 3.11.19 | nb      | BLOCK | loader.fit.format.target
                    3.11.4   | 8    | 3.11.19 | me      | BLOCK | loader.fit.format.newer
                    3.0.17   | 8    | 3.11.19 | md      | BLOCK | loader.fit.format.newer
                    3.0.18   | 8    | 3.11.19 | md      | PASS  | loader.fit.target
                    4.1.10   | 11   | 4.1.10  | me nb   | PASS  | loader.fit.target
                    4.1.10   | 11   | 4.1.10  | ka me   | BLOCK | loader.fit.format.old
                    4.1.10   | 11   | 5.0.9   | me      | WARN  | loader.fit.mode
                    4.1.10   | 11   | 4.1.10  | oa      | BLOCK | loader.fit.format.target
                    4.1.10   | 11   | 5.0.9   | oa      | BLOCK | loader.fit.format.unreadable
                    4.0.3    | 11   | 4.0.19  | nb      | BLOCK | loader.fit.defect.port
                    4.0.4    | 11   | 4.0.19  | nb      | PASS  | loader.fit.target
                    5.0.9    | 17   | 5.0.9   | me nb   | PASS  | loader.fit.target
                    5.0.8    | 17   | 5.0.9   | me      | BLOCK | loader.fit.defect.copy
                    5.0.8    | 17   | 5.0.9   | nb      | PASS  | loader.fit.target
                    5.0.9    | 17   | 5.0.9   | lb      | BLOCK | loader.fit.format.old
                    6.0.0    | 17   | 5.0.9   | nb      | BLOCK | loader.fit.release
                    5.0.9    | 17   | 6.0.0   | nb      | BLOCK | loader.fit.unknown
                    5.0.9    | 17   | 2.2.19  | lb      | BLOCK | loader.fit.format.old
                    3.11.19  | 11   | 3.11.19 | me      | WARN  | loader.fit.java.untried
                    4.1.10   | 8    | 4.1.10  | nb      | PASS  | loader.fit.target
                    4.0.19   | 17   | 4.1.10  | nb      | WARN  | loader.fit.java.untried
                    4.1.10   | 17   | 4.1.10  | nb      | PASS  | loader.fit.target
                    4.1.10   | 7    | 4.1.10  | nb      | BLOCK | loader.fit.java.refused
                    5.0.9    | 8    | 5.0.9   | nb      | BLOCK | loader.fit.java.refused
                    5.0.9    | 11   | 5.0.9   | nb      | PASS  | loader.fit.target
                    5.0.9    | 15   | 5.0.9   | nb      | BLOCK | loader.fit.java.refused
                    5.0.9    | 25   | 5.0.9   | nb      | WARN  | loader.fit.java.untried
                    """)
    void knowsWhatStandsInTheWay(String loader, int java, String target, String formats, Severity worst, String code) {
        var findings = check(loader, java, target, formats.split(" "));
        assertEquals(worst, worst(findings));
        assertEquals(
                code,
                findings.stream()
                        .filter(finding -> finding.severity() == worst)
                        .map(Finding::code)
                        .filter(found -> !found.equals("loader.fit.protocol"))
                        .findFirst()
                        .orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "3.11.19, me, 3.11",
        "3.11.19, ka, 3.11",
        "3.11.19, nb, ''",
        "4.0.19, me, 4.1",
        "4.1.10, nb, 4.1",
        "4.1.10, ka, ''",
        "4.1.10, oa, ''",
        "5.0.9, me, 5.0",
        "5.0.9, da, 5.0",
        "5.0.9, lb, ''",
        "2.2.19, lb, ''"
    })
    void namesTheLoaderThatWouldFit(String target, String format, String line) {
        assertEquals(
                line.isEmpty() ? Optional.empty() : Optional.of(line),
                LoaderFit.fitting(CassandraVersion.of(target), Set.of(format)));
    }

    @Test
    void offersTheFittingLoaderAsTheWayOut() {
        var finding = check("3.11.19", 8, "4.1.10", "me").getFirst();
        assertEquals("loader.fit.protocol", finding.code());
        assertEquals("Use the newest 4.1 loader, with a Java that it supports.", Messages.text(finding.remedy()));
    }

    @Test
    void everyFindingHasItsTexts() {
        for (var loader : List.of("2.1.22", "3.0.10", "3.11.19", "4.0.1", "4.1.10", "5.0.2", "5.0.9", "6.0")) {
            for (var target : List.of("2.2.19", "3.11.19", "4.0.19", "4.1.10", "5.0.9", "6.0")) {
                for (var finding : check(loader, 15, target, "ka", "me", "nb", "oa", "xx")) {
                    assertFalse(Messages.text(finding.reason()).contains("{"), finding::code);
                    assertFalse(Messages.text(finding.remedy()).contains("{"), finding::code);
                }
            }
        }
    }

    private static Severity worst(String loader, int java, String target, String format) {
        return worst(check(loader, java, target, format));
    }

    private static Severity worst(List<Finding> findings) {
        return findings.stream()
                .map(Finding::severity)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static List<Finding> check(String loader, int java, String target, String... formats) {
        return LoaderFit.check(
                "node 10.0.0.7", CassandraVersion.of(loader), java, CassandraVersion.of(target), Set.of(formats));
    }
}
