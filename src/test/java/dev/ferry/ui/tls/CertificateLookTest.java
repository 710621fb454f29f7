package dev.ferry.ui.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.Severity;
import dev.ferry.secrets.Authority;
import dev.ferry.secrets.Authority.KeyKind;
import dev.ferry.secrets.KeyStores;
import dev.ferry.secrets.Secret;
import dev.ferry.secrets.Validity;
import dev.ferry.ui.tls.CertificateLook.Locked;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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
        var look = CertificateLook.authority(file("ca.pem", OURS.pem()), Locked.NO, NOW);
        assertEquals(new CertificateLook(Severity.PASS, "CN=Ours, until 2026-09-09, days left: 100"), look);
    }

    @Test
    void nothingChosenSaysNothing() {
        assertEquals(CertificateLook.NONE, CertificateLook.authority("", Locked.NO, NOW));
        assertEquals(CertificateLook.NONE, CertificateLook.client(" ", "", Locked.NO, "", NOW));
    }

    @Test
    void anEndedAuthorityIsSaidButBelievedByJava() throws Exception {
        var look = CertificateLook.authority(file("ca.pem", OURS.pem()), Locked.NO, NOW.plus(Duration.ofDays(101)));
        assertEquals(new CertificateLook(Severity.WARN, "CN=Ours: ended on 2026-09-09"), look);
    }

    @Test
    void aGoodPairPassesAndAForeignKeyDoesNot() throws Exception {
        var pair = OURS.issueClient("loader", VALID);
        var other = OURS.issueClient("other", VALID);
        var ca = file("ca.pem", OURS.pem());
        var certificate = file("client.pem", pair.certificate());
        var good = CertificateLook.client(
                certificate, file("client.key", pair.key().reveal()), Locked.NO, ca, NOW);
        assertEquals(Severity.PASS, good.severity());
        assertTrue(good.text().startsWith("CN=loader, until 2026-09-09"), good.text());
        var bad = CertificateLook.client(
                certificate, file("other.key", other.key().reveal()), Locked.NO, ca, NOW);
        assertEquals(Severity.BLOCK, bad.severity());
    }

    @Test
    void aPairOfAnotherAuthorityBlocks() throws Exception {
        var theirs = Authority.create("Theirs", KeyKind.EC, VALID).issueClient("loader", VALID);
        var look = CertificateLook.client(
                file("client.pem", theirs.certificate()),
                file("client.key", theirs.key().reveal()),
                Locked.NO,
                file("ca.pem", OURS.pem()),
                NOW);
        assertEquals(Severity.BLOCK, look.severity());
    }

    @Test
    void aFileThatIsNoneOrCannotBeReadBlocks() throws Exception {
        assertEquals(
                Severity.BLOCK,
                CertificateLook.authority(file("a.pem", "hello"), Locked.NO, NOW)
                        .severity());
        assertTrue(CertificateLook.authority("/no/such/file", Locked.NO, NOW)
                .text()
                .contains("/no/such/file cannot be read"));
        var binary = folder.resolve("der");
        Files.write(binary, new byte[] {0x30, (byte) 0x82, (byte) 0xff, (byte) 0xfe});
        assertEquals(
                Severity.BLOCK,
                CertificateLook.authority(binary.toString(), Locked.NO, NOW).severity());
    }

    @Test
    void aStoreTellsItsKindAndWithAPasswordItIsOpenedLater() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("ours", certificate(OURS.pem()));
        var locked = folder.resolve("trust.p12");
        try (var stream = Files.newOutputStream(locked)) {
            store.store(stream, "changeit".toCharArray());
        }
        assertEquals(
                Severity.BLOCK,
                CertificateLook.authority(locked.toString(), Locked.NO, NOW).severity());
        assertEquals(
                new CertificateLook(
                        Severity.PASS, "A PKCS12 store: it is opened with its password when Ferry connects."),
                CertificateLook.authority(locked.toString(), Locked.YES, NOW));
        var old = folder.resolve("named.anything");
        Files.write(old, KeyStores.trustStore(Map.of("ours", OURS.pem()), Secret.of("changeit")));
        assertEquals(
                new CertificateLook(Severity.PASS, "CN=Ours, until 2026-09-09, days left: 100, in a JKS store"),
                CertificateLook.authority(old.toString(), Locked.NO, NOW));
    }

    private static X509Certificate certificate(String pem) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
