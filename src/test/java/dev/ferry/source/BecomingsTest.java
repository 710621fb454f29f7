package dev.ferry.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferry.outcome.Severity;
import dev.ferry.secrets.Secret;
import dev.ferry.ssh.Become;
import dev.ferry.ssh.OpenSshServer;
import dev.ferry.ssh.SshKey;
import dev.ferry.ssh.SshRemote;
import dev.ferry.text.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a user who logged in may become, by the real sudo of a real server whose node belongs to another user.
final class BecomingsTest {
    private static final String CASSANDRA = "ferry-cassandra";

    private static OpenSshServer server;
    private static Path key;
    private static NodeHint hint;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/sudo")), "no sudo on this machine");
        var setup = OpenSshServer.prepared()
                .withFile("/etc/sudoers", "r--r-----", """
                        Defaults env_reset
                        Defaults:ferry-tty requiretty
                        ferry-free ALL=(ferry-cassandra) NOPASSWD: ALL
                        ferry-tty ALL=(ferry-cassandra) NOPASSWD: ALL
                        ferry-asked ALL=(ferry-cassandra) ALL
                        ferry-root ALL=(root) NOPASSWD: ALL
                        ferry-none ALL=(root) NOPASSWD: /bin/true
                        """)
                .withPamService(
                        "sudo",
                        "auth required pam_deny.so",
                        "account required pam_permit.so",
                        "session required pam_permit.so");
        for (var user : List.of(CASSANDRA, "ferry-free", "ferry-tty", "ferry-asked", "ferry-root", "ferry-none")) {
            setup.withAccount(user, "unused");
        }
        server = setup.start();
        key = server.key("client", "-t", "ed25519");
        server.authorize(key);
        node(server.folder());
    }

    /// A configuration that all may read and a data directory that is its owner's alone.
    private static void node(Path folder) throws Exception {
        var data = Files.createDirectory(folder.resolve("data"));
        var configuration =
                Files.writeString(folder.resolve("cassandra.yaml"), "data_file_directories: ['" + data + "']\n");
        Files.setPosixFilePermissions(configuration, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-x---"));
        // the account is known on the server only: its files are given to its number
        OpenSshServer.run("chown", "47110:47110", data.toString());
        hint = new NodeHint("10.9.8.7", configuration.toString(), null, List.of(), null);
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private static SshRemote connect(String login) throws Exception {
        return SshRemote.connect(server.login(login).withKeys(List.of(SshKey.of(key))), new Become.Direct(), _ -> {});
    }

    @ParameterizedTest
    @CsvSource({
        "ferry-free, ferry-cassandra, ALLOWED, PASS, source.become.allowed",
        "ferry-asked, ferry-cassandra, ASKS, BLOCK, source.become.password",
        "ferry-none, ferry-cassandra, ASKS, BLOCK, source.become.password",
        "ferry-tty, ferry-cassandra, WANTS_TERMINAL, BLOCK, source.become.terminal",
        "ferry-free, ferry-nobody, UNKNOWN_USER, BLOCK, source.become.unknown",
        "ferry-free, ferry-free, NOT_NEEDED, BLOCK, source.become.choose",
        "ferry-cassandra, ferry-cassandra, NOT_NEEDED, PASS, source.become.direct"
    })
    void saysWhatSudoLetsALoginBe(String login, String wanted, Admission.Sudo sudo, Severity severity, String code)
            throws Exception {
        try (var remote = connect(login)) {
            var becomings = new Becomings(remote, hint);
            var become = wanted.equals(login) ? new Become.Direct() : new Become.SudoWithoutPassword(wanted);
            var seen = becomings.look(become);
            assertEquals(login, seen.login());
            assertEquals(sudo, seen.sudo(), seen.toString());
            assertEquals(login.equals(CASSANDRA), seen.isReadable());
            assertEquals(CASSANDRA, seen.cassandraUser());
            var finding = becomings.check(become).getFirst();
            assertEquals(code, finding.code());
            assertEquals(severity, finding.severity());
            assertFalse(Messages.text(finding.reason()).isBlank());
            if (severity == Severity.BLOCK && sudo != Admission.Sudo.UNKNOWN_USER && !code.endsWith("choose")) {
                var remedy = Messages.text(finding.remedy());
                assertTrue(remedy.contains(login + " ALL=(ferry-cassandra) NOPASSWD: ALL"), remedy);
                assertTrue(remedy.contains("visudo -cf /etc/sudoers.d/ferry"), remedy);
            }
        }
    }

    @Test
    void knowsWhoMayBeRoot() throws Exception {
        try (var remote = connect("ferry-root")) {
            var seen = new Becomings(remote, hint).look(new Become.SudoWithoutPassword(CASSANDRA));
            assertEquals(List.of("root"), seen.others());
            var findings = new Becomings(remote, hint).check(new Become.SudoWithoutPassword("root"));
            assertEquals(
                    List.of("source.become.allowed", "source.become.other"),
                    findings.stream().map(finding -> finding.code()).toList());
        }
    }

    @Test
    void trustsThatAPasswordWillDo() throws Exception {
        try (var remote = connect("ferry-asked")) {
            var wanted = new Become.SudoWithPassword(CASSANDRA, Secret.of("secret"));
            assertEquals(
                    "source.become.asks",
                    new Becomings(remote, hint).check(wanted).getFirst().code());
        }
    }
}
