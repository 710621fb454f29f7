package dev.ferry.ui.start;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ferry.text.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewMigrationTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "Acme to Aiven,acme-to-aiven.ferry",
        "'  Kühe & Käse/2026 ',kuhe-kase-2026.ferry",
        "'',migration.ferry",
        "../../etc,etc.ferry",
        "日本,migration.ferry"
    })
    void aFileIsCalledLikeItsMigration(String name, String file) {
        assertEquals(file, NewMigration.fileName(name));
    }

    @ParameterizedTest
    @CsvSource({"Acme,", "'   ',ui.start.new.name.empty", "'',ui.start.new.name.empty"})
    void aNameIsNeeded(String name, String key) {
        assertEquals(Optional.ofNullable(key), NewMigration.nameProblem(name).map(Message::key));
        assertEquals(
                Optional.of("ui.start.new.name.long"),
                NewMigration.nameProblem("x".repeat(81)).map(Message::key));
    }

    @Test
    void everythingThatCanBeWrongWithAPathIsSaid() throws Exception {
        Files.createFile(folder.resolve("there.ferry"));
        assertProblem("", folder.resolve("acme.ferry").toString());
        assertProblem("", folder.resolve("acme").toString());
        assertProblem("ui.start.new.exists", folder.resolve("there").toString());
        assertProblem("ui.start.new.exists", folder.resolve("there.ferry").toString());
        assertProblem(
                "ui.start.new.folder.missing", folder.resolve("no/acme.ferry").toString());
        assertProblem("ui.start.new.file.empty", "  ");
        assertProblem("ui.start.new.file.relative", "acme.ferry");
        assertProblem("ui.start.new.file.invalid", "/a\0b");
    }

    private static void assertProblem(String key, String path) {
        assertEquals(key, NewMigration.problem(path).map(Message::key).orElse(""));
    }
}
