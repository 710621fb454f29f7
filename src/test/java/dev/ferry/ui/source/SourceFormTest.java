package dev.ferry.ui.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.engine.SshAlias;
import dev.ferry.migration.Becoming;
import dev.ferry.migration.Jump;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.SshCredentials;
import dev.ferry.migration.SshSettings;
import dev.ferry.migration.Tls;
import dev.ferry.text.Messages;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceFormTest {
    private static SourceForm good() {
        return SourceForm.blank().with(FormField.CONTACT_POINTS, "10.0.0.7, cass-2.example.com fd00::7");
    }

    @Test
    void whatIsProposedLacksOnlyTheContactPoints() {
        assertEquals(
                Set.of(FormField.CONTACT_POINTS), SourceForm.blank().problems().keySet());
        assertTrue(SourceForm.blank().settings().isEmpty());
    }

    @Test
    void contactPointsAreSeparatedByCommasOrBlanks() {
        assertEquals(
                List.of("10.0.0.7", "cass-2.example.com", "fd00::7"),
                good().settings().orElseThrow().contactPoints());
    }

    @ParameterizedTest
    @CsvSource({
        "CONTACT_POINTS, 10.0.0.7:9042, ui.source.contacts.port",
        "CONTACT_POINTS, a/b, ui.source.contacts.wrong",
        "PORT, 0, ui.source.port.wrong",
        "PORT, 65536, ui.source.port.wrong",
        "PORT, nine, ui.source.port.wrong",
        "SSH_PORT, '', ui.source.port.wrong",
        "SSH_USER, '', ui.source.ssh-user.missing",
        "SSH_USER, me@host, ui.source.ssh-user.wrong",
        "CQL_PASSWORD, prompt:x, ui.source.user.missing",
        "JMX_PORT, 70000, ui.source.port.wrong",
        "JMX_USER, monitor, ui.source.password.missing",
        "LEGACY, old;host$, ui.source.legacy.wrong",
        "HOSTS, 10.0.0.7, ui.source.hosts.wrong",
        "HOSTS, 10.0.0.7 = , ui.source.hosts.wrong",
        "BECOME_USER, '', ui.source.become-user.missing"
    })
    void saysWhatIsWrongAndKeepsWhatWasTyped(FormField field, String text, String key) {
        var form = good().with(field, text);
        var problems = form.problems();
        var said = problems.values().iterator().next();
        assertEquals(1, problems.size(), problems::toString);
        assertEquals(key, said.key());
        assertFalse(Messages.text(said).isBlank());
        assertEquals(text.strip(), form.text(field));
        assertTrue(form.settings().isEmpty());
    }

    @Test
    void aUserNeedsAPasswordAndSudoOneToo() {
        assertEquals(
                Set.of(FormField.CQL_PASSWORD),
                good().with(FormField.CQL_USER, "app").problems().keySet());
        assertEquals(
                Set.of(FormField.SUDO_PASSWORD),
                good().with(FormField.BECOME, "SUDO_PASSWORD").problems().keySet());
    }

    @ParameterizedTest
    @CsvSource({
        "PASSPHRASE, hunter2, ui.source.secret.incomplete",
        "PASSWORD, env:, ui.source.secret.incomplete",
        "CERTIFICATES, /home/me/id-cert.pub, ui.source.certificates.wrong",
        "CERTIFICATES, '/k = ', ui.source.certificates.wrong"
    })
    void aLoginSaysWhatIsWrong(CredentialForm.Text text, String value, String key) {
        var login = CredentialForm.blank().with(text, value);
        assertEquals(key, login.problems().values().iterator().next().key());
        assertEquals(Set.of(FormField.LOGIN), good().with(login).problems().keySet());
        assertFalse(JumpForm.to("gate").with(login).isGood());
    }

    @ParameterizedTest
    @CsvSource({"a@b@c:1:2", "gate:99999", "''", "two words"})
    void aJumpHostThatIsNoneIsSaid(String place) {
        var form = good().with(List.of(JumpForm.to("gate"), JumpForm.to(place)));
        assertEquals(Set.of(FormField.JUMPS), form.problems().keySet());
        assertEquals(place, form.jumps().getLast().place());
        assertTrue(form.settings().isEmpty());
    }

    @Test
    void aLoginOfItsOwnIsNotLostWhenItIsTurnedOffAndOnAgain() {
        var login = CredentialForm.blank().with(CredentialForm.Text.KEYS, "/k/gate");
        var jump = JumpForm.to("gate").with(login);
        assertEquals(new Jump("gate", null), jump.shared().settings());
        assertEquals(jump, jump.shared().own());
    }

    @Test
    void whatIsProposedIsLeftToTheConfigurationAndWhatWasSaidIsNot() {
        var left = good().leftTo("/home/me/.ssh/config");
        assertEquals("", left.text(FormField.SSH_USER));
        assertEquals(Set.of(), left.problems().keySet());
        assertEquals("", left.settings().orElseThrow().ssh().user());
        assertEquals(0, left.settings().orElseThrow().ssh().port());
        assertEquals(good().settings(), left.leftToNobody().settings());
        var said = good().with(FormField.SSH_USER, "ops").leftTo("/home/me/.ssh/config");
        assertEquals("ops", said.settings().orElseThrow().ssh().user());
        assertEquals(
                Set.of(FormField.SSH_PORT),
                said.with(FormField.CONFIGURATION, "").problems().keySet());
    }

    @Test
    void passwordLoginWantsAPassword() {
        var login = CredentialForm.blank().with(Set.of(SshCredentials.Kind.PASSWORD));
        assertEquals(Set.of(CredentialForm.Text.PASSWORD), login.problems().keySet());
        assertEquals(
                Set.of(),
                login.with(CredentialForm.Text.PASSWORD, "prompt:x").problems().keySet());
    }

    /// Whatever the form shows or folds away: a document that is opened and saved stays what it was.
    @Test
    void anySettingsComeBackAsTheyWent() {
        var random = new RandomSettings(20_261_123L);
        for (int i = 0; i < 2000; i++) {
            var settings = random.settings();
            var form = SourceForm.of(settings);
            assertEquals(Map.of(), form.problems(), settings::toString);
            assertEquals(settings, form.settings().orElseThrow());
        }
    }

    @Test
    void settingsComeBackAsTheyWent() {
        var ssh = SshSettings.of("ops", 2222)
                .with(SshCredentials.none()
                        .withKeys(List.of("/home/me/.ssh/id one", "/home/me/.ssh/id_two"))
                        .withPassphrase("prompt:passphrase")
                        .withPassword("keyring:ferry/ops"))
                .withKnownHosts("/etc/ssh/known")
                .accepting(new LinkedHashSet<>(List.of("SHA256:abc", "SHA256:def")))
                .with(Becoming.user("cassandra").withSudoPassword("env:SUDO"))
                .withHosts(Map.of("10.0.0.7", "cass-7:2022", "10.0.0.8", "cass-8"))
                .through(List.of(Jump.to("jump@bastion:2200"), Jump.to("inner")));
        var settings = new SourceSettings(
                List.of("10.0.0.7", "10.0.0.8"),
                9142,
                new SourceSettings.Login("app", "file:/run/secrets/app"),
                Tls.trusting("/home/me/ca.pem"),
                SourceSettings.Road.AUTOMATIC,
                null,
                ssh);
        assertEquals(settings, SourceForm.of(settings).settings().orElseThrow());
    }

    @Test
    void theWayToBecomeTheUserDecidesWhatIsKept() {
        var typed = good().with(FormField.SUDO_PASSWORD, "env:SUDO");
        var direct =
                typed.with(FormField.BECOME, "DIRECT").settings().orElseThrow().ssh();
        assertEquals(null, direct.becoming().user());
        assertEquals(null, direct.becoming().sudoPassword());
        assertEquals(
                null,
                typed.with(FormField.BECOME, "SUDO")
                        .settings()
                        .orElseThrow()
                        .ssh()
                        .becoming()
                        .sudoPassword());
        assertEquals(
                "env:SUDO",
                typed.with(FormField.BECOME, "SUDO_PASSWORD")
                        .settings()
                        .orElseThrow()
                        .ssh()
                        .becoming()
                        .sudoPassword());
    }

    @Test
    void aHostOfTheConfigurationFillsInWhatItSays() {
        var form = good().with(new SshAlias("seven", "cass-7", "ops", 2022, List.of("/k/one"), List.of("gate")));
        var settings = form.settings().orElseThrow();
        assertEquals(List.of("10.0.0.7", "cass-2.example.com", "fd00::7", "cass-7"), settings.contactPoints());
        assertEquals("ops", settings.ssh().user());
        assertEquals(2022, settings.ssh().port());
        assertEquals(List.of("/k/one"), settings.ssh().credentials().keys());
        assertEquals(List.of(Jump.to("gate")), settings.ssh().jumps());
    }
}
