package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The contract against a real OpenSSH server, run by whoever runs the tests.
final class OpenSshTest implements RemoteContract {
    private static OpenSshServer server;
    private static SshRemote remote;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSshServer.prepared().start();
        remote = SshRemote.connect(server.login(), new Become.Direct(), _ -> {});
    }

    @AfterAll
    static void stop() throws Exception {
        if (remote != null) {
            remote.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Override
    public Remote remote() {
        return remote;
    }

    @Test
    void goesThroughItselfAsAJumpHost() throws Exception {
        var login = server.login();
        try (var far = SshRemote.connect(login.through(List.of(login)), new Become.Direct(), _ -> {})) {
            assertEquals("far\n", far.run(Script.of("echo far"), LIMIT).out());
        }
    }

    /// Accounts, passwords and PAM that only the server of this test knows.
    @Test
    void logsInWithThePasswordOfAnAccountOfItsOwn() throws Exception {
        try (var own = OpenSshServer.prepared()
                .at("127.0.0.7")
                .withAccount("ferry", TestSshServer.PASSWORD.reveal())
                .withPam("auth required pam_unix.so")
                .with("PasswordAuthentication yes", "KbdInteractiveAuthentication no")
                .start()) {
            var login = own.login("ferry").withPassword(TestSshServer.PASSWORD);
            try (var far = SshRemote.connect(login, new Become.Direct(), _ -> {})) {
                assertEquals("ferry\n", far.run(Script.of("id -un"), LIMIT).out());
            }
            assertTrue(own.logWith("Accepted password for ferry").contains("127.0.0.1"));
        }
    }
}
