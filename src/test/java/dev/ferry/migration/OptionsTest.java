package dev.ferry.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ferry.json.Json;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private final Options options = Options.usual().withJavaArchive("/jdk.tar.gz");

    @Test
    void theArchiveStaysWhateverElseIsChanged() {
        assertEquals("/jdk.tar.gz", options.with(new Limits(1, 2, 3)).javaArchive());
        assertEquals("/jdk.tar.gz", options.with(options.schemaChoices()).javaArchive());
        assertEquals("/jdk.tar.gz", options.withReplication(Map.of(), true).javaArchive());
        assertEquals("/jdk.tar.gz", options.withEdits(Map.of()).javaArchive());
        assertEquals("/jdk.tar.gz", options.withProduction(Set.of(Side.TARGET)).javaArchive());
        assertNull(options.withJavaArchive(null).javaArchive());
    }

    @Test
    void whatWasWrittenBeforeItWasKnownHasNone() throws Exception {
        assertEquals(options, Json.read(Json.write(options), Options.class));
        var old = "{\"limits\":{\"loadersPerNode\":4,\"loadersInAll\":256,\"throttleMebibytesPerSecond\":0},"
                + "\"replication\":{},\"replicationKept\":false}";
        assertEquals(Options.usual(), Json.read(old, Options.class));
    }
}
