package dev.ferry.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ferry.report.Standing;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final Path A = Path.of("/work/a.ferry");
    private static final Path B = Path.of("/work/b.ferry");
    private static final Path C = Path.of("/other/c.ferry");

    private final Settings settings =
            Settings.USUAL.opened(recent(C)).opened(recent(B)).opened(recent(A));

    @Test
    void whatIsOpenedLeadsTheListAndStandsInItOnce() {
        assertEquals(List.of(C, A, B), paths(settings.opened(recent(C))));
        assertEquals(List.of(C, A, B), paths(settings.opened(recent(Path.of("/other/./x/../c.ferry")))));
    }

    @Test
    void theListHasAnEnd() {
        var many = Settings.USUAL;
        for (var number = 0; number <= Settings.MOST_RECENTS; number++) {
            many = many.opened(recent(Path.of("/work", number + ".ferry")));
        }
        assertEquals(Settings.MOST_RECENTS, many.recents().size());
        assertEquals(Path.of("/work/200.ferry"), many.recents().getFirst().path());
    }

    @Test
    void whatIsSeenKeepsItsPlace() {
        var seen = settings.seen(
                B, recent -> new Recent(recent.path(), "new", "", Standing.Kind.FINISHED, "done", recent.opened()));
        assertEquals(List.of(A, B, C), paths(seen));
        assertEquals("new", seen.recent(B).orElseThrow().name());
        assertEquals(settings, settings.seen(Path.of("/elsewhere"), recent -> recent(A)));
    }

    @Test
    void whatIsFoundElsewhereKeepsItsPlaceAndStandsInTheListOnce() {
        assertEquals(List.of(A, Path.of("/new/b.ferry"), C), paths(settings.moved(B, Path.of("/new/b.ferry"))));
        assertEquals(List.of(A, C), paths(settings.moved(B, C)));
        assertEquals(List.of(A, B, C), paths(settings.moved(B, B)));
        assertEquals(settings, settings.moved(Path.of("/elsewhere"), A));
    }

    @Test
    void whatIsRemovedIsGone() {
        assertEquals(List.of(A, C), paths(settings.without(B)));
    }

    @Test
    void aPlaceWithoutASizeIsNone() {
        assertThrows(IllegalArgumentException.class, () -> new WindowPlace(0, 0, 0, 1, false));
        assertThrows(IllegalArgumentException.class, () -> new WindowPlace(Double.NaN, 0, 1, 1, false));
        assertThrows(IllegalArgumentException.class, () -> new WindowPlace(0, 0, Double.NaN, 1, false));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                Linux      | -               | -          | /home/u/.config/ferry
                Linux      | XDG_CONFIG_HOME | /conf      | /conf/ferry
                Linux      | XDG_CONFIG_HOME | relative   | /home/u/.config/ferry
                Mac OS X   | XDG_CONFIG_HOME | /conf      | /home/u/Library/Application Support/Ferry
                Windows 11 | APPDATA         | /u/Roaming | /u/Roaming/Ferry
                Windows 11 | -               | -          | /home/u/AppData/Roaming/Ferry
                """, delimiter = '|')
    void everySystemHasItsPlace(String system, String variable, String value, Path expected) {
        Map<String, String> environment = variable == null ? Map.of() : Map.of(variable, value);
        assertEquals(expected, SettingsFolder.usual(system, environment, Path.of("/home/u")));
    }

    private static Recent recent(Path path) {
        return new Recent(path, "a name", "", Standing.Kind.DRAFT, "", Instant.EPOCH);
    }

    private static List<Path> paths(Settings settings) {
        return settings.recents().stream().map(Recent::path).toList();
    }
}
