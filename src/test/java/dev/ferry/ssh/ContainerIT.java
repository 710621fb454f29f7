package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Messages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The contract in a real container of Podman on a real OpenSSH server. The folder for temporary files is the
/// machine's, so that the tests see what they made; everything else is the container's own.
final class ContainerIT implements RemoteContract {
    private static final String WORD = "ferry.test.Cassandra";
    private static final String SLEEP = "while :; do sleep 1; done";

    private static PodmanNode node;
    private static SshRemote remote;

    @BeforeAll
    static void start() throws Exception {
        node = PodmanNode.start();
        node.run("ferry-node-1", List.of("-v", "/tmp:/tmp"), SLEEP, WORD);
        node.run("ferry-other", List.of(), SLEEP);
        remote = node.connect(inside(new Become.Running(WORD), ""));
    }

    @AfterAll
    static void stop() throws Exception {
        if (remote != null) {
            remote.close();
        }
        if (node != null) {
            node.close();
        }
    }

    private static Become inside(Become.Which which, String user) {
        return new Become.Inside(new Become.Direct(), Become.Engine.PODMAN, which, user);
    }

    private static Failure failure(Become become) {
        var failure = assertThrows(
                        FailureException.class, () -> node.connect(become).close())
                .failure();
        assertFalse(Messages.text(failure.cause()).isBlank());
        assertFalse(Messages.text(failure.remedy()).isBlank());
        return failure;
    }

    @Override
    public Remote remote() {
        return remote;
    }

    @Test
    void hasFilesThatAreTheContainersOwn() throws Exception {
        var content = "mine".getBytes(StandardCharsets.UTF_8);
        remote.upload(content, "/var/only-inside", Remote.FileKind.DATA);
        assertArrayEquals(content, remote.download("/var/only-inside", 100));
        assertFalse(Files.exists(Path.of("/var/only-inside")));
        assertFalse(remote.run(Script.of("ls /usr/bin/podman"), LIMIT).isZero());
    }

    @Test
    void isTheUserThatIsAskedFor() throws Exception {
        try (var other = node.connect(inside(new Become.Named("ferry-node-1"), "cassandra"))) {
            assertEquals(
                    "999 cassandra\n",
                    other.run(Script.of("echo $(id -u; id -un)"), LIMIT).out());
        }
        try (var numbered = node.connect(inside(new Become.Named("ferry-node-1"), "1001"))) {
            assertEquals("1001\n", numbered.run(Script.of("id -u"), LIMIT).out());
        }
        assertEquals(
                "ssh.container.user",
                failure(inside(new Become.Named("ferry-node-1"), "nobody-there"))
                        .cause()
                        .key());
    }

    @Test
    void leavesADetachedProcessRunningWhenTheConnectionEnds() throws Exception {
        var become = inside(new Become.Named("ferry-node-1"), "");
        try (var first = node.connect(become)) {
            first.run(
                    Script.of("setsid sh -c 'sleep 3; echo lived > /var/lived' < /dev/null > /dev/null 2>&1 &"), LIMIT);
        }
        Thread.sleep(3500);
        assertEquals("lived\n", remote.run(Script.of("cat /var/lived"), LIMIT).out());
    }

    @Test
    void saysWhatIsWrongWithAContainer() throws Exception {
        assertEquals(
                "ssh.container.missing",
                failure(inside(new Become.Named("ferry-none"), "")).cause().key());
        var none = failure(inside(new Become.Running("ferry.test.Nothing"), ""));
        assertEquals("ssh.container.none", none.cause().key());
        assertTrue(
                none.evidence().contains("ferry-node-1") && none.evidence().contains("ferry-other"), none.evidence());
        node.run("ferry-node-2", List.of(), SLEEP, WORD);
        var several = failure(inside(new Become.Running(WORD), ""));
        assertEquals("ssh.container.several", several.cause().key());
        assertTrue(several.evidence().contains("ferry-node-1")
                && several.evidence().contains("ferry-node-2"));
        node.podman("stop", "-t", "0", "ferry-node-2");
        assertEquals(
                "ssh.container.stopped",
                failure(inside(new Become.Named("ferry-node-2"), "")).cause().key());
        node.podman("exec", "ferry-other", "rm", "/bin/sh");
        assertEquals(
                "ssh.container.shell",
                failure(inside(new Become.Named("ferry-other"), "")).cause().key());
        // where the program is there, its service is not
        var docker = new Become.Inside(new Become.Direct(), Become.Engine.DOCKER, new Become.Named("ferry-none"), "");
        var cause = failure(docker).cause().key();
        assertTrue(
                Set.of("ssh.container.engine", "ssh.container.daemon", "ssh.container.missing")
                        .contains(cause),
                cause);
    }
}
