package dev.ferry.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.migration.Limits;
import dev.ferry.report.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration NEVER = Duration.ofDays(1);

    @TempDir
    private Path folder;

    @Test
    void whatIsStoredKeepsItsForm() throws Exception {
        try (var file = file()) {
            file.change(settings -> settings.with(Theme.DARK)
                    .with(new Limits(2, 16, 50))
                    .with(new Folders(Path.of("/migrations"), null))
                    .with(new JarSettings("https://ops:sesame@maven.example/c", Path.of("/srv/jars")))
                    .with(new WindowPlace(10, 20, 1280, 800.5, true))
                    .opened(new Recent(
                            Path.of("/work/acme.ferry"),
                            "Acme",
                            "prod → aiven/acme",
                            Standing.Kind.RESTING,
                            "Rests: 34 of 64 cells loaded",
                            NOON))
                    .keeping("m0123/password"));
        }
        var written = Files.readString(folder.resolve("settings.json"));
        assertEquals("""
                {
                  "theme" : "DARK",
                  "recents" : [
                    {
                      "path" : "/work/acme.ferry",
                      "name" : "Acme",
                      "route" : "prod → aiven/acme",
                      "kind" : "RESTING",
                      "line" : "Rests: 34 of 64 cells loaded",
                      "opened" : "2026-11-22T12:00:00Z"
                    }
                  ],
                  "limits" : {
                    "loadersPerNode" : 2,
                    "loadersInAll" : 16,
                    "throttleMebibytesPerSecond" : 50
                  },
                  "folders" : {
                    "documents" : "/migrations"
                  },
                  "bringing" : {
                    "mirror" : "https://ops:sesame@maven.example/c",
                    "offlineFolder" : "/srv/jars"
                  },
                  "window" : {
                    "left" : 10.0,
                    "top" : 20.0,
                    "width" : 1280.0,
                    "height" : 800.5,
                    "isMaximised" : true
                  },
                  "kept" : [
                    "m0123/password"
                  ],
                  "writtenBy" : "VERSION"
                }
                """.replace("VERSION", dev.ferry.Version.text()), written);
        try (var again = file()) {
            assertEquals(Theme.DARK, again.settings().theme());
            assertEquals(
                    new WindowPlace(10, 20, 1280, 800.5, true), again.settings().window());
            var bringing = again.settings().bringing();
            assertEquals(new JarSettings("https://ops:sesame@maven.example/c", Path.of("/srv/jars")), bringing);
            assertEquals(
                    "JarSettings[mirror=https://ops:•••@maven.example/c, offlineFolder=/srv/jars]",
                    bringing.toString());
            assertEquals("Acme", again.settings().recents().getFirst().name());
            assertTrue(again.trouble().isEmpty());
        }
    }

    @Test
    void theFileOfAnotherFerryIsReadAsFarAsItIsUnderstood() throws Exception {
        store("""
                {"theme": "SEPIA", "future": {"a": [1]}, "limits": {"loadersPerNode": 0},
                 "recents": [{"path": "/a.ferry", "kind": "FLYING"}, {"name": "no path"}, 7],
                 "window": {"width": -1, "height": 5}, "kept": ["one", {"x": 1}],
                 "bringing": {"mirror": "no address", "offlineFolder": {"x": 1}}}
                """);
        try (var file = file()) {
            var settings = file.settings();
            assertEquals(Theme.SYSTEM, settings.theme());
            assertEquals(Limits.usual(), settings.limits());
            assertEquals(null, settings.window());
            assertEquals(JarSettings.USUAL, settings.bringing());
            assertEquals(List.of("one"), List.copyOf(settings.kept()));
            assertEquals(
                    List.of(new Recent(Path.of("/a.ferry"), "a.ferry", "", Standing.Kind.DRAFT, "", Instant.EPOCH)),
                    settings.recents());
            assertTrue(file.trouble().isEmpty());
        }
    }

    @Test
    void noFileMeansTheUsualSettingsAndIsNoTrouble() {
        try (var file = file()) {
            assertEquals(Settings.USUAL, file.settings());
            assertTrue(file.trouble().isEmpty());
        }
        assertFalse(Files.exists(folder.resolve("settings.json")), "nothing was said, nothing is written");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"theme\": \"DA", "[1, 2]", "\"text\"", "\0\0\0\0"})
    void aDamagedFileIsPutAsideAndSaid(String damaged) throws Exception {
        store(damaged);
        try (var file = file()) {
            assertEquals(Settings.USUAL, file.settings());
            assertEquals(
                    "settings.damaged", file.trouble().orElseThrow().cause().key());
            file.change(settings -> settings.with(Theme.LIGHT));
        }
        assertEquals(damaged, Files.readString(folder.resolve("settings-damaged-20261122-120000.json")));
        try (var again = file()) {
            assertEquals(Theme.LIGHT, again.settings().theme());
            assertTrue(again.trouble().isEmpty());
        }
    }

    @Test
    void aFileThatCannotBeReadIsNotOverwritten() throws Exception {
        Files.createDirectories(folder.resolve("settings.json/in-the-way"));
        try (var file = file()) {
            assertEquals(
                    "settings.unreadable", file.trouble().orElseThrow().cause().key());
            file.change(settings -> settings.with(Theme.DARK));
            assertEquals(Theme.DARK, file.settings().theme());
            file.save();
            assertEquals(
                    "settings.unwritable", file.trouble().orElseThrow().cause().key());
        }
        assertTrue(Files.isDirectory(folder.resolve("settings.json/in-the-way")));
    }

    @Test
    void twoFerrysLoseNothingToEachOther() {
        try (var one = file();
                var other = file()) {
            one.change(settings -> settings.opened(recent("one", 0)));
            one.save();
            other.change(settings -> settings.opened(recent("other", 1)).with(Theme.DARK));
            other.save();
            one.change(settings -> settings.with(new Limits(1, 2, 3)));
            one.save();
            var settings = one.settings();
            assertEquals(List.of("other", "one"), names(settings));
            assertEquals(Theme.DARK, settings.theme());
            assertEquals(new Limits(1, 2, 3), settings.limits());
        }
    }

    @Test
    void manyWritersAtOnceLoseNothing() throws Exception {
        var writers = new ArrayList<Thread>();
        for (var writer = 0; writer < 4; writer++) {
            var who = writer;
            writers.add(Thread.ofVirtual().start(() -> {
                for (var turn = 0; turn < 10; turn++) {
                    try (var file = file()) {
                        var name = who + "-" + turn;
                        file.change(settings -> settings.opened(recent(name, 0)));
                    }
                }
            }));
        }
        for (var writer : writers) {
            writer.join();
        }
        try (var file = file()) {
            assertEquals(40, new TreeSet<>(names(file.settings())).size());
        }
        try (var files = Files.list(folder)) {
            assertEquals(
                    List.of("settings.json", "settings.lock"),
                    files.map(each -> each.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void changesAreWrittenByThemselvesAndToldAtOnce() throws Exception {
        try (var file = SettingsFile.in(folder, Duration.ofMillis(20), Clock.systemUTC());
                var other = file()) {
            var told = new CountDownLatch(1);
            var stop = file.listen(settings -> told.countDown());
            file.change(settings -> settings.with(Theme.DARK));
            assertTrue(told.await(0, TimeUnit.SECONDS), "told before change() returns");
            stop.run();
            var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (!Files.exists(folder.resolve("settings.json")) && System.nanoTime() < end) {
                Thread.sleep(5);
            }
            other.change(settings -> settings.with(new Limits(1, 1, 1)));
            other.save();
            assertEquals(Theme.DARK, other.settings().theme());
        }
    }

    @Test
    void manyChangesAreOneWrite() throws Exception {
        try (var file = file()) {
            for (var count = 0; count < 100; count++) {
                var left = count;
                file.change(settings -> settings.with(new WindowPlace(left, 0, 100, 100, false)));
            }
            assertFalse(Files.exists(folder.resolve("settings.json")));
            file.save();
            assertTrue(Files.readString(folder.resolve("settings.json")).contains("\"left\" : 99.0"));
        }
    }

    private SettingsFile file() {
        return SettingsFile.in(folder, NEVER, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private void store(String text) throws IOException {
        Files.writeString(folder.resolve("settings.json"), text);
    }

    private static Recent recent(String name, int minutes) {
        return new Recent(
                Path.of("/work", name + ".ferry"), name, "", Standing.Kind.DRAFT, "", NOON.plusSeconds(60L * minutes));
    }

    private static List<String> names(Settings settings) {
        return settings.recents().stream().map(Recent::name).toList();
    }
}
