package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.secrets.Secret;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A person who has to look for the token first: longer than any time limit of a network.
final class OpenSshPatienceIT {
    @Test
    void waitsForAnAnswerLongerThanAHopMayTake() throws Exception {
        var usual = Patience.USUAL.hop();
        try (var server = OpenSshServer.prepared()
                .withAccount("ferry", TestSshServer.PASSWORD.reveal())
                .withPam("auth required pam_unix.so nodelay", "auth required FOLDER/pam_code.so")
                .start()) {
            var start = System.nanoTime();
            var login = server.login("ferry")
                    .withPassword(TestSshServer.PASSWORD)
                    .withAnswering(_ -> {
                        Thread.sleep(usual.plusSeconds(6));
                        return Optional.of(Secret.of("271828"));
                    });
            try (var remote = SshRemote.connect(login, new Become.Direct(), _ -> {})) {
                var took = Duration.ofNanos(System.nanoTime() - start);
                assertTrue(took.compareTo(usual) > 0, took.toString());
                assertEquals("ferry\n", remote.run(Script.of("id -un"), usual).out());
            }
        }
    }
}
