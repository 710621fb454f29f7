package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.secrets.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ShellTest {
    private static final Secret PASSWORD = Secret.of("s3cret word");
    private static final Become WITH_PASSWORD = new Become.SudoWithPassword("cassandra", PASSWORD);

    @Test
    void neverPutsThePasswordIntoTheCommand() {
        var shell = new Shell(WITH_PASSWORD, Script.of("cat").withInput("mine\n"), "MARK");
        assertFalse(shell.command().contains(PASSWORD.reveal()));
        assertTrue(
                shell.command()
                        .startsWith("exec env LC_MESSAGES=C sudo -S -p 'MARK password:' -H -u 'cassandra' -- sh -c '"),
                shell.command());
        assertEquals("mine\n", new String(shell.input(), StandardCharsets.UTF_8));
    }

    @Test
    void asksSudoNotToAskWhereThereIsNoPassword() {
        var shell = new Shell(new Become.SudoWithoutPassword("it's"), Script.of("true"), "MARK");
        assertTrue(
                shell.command().startsWith("exec env LC_MESSAGES=C sudo -n -H -u 'it'\\''s' -- sh -c '"),
                shell.command());
        assertNull(shell.dialogue());
    }

    @Test
    void goesIntoAContainerAsSomebody() {
        var named = new Become.Named("cassandra-1");
        var shell = new Shell(
                new Become.Inside(new Become.Direct(), Become.Engine.PODMAN, named, ""), Script.of("true"), "MARK");
        assertTrue(shell.command().startsWith("exec podman exec -i 'cassandra-1' sh -c '"), shell.command());
        var root = new Become.SudoWithoutPassword("root");
        shell = new Shell(new Become.Inside(root, Become.Engine.DOCKER, named, "cassandra"), Script.of("true"), "MARK");
        assertTrue(
                shell.command()
                        .startsWith("exec env LC_MESSAGES=C sudo -n -H -u 'root' -- "
                                + "docker exec -i -u 'cassandra' 'cassandra-1' sh -c '"),
                shell.command());
        assertThrows(IllegalArgumentException.class, () -> new Become.Named("--privileged"));
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

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
