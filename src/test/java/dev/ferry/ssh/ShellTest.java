package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.secrets.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShellTest {
    private static final Secret PASSWORD = Secret.of("s3cret word");
    private static final Become WITH_PASSWORD = new Become.SudoWithPassword("cassandra", PASSWORD);

    @Test
    void neverPutsThePasswordIntoTheCommand() {
        var shell = new Shell(WITH_PASSWORD, Script.of("cat").withInput("mine\n"), "MARK");
        assertFalse(shell.command().contains(PASSWORD.reveal()));
        assertTrue(shell.command().startsWith("exec sudo -S -p '' -H -u 'cassandra' -- sh -c '"), shell.command());
        assertEquals("s3cret word\nMARK\nmine\n", new String(shell.input(), StandardCharsets.UTF_8));
    }

    @Test
    void asksSudoNotToAskWhereThereIsNoPassword() {
        var shell = new Shell(new Become.SudoWithoutPassword("it's"), Script.of("true"), "MARK");
        assertTrue(shell.command().startsWith("exec sudo -n -H -u 'it'\\''s' -- sh -c '"), shell.command());
        assertEquals(0, shell.input().length);
    }

    @Test
    void cutsOffAllBeforeTheMark() {
        var shell = new Shell(new Become.Direct(), Script.of("true"), "MARK");
        assertArrayEquals(
                bytes("own\nMARK\n"),
                shell.own(bytes("hello\nMARK\nown\nMARK\n")).orElseThrow());
        assertArrayEquals(new byte[0], shell.own(bytes("MARK\n")).orElseThrow());
        assertEquals(Optional.empty(), shell.own(bytes("This account is not available.\n")));
    }

    /// A stand-in for sudo that reads the password, as the real one does, or has no need of it. In neither
    /// case may the script see it.
    @ParameterizedTest
    @ValueSource(strings = {"IFS= read -r password; [ \"$password\" = 's3cret word' ] || exit 1", ":"})
    void givesTheScriptItsOwnInputWhetherSudoTookThePasswordOrNot(String sudo, @TempDir Path folder) throws Exception {
        var program = Files.writeString(
                folder.resolve("sudo"),
                "#!/bin/sh\n" + sudo + "\nwhile [ \"$1\" != -- ]; do shift; done\nshift\nexec \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        var shell = new Shell(WITH_PASSWORD, Script.of("cat; exit 4").withInput("line one\nline two\n"));
        var builder = new ProcessBuilder("sh", "-c", shell.command());
        builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        var process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(shell.input());
        }
        var out = process.getInputStream().readAllBytes();
        assertEquals(4, process.waitFor());
        assertEquals("line one\nline two\n", new String(shell.own(out).orElseThrow(), StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
