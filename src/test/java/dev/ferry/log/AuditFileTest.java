package dev.ferry.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {
    private static final String TEXT = """
            the end of an entry whose head was cut off
            2026-03-01T10:00:00.123 10.0.0.7 │ #12 umask 077; mkdir -p '/var/lib/.ferry-m1'
            cd '/var/lib/.ferry-m1'

            2026-03-01T10:00:01.456 10.0.0.7 │ #7 again
            2026-03-01T10:00:02.000 target │ #13 CQL 10.1.0.3:24510 SELECT │ FROM x
            """;

    @TempDir
    private Path folder;

    @Test
    void anEntryGoesOnUntilTheNextOneBegins() {
        var entries = AuditFile.parse(TEXT);
        assertEquals(
                List.of("10.0.0.7", "10.0.0.7", "target"),
                entries.stream().map(AuditEntry::who).toList());
        assertEquals(
                "umask 077; mkdir -p '/var/lib/.ferry-m1'\ncd '/var/lib/.ferry-m1'",
                entries.getFirst().text());
        assertEquals(7, entries.get(1).repeats());
        assertEquals("CQL 10.1.0.3:24510 SELECT │ FROM x", entries.get(2).text());
    }

    @Test
    void onlyTheNewestBeforeAMomentAreRead() throws Exception {
        var file = Files.writeString(folder.resolve("audit.log"), TEXT);
        var third = AuditFile.parse(TEXT).get(2).at();
        assertEquals(
                List.of(7L),
                AuditFile.newest(file, third, 1).stream()
                        .map(AuditEntry::repeats)
                        .toList());
        assertEquals(3, AuditFile.newest(file, third.plusSeconds(1), 100).size());
    }

    @Test
    void noFileHasNoEntries() throws Exception {
        assertEquals(List.of(), AuditFile.newest(folder.resolve("audit.log"), Instant.now(), 10));
    }
}
