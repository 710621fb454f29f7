package dev.ferry.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.FailureException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxFolderTest {
    @TempDir
    private Path temporary;

    @Test
    void closingEndsWhatBelongsToItAndNothingElse() throws Exception {
        var stranger = sleep("another");
        try {
            Process own;
            Path path;
            try (var folder = SandboxFolder.temporary()) {
                path = folder.path();
                Files.writeString(Files.createDirectory(path.resolve("full")).resolve("file"), "text");
                own = sleep(path.toString());
                assertTrue(own.isAlive());
            }
            assertTrue(own.waitFor(1, TimeUnit.SECONDS));
            assertFalse(Files.exists(path));
            assertTrue(stranger.isAlive());
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void aFolderThatWasNamedStays() throws Exception {
        var wanted = temporary.resolve("wanted");
        try (var folder = SandboxFolder.at(wanted)) {
            assertEquals(wanted.toRealPath(), folder.path());
        }
        assertTrue(Files.isDirectory(wanted));
    }

    @Test
    void aFolderWithSomethingInItIsRefused() throws Exception {
        Files.writeString(temporary.resolve("thesis.txt"), "years of work");
        var failure = assertThrows(FailureException.class, () -> SandboxFolder.at(temporary))
                .failure();
        assertEquals("sandbox.folder.used", failure.cause().key());
    }

    @Test
    void aKilledOwnerLeavesNeitherProcessNorFolder() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        var owner = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Owner.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var said = owner.inputReader()) {
            var path = Path.of(said.readLine());
            var sleeper = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
            assertTrue(Files.isDirectory(path));
            assertTrue(sleeper.isAlive());

            owner.destroyForcibly();
            var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while ((sleeper.isAlive() || Files.exists(path)) && System.nanoTime() < end) {
                Thread.sleep(20);
            }
            assertFalse(sleeper.isAlive());
            assertFalse(Files.exists(path));
        } finally {
            owner.destroyForcibly();
        }
    }

    /// Owns a sandbox until it is killed; prints the folder and the id of a process that belongs to it.
    static final class Owner {
        private Owner() {}

        static void main() throws Exception {
            var folder = SandboxFolder.temporary();
            System.out.println(folder.path());
            System.out.println(sleep(folder.path().toString()).pid());
            Thread.sleep(Duration.ofMinutes(5));
            folder.close();
        }
    }

    private static Process sleep(String folder) throws Exception {
        var builder = new ProcessBuilder(List.of("sleep", "300")).redirectInput(new File("/dev/null"));
        builder.environment().put(Mark.VARIABLE, folder);
        return builder.start();
    }
}
