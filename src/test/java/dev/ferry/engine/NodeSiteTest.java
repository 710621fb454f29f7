package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cluster.Loader;
import dev.ferry.loader.LoaderProgram;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.source.StagedFile;
import dev.ferry.source.StagedPart;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeSiteTest {
    private static final CassandraVersion TARGET = CassandraVersion.of("5.0.9");

    @Test
    void aSnapshotOfFormatsForWhichTheLoaderWasNotChosenIsNotLoaded() {
        var failure = assertThrows(
                        FailureException.class,
                        () -> NodeSite.requireFit(
                                "10.0.0.7", own("5.0.4", 17), part("nb-2-big-Data.db", "me-1-big-Data.db"), TARGET))
                .failure();
        assertEquals(Failure.Kind.NEEDS_ATTENTION, failure.kind());
        assertTrue(failure.evidence().contains("me"), failure.evidence());
    }

    @Test
    void aSnapshotOfFormatsThatTheLoaderTakesIsLoaded() {
        assertDoesNotThrow(() -> NodeSite.requireFit(
                "10.0.0.7", own("5.0.9", 17), part("nb-2-big-Data.db", "me-1-big-Data.db"), TARGET));
        assertDoesNotThrow(() -> NodeSite.requireFit("10.0.0.7", own("5.0.4", 17), List.of(), TARGET));
    }

    private static LoaderProgram own(String version, int java) {
        return new LoaderProgram.Own(
                new Loader("/usr/bin/sstableloader", CassandraVersion.of(version), "/usr/bin/java", java));
    }

    private static List<StagedPart> part(String... files) {
        var names = List.of(files).stream().map(name -> new StagedFile(name, 1)).toList();
        return List.of(new StagedPart("/stage/1/shop/orders", names));
    }
}
