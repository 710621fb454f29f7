package dev.ferry.ui.preferences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.ui.preferences.Licences.Library;
import java.util.List;
import org.junit.jupiter.api.Test;

class LicencesTest {
    @Test
    void aLineIsALibrary() {
        assertEquals(
                List.of(
                        new Library("a.b:c", "1.0", "C things", "", "MIT"),
                        new Library("x:y", "2", "y", "https://y.example", "Apache-2.0, LGPL-2.1")),
                Licences.read("x:y:2\ty\thttps://y.example\tApache-2.0|LGPL-2.1\n\na.b:c:1.0\tC things\t\tMIT\n"));
    }

    @Test
    void theBuildKnowsTheLicenceOfEverythingThatFerryRunsWithAndOfNothingElse() {
        var all = Licences.all();
        var coordinates = all.stream().map(Library::coordinates).toList();
        assertTrue(coordinates.contains("com.hierynomus:sshj"), "a dependency");
        assertTrue(coordinates.contains("com.hierynomus:asn-one"), "a dependency's dependency");
        assertTrue(coordinates.contains("org.openjfx:javafx-graphics"), "the toolkit");
        assertTrue(coordinates.stream().noneMatch(each -> each.contains("junit") || each.contains("testfx")));
        assertEquals(
                List.of(),
                all.stream()
                        .filter(library -> library.licence().isBlank()
                                || library.licence()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .contains("unknown"))
                        .toList());
    }
}
