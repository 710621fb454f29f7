package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cluster.DataDirectory;
import dev.ferry.cluster.Loader;
import dev.ferry.cluster.Machine;
import dev.ferry.loader.LoaderChoice;
import dev.ferry.run.Check;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PreflightTest {
    private static final Loader LOADER =
            new Loader("/usr/bin/sstableloader", CassandraVersion.of("4.1.10"), "/usr/bin/java", 11);

    @ParameterizedTest
    @CsvSource({
        "loader.fit.bring.missing,LOADER",
        "loader.fit.protocol,LOADER",
        "loader.fit.defect.port,LOADER",
        "loader.fit.java.untried,JAVA",
        "loader.fit.format,FORMATS",
        "loader.fit.defect.copy,FORMATS",
        "preflight.unreadable,DIRECTORIES",
        "preflight.disk,ROOM",
        "source.folder.full,ROOM",
        "source.folder.link-refused,FOLDER",
        "loader.probe.native,NATIVE",
        "loader.probe.internode,INTERNODE",
        "preflight.rehearsal,REHEARSAL",
        "check.open_files.few,OPEN_FILES",
        "check.directories.files,DIRECTORIES",
        "check.target_ring.joining,TARGET_RING"
    })
    void aFindingBelongsToOneCheck(String code, Check check) {
        assertEquals(check, Preflight.checkOf(code));
    }

    @Test
    void aFindingOfNobodyIsADefect() {
        assertThrows(IllegalStateException.class, () -> Preflight.checkOf("schema.table.stands"));
    }

    /// Whatever the loader's fit or the folders may say one day has its column.
    @Test
    void everyCodeThatIsWrittenDownHasItsCheck() throws IOException {
        for (var file : List.of("loader/LoaderFit.java", "loader/Choosing.java", "source/FolderCheck.java")) {
            var text = Files.readString(Path.of("src/main/java/dev/ferry").resolve(file));
            var codes = Pattern.compile("\"((?:loader\\.fit|source\\.folder)\\.[a-z.-]+[a-z])\"")
                    .matcher(text)
                    .results()
                    .map(found -> found.group(1))
                    .filter(code -> !code.contains("remedy"))
                    .toList();
            assertTrue(codes.size() > 3, codes.toString());
            codes.forEach(code -> assertNotNull(Preflight.checkOf(code)));
        }
    }

    @ParameterizedTest
    @EnumSource(Check.class)
    void everyCheckHasATitleForItsColumnAndSaysWhatItLooksAt(Check check) {
        assertTrue(Messages.text(check.title()).length() <= 20, "a column's head: " + Messages.text(check.title()));
        assertTrue(Messages.text(check.about()).endsWith("."));
    }

    @Test
    void aMachineIsBarredIfADirectoryCannotBeReadOrNoLoaderSuits() {
        assertFalse(isBarred(machine(LOADER, true)));
        assertTrue(isBarred(machine(LOADER, false)));
        assertTrue(isBarred(machine(null, true)), "no loader, and no Java for another one");
    }

    private static boolean isBarred(Machine machine) {
        var choice = LoaderChoice.of(
                "loader",
                machine.loader(),
                machine.javas(),
                OptionalInt.empty(),
                CassandraVersion.of("4.1.10"),
                Set.of("nb"));
        return Preflight.isBarred(machine, choice);
    }

    private static Machine machine(Loader loader, boolean isReadable) {
        var directory = new DataDirectory("/var/lib/cassandra/data", "8:1", 1L << 30, 1L << 40, isReadable, true);
        return new Machine(
                "cassandra", "cassandra", "/etc/cassandra/cassandra.yaml", List.of(directory), loader, null, Map.of());
    }
}
