package dev.ferry.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MirrorTest {
    @ParameterizedTest
    @CsvSource({
        "https://maven.corp.example/central, https://maven.corp.example/central",
        "https://ops:sesame@maven.corp.example/c, https://ops:•••@maven.corp.example/c",
        "https://token@maven.corp.example/c, https://•••@maven.corp.example/c",
        "https://ops:a%40b@maven.corp.example/c, https://ops:•••@maven.corp.example/c",
        "file:///srv/jars, file:///srv/jars",
    })
    void showsNoPassword(String typed, String shown) {
        var mirror = Mirror.of(typed).orElseThrow();
        assertEquals(shown, mirror.toString());
        assertEquals(typed, mirror.edited(shown).orElseThrow().text(), "what is shown stands for what was typed");
    }

    @Test
    void asksWithTheLoginButNotInTheAddress() {
        var mirror = Mirror.of("https://ops:a%40b@maven.corp.example:8443/c").orElseThrow();
        assertEquals("https://maven.corp.example:8443/c", mirror.address());
        assertEquals("ops", mirror.user());
        assertEquals("a@b", mirror.password());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "maven.corp.example", "ftp://maven.corp.example", "https://", "https://a b"})
    void anythingElseIsNoMirror(String typed) {
        assertTrue(Mirror.of(typed).isEmpty());
    }

    @Test
    void downloadsLieWhereTheSystemKeepsWhatCanBeHadAgain() {
        var home = Path.of("/home/ada");
        assertEquals(home.resolve(".cache/ferry/jars"), JarSources.usualCache("Linux", Map.of(), home));
        assertEquals(
                Path.of("/fast/ferry/jars"), JarSources.usualCache("Linux", Map.of("XDG_CACHE_HOME", "/fast"), home));
        assertEquals(home.resolve("Library/Caches/Ferry/jars"), JarSources.usualCache("Mac OS X", Map.of(), home));
        assertEquals(
                Path.of("/local/Ferry/jars"),
                JarSources.usualCache("Windows 11", Map.of("LOCALAPPDATA", "/local"), home));
    }
}
