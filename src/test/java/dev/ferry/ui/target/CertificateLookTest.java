package dev.ferry.ui.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.Severity;
import dev.ferry.secrets.Authority;
import dev.ferry.secrets.Authority.KeyKind;
import dev.ferry.secrets.Validity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateLookTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Validity VALID = new Validity(NOW.minus(Duration.ofDays(10)), NOW.plus(Duration.ofDays(100)));
    private static final Authority OURS = Authority.create("Ours", KeyKind.EC, VALID);

    @TempDir
    private Path folder;

    @Test
    void anAuthorityTellsWhoseItIsAndUntilWhen() throws Exception {
        var look = CertificateLook.authority(file("ca.pem", OURS.pem()), NOW);
        assertEquals(new CertificateLook(Severity.PASS, "CN=Ours, until 2026-09-09, days left: 100"), look);
    }

    @Test
    void nothingChosenSaysNothing() {
        assertEquals(CertificateLook.NONE, CertificateLook.authority("", NOW));
        assertEquals(CertificateLook.NONE, CertificateLook.client(" ", "", "", NOW));
    }

    @Test
    void anEndedAuthorityBlocks() throws Exception {
        var look = CertificateLook.authority(file("ca.pem", OURS.pem()), NOW.plus(Duration.ofDays(101)));
        assertEquals(new CertificateLook(Severity.BLOCK, "CN=Ours: ended on 2026-09-09"), look);
    }

    @Test
    void aGoodPairPassesAndAForeignKeyDoesNot() throws Exception {
        var pair = OURS.issueClient("loader", VALID);
        var other = OURS.issueClient("other", VALID);
        var ca = file("ca.pem", OURS.pem());
        var certificate = file("client.pem", pair.certificate());
        var good = CertificateLook.client(
                certificate, file("client.key", pair.key().reveal()), ca, NOW);
        assertEquals(Severity.PASS, good.severity());
        assertTrue(good.text().startsWith("CN=loader, until 2026-09-09"), good.text());
        var bad = CertificateLook.client(
                certificate, file("other.key", other.key().reveal()), ca, NOW);
        assertEquals(Severity.BLOCK, bad.severity());
    }

    @Test
    void aPairOfAnotherAuthorityBlocks() throws Exception {
        var theirs = Authority.create("Theirs", KeyKind.EC, VALID).issueClient("loader", VALID);
        var look = CertificateLook.client(
                file("client.pem", theirs.certificate()),
                file("client.key", theirs.key().reveal()),
                file("ca.pem", OURS.pem()),
                NOW);
        assertEquals(Severity.BLOCK, look.severity());
    }

    @Test
    void aFileThatIsNoneOrCannotBeReadBlocks() throws Exception {
        assertEquals(
                Severity.BLOCK,
                CertificateLook.authority(file("a.pem", "hello"), NOW).severity());
        assertTrue(CertificateLook.authority("/no/such/file", NOW).text().startsWith("/no/such/file cannot be read."));
        var binary = folder.resolve("der");
        Files.write(binary, new byte[] {0x30, (byte) 0x82, (byte) 0xff, (byte) 0xfe});
        assertTrue(CertificateLook.authority(binary.toString(), NOW).text().contains("is not a text file"));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
