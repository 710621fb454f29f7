package dev.ferry.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ferry.outcome.FailureException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxOptionsTest {
    @Test
    void whatIsLeftOutHasItsDefault() throws Exception {
        assertEquals(SandboxOptions.usual(), SandboxOptions.of(List.of()));
        assertEquals(
                SandboxOptions.usual().sized(SandboxOptions.Size.DEMO), SandboxOptions.of(List.of("--size", "demo")));
    }

    @Test
    void everythingCanBeSaid() throws Exception {
        var options = SandboxOptions.of(List.of(
                "--source", "4.0", "--target", "5.0", "--target-nodes", "3", "--size", "large", "--folder", "/tmp/x"));
        assertEquals(Release.V4_0.version(), options.source());
        assertEquals(Release.V5_0.version(), options.target());
        assertEquals(3, options.targetNodes());
        assertEquals(SandboxOptions.Size.LARGE, options.size());
        assertEquals(Path.of("/tmp/x"), options.folder());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--size", "--size huge", "--source 2.1", "--source x", "--target-nodes 2", "--nonsense 1"})
    void whatIsNoOptionIsRefused(String words) {
        var failure = assertThrows(FailureException.class, () -> SandboxOptions.of(List.of(words.split(" "))))
                .failure();
        assertEquals("sandbox.option.unknown", failure.cause().key());
    }
}
