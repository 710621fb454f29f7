package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.journal.Document;
import dev.ferry.migration.Draft;
import dev.ferry.report.Standing;
import dev.ferry.text.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlanceTest {
    @TempDir
    private Path folder;

    @Test
    void aDocumentIsLookedAtWithoutTakingItAndWithoutATraceBesideIt() throws Exception {
        Document.create(file(), Draft.named("Acme")).close();
        Files.delete(folder.resolve(".acme.ferry.lock"));
        var glance = Glance.at(file());
        assertEquals("Acme", glance.name());
        assertEquals(Standing.Holder.NOBODY, glance.holder());
        assertEquals("New: no source yet", Messages.text(glance.standing().line()));
        assertFalse(Files.exists(folder.resolve(".acme.ferry.lock")));
        Document.open(file()).close();
    }

    @Test
    void aDocumentThatIsOpenHereStaysLockedForOthersAfterALookAtIt() throws Exception {
        try (var document = Document.create(file(), Draft.named("Acme"))) {
            assertEquals(Standing.Holder.SOMEBODY, Glance.at(file()).holder());
            assertTrue(isLockedForAnotherProcess(), "looking gave the lock away");
            assertEquals("Acme", document.draft().name());
        }
        assertEquals(Standing.Holder.NOBODY, Glance.at(file()).holder());
    }

    @Test
    void whatCannotBeReadIsAnAnswerToo() throws Exception {
        assertStands(Standing.Kind.MISSING, "there is no such document");

        Files.writeString(
                file(), "not a database at all, and long enough to be looked at as if it were one".repeat(20));
        assertStands(Standing.Kind.UNREADABLE, "the document cannot be read");

        Files.delete(file());
        Document.create(file(), Draft.named("Acme")).close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }
        assertStands(Standing.Kind.NEWER, "the document was written by a newer Ferry");
    }

    private void assertStands(Standing.Kind kind, String line) {
        var glance = Glance.at(file());
        assertEquals(kind, glance.standing().kind());
        assertEquals(line, Messages.text(glance.standing().line()));
        assertEquals("acme.ferry", glance.name());
    }

    /// Another JVM asks, since this one would answer itself.
    private boolean isLockedForAnotherProcess() throws Exception {
        var source = folder.resolve("Ask.java");
        Files.writeString(source, """
                import java.nio.channels.FileChannel;
                import java.nio.file.Path;
                import java.nio.file.StandardOpenOption;

                class Ask {
                    public static void main(String[] lock) throws Exception {
                        try (var channel = FileChannel.open(Path.of(lock[0]), StandardOpenOption.WRITE)) {
                            System.exit(channel.tryLock() == null ? 7 : 0);
                        }
                    }
                }
                """);
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var lock = folder.resolve(".acme.ferry.lock").toString();
        return new ProcessBuilder(java, source.toString(), lock)
                        .inheritIO()
                        .start()
                        .waitFor()
                == 7;
    }

    private Path file() {
        return folder.resolve("acme.ferry");
    }
}
