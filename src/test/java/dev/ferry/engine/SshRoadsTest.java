package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.migration.Jump;
import dev.ferry.migration.SshCredentials;
import dev.ferry.migration.SshSettings;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Secret;
import dev.ferry.ssh.SshKey;
import dev.ferry.ssh.SshLogin;
import dev.ferry.text.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SshRoadsTest {
    private static final String ME = System.getProperty("user.name");
    private static final String ADDRESS = "10.0.0.7";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeConfiguration() throws Exception {
        for (var name : List.of("id_node", "id_gate", "signed")) {
            Files.writeString(folder.resolve(name), "");
        }
        file = Files.writeString(folder.resolve("config"), """
                Host gate
                  HostName gate.example
                  User jump
                  Port 2222
                  IdentityFile <folder>/id_gate
                Host cass-7
                  HostName 10.1.0.7
                  HostKeyAlias seven
                  ProxyJump gate
                Host cass-* 10.0.0.*
                  User cassandra
                  Port 2022
                  IdentityFile <folder>/id_node
                  CertificateFile <folder>/signed
                  IdentitiesOnly yes
                  KexAlgorithms +diffie-hellman-group14-sha1
                Host tunnelled
                  ProxyCommand cloudflared access ssh --hostname %h
                """.replace("<folder>", folder.toString()));
    }

    private SshSettings open() {
        return SshSettings.of("", 0).withConfiguration(file.toString());
    }

    private SshLogin to(SshSettings settings) throws Exception {
        var secrets =
                new Secrets(Map.of("prompt:a", Secret.of("pass phrase a"), "prompt:b", Secret.of("pass phrase b")));
        return new SshRoads(settings, secrets, folder.resolve("own")).to(ADDRESS);
    }

    private static String place(SshLogin login) {
        return login.user() + "@" + login.host() + ":" + login.port();
    }

    @Test
    void theConfigurationSaysWhatIsLeftOpen() throws Exception {
        var login = to(open().withHosts(Map.of(ADDRESS, "cass-7")));
        assertEquals("cassandra@10.1.0.7:2022", place(login));
        assertEquals("seven", login.name());
        assertEquals(List.of(SshKey.of(folder.resolve("id_node")).with(folder.resolve("signed"))), login.keys());
        assertFalse(login.kinds().contains(SshLogin.Kind.AGENT));
        assertEquals(SshLogin.Offer.LEGACY, login.algorithms());
        assertEquals(1, login.jumps().size());
        assertEquals("jump@gate.example:2222", place(login.jumps().getFirst()));
        assertEquals(
                List.of(SshKey.of(folder.resolve("id_gate"))),
                login.jumps().getFirst().keys());
    }

    @Test
    void anAddressThatTheRingHasIsLookedUpAsItIs() throws Exception {
        assertEquals("cassandra@10.0.0.7:2022", place(to(open())));
    }

    @Test
    void theSettingsComeBeforeTheConfiguration() throws Exception {
        var settings = SshSettings.of("ops", 22)
                .withConfiguration(file.toString())
                .with(SshCredentials.none().withKeys(List.of("/keys/mine")))
                .withHosts(Map.of(ADDRESS, "cass-7"))
                .through(List.of(Jump.to("root@other:24")));
        var login = to(settings);
        assertEquals("ops@10.1.0.7:22", place(login));
        assertEquals(List.of(SshKey.of(Path.of("/keys/mine"))), login.keys());
        assertEquals(
                List.of("root@other:24"),
                login.jumps().stream().map(SshRoadsTest::place).toList());
    }

    @Test
    void aJumpHostOfTheSettingsMayBeAnAliasWithALoginOfItsOwn() throws Exception {
        var own = SshCredentials.none().withPassword("prompt:b");
        var settings = SshSettings.of("ops", 22)
                .withConfiguration(file.toString())
                .with(SshCredentials.none().withPassword("prompt:a"))
                .through(List.of(new Jump("gate", own), Jump.to("plain.example")));
        var login = to(settings);
        assertEquals(
                List.of("jump@gate.example:2222", "ops@plain.example:22"),
                login.jumps().stream().map(SshRoadsTest::place).toList());
        assertEquals(Secret.of("pass phrase a"), login.password());
        assertEquals(Secret.of("pass phrase b"), login.jumps().getFirst().password());
        assertEquals(Secret.of("pass phrase a"), login.jumps().getLast().password());
    }

    @Test
    void aCommandThatCannotBeFollowedIsSaidWithTheWayOut() throws Exception {
        var failure = assertThrows(FailureException.class, () -> to(open().withHosts(Map.of(ADDRESS, "tunnelled"))))
                .failure();
        assertEquals("ssh.config.proxy-command", failure.cause().key());
        assertTrue(Messages.text(failure.remedy()).contains("ProxyJump"));
        assertEquals("cloudflared access ssh --hostname %h", failure.evidence());
        // a jump host that is named takes its place
        to(open().withHosts(Map.of(ADDRESS, "tunnelled")).through(List.of(Jump.to("gate"))));
    }

    @Test
    void withoutAConfigurationOnlyTheSettingsCount() throws Exception {
        var login = to(SshSettings.of("", 0));
        assertEquals(ME + "@10.0.0.7:22", place(login));
        assertNull(login.name());
        assertEquals(List.of(), login.jumps());
        assertEquals(Set.of(SshLogin.Kind.AGENT), login.kinds());
        assertEquals(SshLogin.Offer.CURRENT, login.algorithms());
    }

    @Test
    void oldAlgorithmsAreForTheHostsThatWereNamed() throws Exception {
        var settings = SshSettings.of("ops", 22)
                .withLegacyHosts(List.of("10.0.*", "old-gate"))
                .through(List.of(Jump.to("old-gate"), Jump.to("new-gate")));
        var login = to(settings);
        assertEquals(SshLogin.Offer.LEGACY, login.algorithms());
        assertEquals(
                List.of(SshLogin.Offer.LEGACY, SshLogin.Offer.CURRENT),
                login.jumps().stream().map(SshLogin::algorithms).toList());
    }
}
