package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Secret;
import dev.ferry.text.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The real sudo behind a real OpenSSH server, with accounts, sudoers and PAM of its own.
final class SudoTest {
    private static final Secret PASSWORD = Secret.of("pass w0rd \\'ü");
    private static final String CASSANDRA = "ferry-cassandra";

    private static OpenSshServer server;
    private static Path key;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/sudo")), "no sudo on this machine");
        var setup = OpenSshServer.prepared()
                .withFile("/etc/sudoers", "r--r-----", """
                        Defaults env_reset, logfile=FOLDER/sudo.log, timestampdir=FOLDER/ts
                        Defaults:ferry-tty requiretty
                        Defaults:ferry-pty use_pty
                        Defaults:ferry-asked lecture=always, timestamp_timeout=0
                        Defaults:ferry-cached timestamp_type=global
                        Defaults:ferry-docker secure_path=FOLDER/bin:/usr/bin:/bin
                        ferry-free ALL=(ferry-cassandra) NOPASSWD: ALL
                        ferry-pty ALL=(ferry-cassandra) NOPASSWD: ALL
                        ferry-tty ALL=(ferry-cassandra) NOPASSWD: ALL
                        ferry-asked ALL=(ferry-cassandra) ALL
                        ferry-cached ALL=(ferry-cassandra) ALL
                        ferry-code ALL=(ferry-cassandra) ALL
                        ferry-other ALL=(root) NOPASSWD: ALL
                        ferry-docker ALL=(ferry-cassandra) NOPASSWD: FOLDER/bin/docker exec -i -u ferry-x node\\,1 sh -c *
                        """)
                // the second of these asks "Password required for ferry-code." and then leaves it to the others
                .withPamService(
                        "sudo",
                        "auth required pam_unix.so",
                        "auth [success=1 default=ignore] pam_succeed_if.so quiet user != ferry-code",
                        "auth required pam_ftp.so",
                        "account required pam_permit.so",
                        "session required pam_permit.so");
        for (var user : List.of(
                CASSANDRA,
                "ferry-free",
                "ferry-pty",
                "ferry-tty",
                "ferry-asked",
                "ferry-cached",
                "ferry-code",
                "ferry-other",
                "ferry-docker",
                "ferry-nobody")) {
            setup.withAccount(user, PASSWORD.reveal());
        }
        server = setup.start();
        key = server.key("client", "-t", "ed25519");
        server.authorize(key);
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private static SshRemote connect(String login, Become become) throws Exception {
        return SshRemote.connect(server.login(login).withKeys(List.of(SshKey.of(key))), become, _ -> {});
    }

    private static Become with(Secret password) {
        return new Become.SudoWithPassword(CASSANDRA, password);
    }

    private static Failure failure(String login, Become become) {
        var failure = assertThrows(
                        FailureException.class, () -> connect(login, become).close())
                .failure();
        assertTrue(failure.hop().startsWith("node "));
        assertFalse(Messages.text(failure.cause()).isBlank());
        assertFalse(Messages.text(failure.remedy()).isBlank());
        assertFalse(failure.toString().contains(PASSWORD.reveal()));
        return failure;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ferry-free", "ferry-pty"})
    void becomesAUserWithoutAPassword(String login) throws Exception {
        try (var remote = connect(login, new Become.SudoWithoutPassword(CASSANDRA))) {
            assertEquals(
                    CASSANDRA + " none\n",
                    remote.run(
                                    Script.of("echo $(id -un) $(cat; tty -s && echo tty || echo none)"),
                                    RemoteContract.LIMIT)
                            .out());
            var big = "x".repeat(300_000);
            var ended = remote.run(Script.of("cat; cat /dev/null >&2; exit 3").withInput(big), RemoteContract.LIMIT);
            assertEquals(new Ended(3, big, ""), ended);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ferry-free", "ferry-pty"})
    void leavesADetachedProcessAlone(String login) throws Exception {
        try (var remote = connect(login, new Become.SudoWithoutPassword(CASSANDRA))) {
            var start = """
                    file=$(mktemp)
                    setsid sh -c "sleep 2; echo lived > $file" < /dev/null > /dev/null 2>&1 &
                    echo "$file"
                    """;
            var file = remote.run(Script.of(start), RemoteContract.LIMIT).out().strip();
            Thread.sleep(2500);
            var said = remote.run(
                    Script.of("cat " + Script.quote(file) + "; rm -f " + Script.quote(file)), RemoteContract.LIMIT);
            assertEquals("lived\n", said.out());
        }
    }

    @Test
    void givesThePasswordEachTimeItIsAskedWhateverTheLectureSays() throws Exception {
        try (var remote = connect("ferry-asked", with(PASSWORD))) {
            for (var input : List.of("", "one\n", "x".repeat(200_000))) {
                var ended = remote.run(Script.of("id -un; cat").withInput(input), RemoteContract.LIMIT);
                assertEquals(new Ended(0, CASSANDRA + "\n" + input, ""), ended);
            }
        }
    }

    @Test
    void doesNotShowThePasswordToAScriptWhoseSudoDoesNotAsk() throws Exception {
        for (var login : List.of("ferry-cached", "ferry-free")) {
            try (var remote = connect(login, with(PASSWORD))) {
                var ended = remote.run(Script.of("cat").withInput("mine\n"), RemoteContract.LIMIT);
                assertEquals("mine\n", ended.out());
            }
        }
    }

    @Test
    void runsManyScriptsAtOnceWithAPassword() throws Exception {
        try (var remote = connect("ferry-asked", with(PASSWORD))) {
            var threads = new ArrayList<Thread>();
            var outs = java.util.Collections.synchronizedList(new ArrayList<String>());
            for (int i = 0; i < 12; i++) {
                var script = Script.of("cat").withInput(i + "\n");
                threads.add(Thread.startVirtualThread(() -> {
                    try {
                        outs.add(remote.run(script, RemoteContract.LIMIT).out());
                    } catch (FailureException | InterruptedException e) {
                        outs.add(e.toString());
                    }
                }));
            }
            for (var thread : threads) {
                thread.join();
            }
            assertEquals(
                    12,
                    outs.stream()
                            .filter(out -> out.matches("\\d+\n"))
                            .distinct()
                            .count(),
                    outs.toString());
        }
    }

    /// Each try counts towards locking the account.
    @Test
    void triesAWrongPasswordOnce() throws Exception {
        var log = server.folder().resolve("sudo.log");
        var before = Files.exists(log) ? Files.readString(log).length() : 0;
        var failure = failure("ferry-asked", with(Secret.of("wrong")));
        assertEquals("ssh.become.password.refused", failure.cause().key());
        var logged = Files.readString(log).substring(before).replaceAll("\\s+", " ");
        assertTrue(logged.contains("1 incorrect password attempt"), logged);
    }

    @Test
    void saysThatAOneTimeCodeIsAskedFor() throws Exception {
        var failure = failure("ferry-code", with(PASSWORD));
        assertEquals("ssh.become.question", failure.cause().key());
        assertTrue(
                Messages.text(failure.remedy()).contains("ferry-code ALL=(ferry-cassandra) NOPASSWD: ALL"),
                Messages.text(failure.remedy()));
    }

    @ParameterizedTest
    @CsvSource({
        "ferry-asked, ssh.become.refused, a password is required",
        "ferry-nobody, ssh.become.refused, a password is required",
        "ferry-other, ssh.become.refused, a password is required",
        "ferry-tty, ssh.become.terminal, you must have a tty"
    })
    void saysWhySudoWithoutAPasswordIsRefused(String login, String cause, String words) throws Exception {
        var failure = failure(login, new Become.SudoWithoutPassword(CASSANDRA));
        assertEquals(cause, failure.cause().key());
        assertTrue(failure.evidence().contains(words), failure.evidence());
        assertTrue(
                Messages.text(failure.remedy()).contains(login + " ALL=(ferry-cassandra) NOPASSWD: ALL"),
                Messages.text(failure.remedy()));
    }

    @ParameterizedTest
    @CsvSource({"ferry-nobody, not in the sudoers", "ferry-other, is not allowed to execute"})
    void saysThatSomebodyMayNotHoweverRightThePassword(String login, String words) throws Exception {
        var failure = failure(login, with(PASSWORD));
        assertEquals("ssh.become.forbidden", failure.cause().key());
        assertTrue(failure.evidence().contains(words), failure.evidence());
    }

    @Test
    void saysThatThereIsNoSuchUser() throws Exception {
        var failure = failure("ferry-free", new Become.SudoWithoutPassword("ferry-none"));
        assertEquals("ssh.become.unknown", failure.cause().key());
    }

    @Test
    void theLinesAreWhatVisudoTakes() throws Exception {
        var inside = new Become.Inside(
                new Become.SudoWithoutPassword("root"), Become.Engine.DOCKER, new Become.Named("node,1"), "ferry-x");
        var file = Files.writeString(
                server.folder().resolve("fragment"),
                String.join(
                        "\n",
                        Sudoers.withoutTerminal("corp\\ops@example.org"),
                        Sudoers.line("corp\\ops@example.org", new Become.SudoWithoutPassword("cass andra")),
                        Sudoers.line("ops", inside),
                        ""));
        OpenSshServer.run("/usr/sbin/visudo", "-cf", file.toString());
        assertEquals(
                "ops ALL=(root) NOPASSWD: /usr/bin/docker exec -i -u ferry-x node\\,1 sh -c *",
                Sudoers.line("ops", inside));
    }

    /// sudo matches it against what Ferry really executes; the engine is one that runs the command right there.
    @Test
    void theNarrowLineForAContainerAllowsThatContainerAndNoOther() throws Exception {
        var bin = Files.createDirectories(server.folder().resolve("bin"));
        var engine = Files.writeString(
                bin.resolve("docker"), "#!/bin/sh\nwhile [ \"$1\" != sh ]; do shift; done\nexec \"$@\"\n");
        Files.setPosixFilePermissions(bin, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(engine, PosixFilePermissions.fromString("rwxr-xr-x"));
        var who = new Become.SudoWithoutPassword(CASSANDRA);
        var allowed = new Become.Inside(who, Become.Engine.DOCKER, new Become.Named("node,1"), "ferry-x");
        try (var remote = connect("ferry-docker", allowed)) {
            var script = Script.of("echo 'it''s, all: (of) = it'; cat").withInput("in\n");
            assertEquals(
                    "its, all: (of) = it\nin\n",
                    remote.run(script, RemoteContract.LIMIT).out());
        }
        var other = new Become.Inside(who, Become.Engine.DOCKER, new Become.Named("node,2"), "ferry-x");
        assertEquals(
                "ssh.become.refused", failure("ferry-docker", other).cause().key());
    }
}
