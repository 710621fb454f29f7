package dev.ferry.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.secrets.Authority.KeyKind;
import dev.ferry.text.Messages;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CertificatesTest {
    private static final Instant NOW = Instant.parse("2025-05-03T12:00:00Z");
    private static final Validity YEAR =
            new Validity(Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:00Z"));
    private static final Authority AUTHORITY = Authority.create("Ours", KeyKind.EC, YEAR);
    private static final Authority OTHER = Authority.create("Theirs", KeyKind.EC, YEAR);
    private static final KeyPairPem CLIENT = AUTHORITY.issueClient("loader", YEAR);

    @Test
    void describesEveryCertificateOfAChain() throws FailureException {
        assertEquals(
                List.of(
                        new Certificates.Description("CN=loader", "CN=Ours", YEAR.from(), YEAR.until()),
                        new Certificates.Description("CN=Ours", "CN=Ours", YEAR.from(), YEAR.until())),
                Certificates.describe("some words\n" + CLIENT.certificate() + AUTHORITY.pem()));
    }

    @Test
    void passesACertificateThatIsInOrder() {
        var findings = check(CLIENT, AUTHORITY, NOW);
        assertEquals(List.of("secrets.certificate.valid PASS"), summary(findings));
        assertEquals(
                "The certificate CN=loader is valid until 2026-01-01.",
                Messages.text(findings.getFirst().reason()));
    }

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void readsEveryFormOfAKey(KeyKind kind) throws Exception {
        var authority = Authority.create("A", kind, YEAR);
        var pair = authority.issueClient("loader", YEAR);
        assertEquals(List.of("secrets.certificate.valid PASS"), summary(check(pair, authority, NOW)));
        var old = new KeyPairPem(pair.certificate(), traditional(pair.key(), kind));
        assertTrue(old.key().reveal().startsWith("-----BEGIN " + kind + " PRIVATE KEY-----"));
        assertEquals(List.of("secrets.certificate.valid PASS"), summary(check(old, authority, NOW)));
    }

    @Test
    void blocksAnExpiredCertificateAndNamesTheDay() {
        var findings = check(CLIENT, AUTHORITY, Instant.parse("2026-01-01T00:00:01Z"));
        assertEquals(List.of("secrets.certificate.expired BLOCK"), summary(findings));
        assertEquals(
                "The certificate CN=loader expired on 2026-01-01.",
                Messages.text(findings.getFirst().reason()));
    }

    @Test
    void blocksACertificateThatIsNotYetValid() {
        var findings = check(CLIENT, AUTHORITY, Instant.parse("2024-12-31T23:59:59Z"));
        assertEquals(List.of("secrets.certificate.not-yet-valid BLOCK"), summary(findings));
    }

    @Test
    void warnsFourteenDaysBeforeTheEnd() {
        assertEquals(
                List.of("secrets.certificate.expiring WARN"),
                summary(check(
                        CLIENT,
                        AUTHORITY,
                        YEAR.until().minus(Duration.ofDays(14)).plusSeconds(1))));
        assertEquals(
                List.of("secrets.certificate.valid PASS"),
                summary(check(CLIENT, AUTHORITY, YEAR.until().minus(Duration.ofDays(14)))));
    }

    @Test
    void blocksACertificateOfAnotherAuthority() {
        assertEquals(List.of("secrets.certificate.other-authority BLOCK"), summary(check(CLIENT, OTHER, NOW)));
        var sameName = Authority.create("Ours", KeyKind.EC, YEAR);
        assertEquals(List.of("secrets.certificate.other-authority BLOCK"), summary(check(CLIENT, sameName, NOW)));
        assertEquals(
                List.of("secrets.certificate.other-authority BLOCK"),
                summary(Certificates.check(CLIENT, List.of(), NOW)));
    }

    @Test
    void acceptsOneOfSeveralAuthorities() {
        assertEquals(
                List.of("secrets.certificate.valid PASS"),
                summary(Certificates.check(CLIENT, List.of(OTHER.pem() + AUTHORITY.pem()), NOW)));
    }

    @Test
    void blocksAKeyOfAnotherCertificate() {
        var mixed = new KeyPairPem(
                CLIENT.certificate(), AUTHORITY.issueClient("loader", YEAR).key());
        assertEquals(List.of("secrets.certificate.wrong-key BLOCK"), summary(check(mixed, AUTHORITY, NOW)));
        var rsa = Authority.create("A", KeyKind.RSA, YEAR).issueClient("loader", YEAR);
        assertEquals(
                List.of("secrets.certificate.wrong-key BLOCK"),
                summary(check(new KeyPairPem(CLIENT.certificate(), rsa.key()), AUTHORITY, NOW)));
    }

    @Test
    void blocksACertificateThatIsForServersOnly() {
        var server = AUTHORITY.issueServerOnly("node", YEAR);
        assertEquals(List.of("secrets.certificate.not-for-clients BLOCK"), summary(check(server, AUTHORITY, NOW)));
        var both = AUTHORITY.issueServer("node", List.of("node.example.org"), YEAR);
        assertEquals(List.of("secrets.certificate.valid PASS"), summary(check(both, AUTHORITY, NOW)));
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        var mixed = new KeyPairPem(
                CLIENT.certificate(), OTHER.issueClient("loader", YEAR).key());
        assertEquals(
                List.of(
                        "secrets.certificate.wrong-key BLOCK",
                        "secrets.certificate.expired BLOCK",
                        "secrets.certificate.other-authority BLOCK"),
                summary(check(mixed, OTHER, Instant.parse("2027-01-01T00:00:00Z"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nAAAA\n"
            })
    void refusesWhatIsNoCertificate(String pem) {
        assertThrows(FailureException.class, () -> Certificates.describe(pem));
        assertEquals(
                Severity.BLOCK,
                check(new KeyPairPem(pem, CLIENT.key()), AUTHORITY, NOW)
                        .getFirst()
                        .severity());
    }

    @Test
    void blocksAnUnreadableOrEncryptedKeyWithoutQuotingIt() {
        var body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC";
        for (var pem : List.of(
                "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n",
                "-----BEGIN RSA PRIVATE KEY-----\n" + body + "\n-----END RSA PRIVATE KEY-----\n",
                "-----BEGIN EC PRIVATE KEY-----\n" + body + "\n-----END EC PRIVATE KEY-----\n",
                "no key at all " + body)) {
            var finding = check(new KeyPairPem(CLIENT.certificate(), Secret.of(pem)), AUTHORITY, NOW)
                    .getFirst();
            assertEquals(Severity.BLOCK, finding.severity());
            assertFalse(finding.toString().contains(body), finding.toString());
        }
        var encrypted = Secret.of("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
        assertEquals(
                List.of("secrets.key.encrypted BLOCK"),
                summary(check(new KeyPairPem(CLIENT.certificate(), encrypted), AUTHORITY, NOW)));
        var header =
                Secret.of("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,AA\n\nAAAA\n"
                        + "-----END RSA PRIVATE KEY-----\n");
        assertEquals(
                List.of("secrets.key.encrypted BLOCK"),
                summary(check(new KeyPairPem(CLIENT.certificate(), header), AUTHORITY, NOW)));
    }

    private static List<Finding> check(KeyPairPem pair, Authority authority, Instant now) {
        return Certificates.check(pair, List.of(authority.pem()), now);
    }

    private static List<String> summary(List<Finding> findings) {
        findings.forEach(finding -> {
            Messages.text(finding.reason());
            Messages.text(finding.remedy());
        });
        return findings.stream()
                .map(finding -> finding.code() + " " + finding.severity())
                .toList();
    }

    /// The same key in the form that is named after its algorithm: PKCS#1 for RSA, SEC 1 for EC.
    static Secret traditional(Secret key, KeyKind kind) throws Exception {
        try (var reader = new PemReader(new StringReader(key.reveal()))) {
            var info = PrivateKeyInfo.getInstance(reader.readPemObject().getContent());
            var writer = new StringWriter();
            try (var pem = new PemWriter(writer)) {
                pem.writeObject(new PemObject(kind + " PRIVATE KEY", content(info, kind)));
            }
            return Secret.of(writer.toString());
        }
    }

    private static byte[] content(PrivateKeyInfo info, KeyKind kind) throws Exception {
        if (kind == KeyKind.RSA) {
            return info.parsePrivateKey().toASN1Primitive().getEncoded();
        }
        var bare = org.bouncycastle.asn1.sec.ECPrivateKey.getInstance(info.parsePrivateKey());
        return new org.bouncycastle.asn1.sec.ECPrivateKey(
                        256, bare.getKey(), info.getPrivateKeyAlgorithm().getParameters())
                .getEncoded();
    }
}
