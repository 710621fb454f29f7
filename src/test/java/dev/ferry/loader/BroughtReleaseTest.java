package dev.ferry.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.sandbox.Release;
import dev.ferry.schema.CassandraVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BroughtReleaseTest {
    @ParameterizedTest
    @CsvSource({
        "2.2.19, ''",
        "3.0.31, ''",
        "3.11.4, 3.11.19",
        "4.0.0, 4.1.10",
        "4.1.10, 4.1.10",
        "5.0.2, 5.0.9",
        "5.1.0, ''",
        "6.0-alpha2, ''"
    })
    void theTargetDecides(String target, String release) {
        assertEquals(
                release,
                BroughtRelease.into(CassandraVersion.of(target))
                        .map(found -> found.version().text())
                        .orElse(""));
    }

    /// What is brought is what the sandbox proves.
    @ParameterizedTest
    @EnumSource(BroughtRelease.class)
    void isTheReleaseThatTheSandboxRuns(BroughtRelease brought) {
        var proven = Release.of(brought.version()).orElseThrow();
        assertEquals(proven.version(), brought.version());
        assertTrue(
                brought.javas().containsAll(proven.javas()),
                () -> proven.javas() + " are not all in " + brought.javas());
    }

    @Test
    void aLauncherRunsWithEachOfThem() {
        for (var brought : BroughtRelease.values()) {
            assertTrue(new LoaderProgram.Brought(brought.version(), "/l", "/java", 8).runsLaunchers());
        }
    }
}
