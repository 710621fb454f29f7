package dev.ferry.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Authority.KeyKind;
import dev.ferry.text.Messages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files as DBAs have them: made by Ferry's own means, by the JDK, and by OpenSSL where there is one.
class CertificateFilesTest {
    private static final Validity DAY = Validity.next(Duration.ofDays(1));
    private static final String WORD = "open sesame";
    private static final Secret PASSWORD = Secret.of(WORD);
    private static final Secret WRONG = Secret.of("close sesame");

    private static Authority authority;
    private static Authority other;
    private static KeyPairPem client;

    @TempDir
    private Path folder;

    @BeforeAll
    static void issue() {
        authority = Authority.create("Lab CA", KeyKind.RSA, DAY);
        other = Authority.create("Other CA", KeyKind.EC, DAY);
        client = authority.issueClient("loader", DAY);
    }

    @Test
    void readsEveryAuthorityOfABundle() throws Exception {
        var file = write("bundle.pem", "# our two authorities\n" + authority.pem() + "\n" + other.pem());
        assertEquals(List.of(authority.pem(), other.pem()), CertificateFiles.authorities(file, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JKS", "PKCS12", "JCEKS"})
    void readsTrustStoresWhateverTheirNames(String type) throws Exception {
        var store = empty(type);
        store.setCertificateEntry("one", Pem.certificates(authority.pem()).getFirst());
        store.setCertificateEntry("two", Pem.certificates(other.pem()).getFirst());
        var file = write("truststore.whatever", store);
        var found = CertificateFiles.authorities(file, PASSWORD);
        assertEquals(
                List.of(authority.pem(), other.pem()).stream().sorted().toList(),
                found.stream().sorted().toList());
        assertEquals("secrets.store.password.wrong", key(() -> CertificateFiles.authorities(file, WRONG)));
    }

    @Test
    void aTrustStoreOfTheOldKindOpensWithoutItsPassword() throws Exception {
        var store = empty("JKS");
        store.setCertificateEntry("one", Pem.certificates(authority.pem()).getFirst());
        assertEquals(List.of(authority.pem()), CertificateFiles.authorities(write("t.jks", store), null));
        var encrypted = empty("PKCS12");
        encrypted.setCertificateEntry("one", Pem.certificates(authority.pem()).getFirst());
        var file = write("t.p12", encrypted);
        assertEquals("secrets.store.password.missing", key(() -> CertificateFiles.authorities(file, null)));
    }

    @Test
    void theAuthoritiesOfAKeyStoreAreThoseOfItsChain() throws Exception {
        var file = write("client.p12", keyStore("PKCS12", "loader"));
        assertEquals(List.of(authority.pem()), CertificateFiles.authorities(file, PASSWORD));
    }

    @Test
    void knowsThePublicAuthorities() throws Exception {
        var all = CertificateFiles.publicAuthorities();
        assertTrue(all.size() > 50, "only " + all.size());
        assertFalse(Certificates.describe(all.getFirst()).getFirst().subject().isBlank());
    }

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void readsACertificateWithItsKey(KeyKind kind) throws Exception {
        var pair = Authority.create("CA", kind, DAY).issueClient("loader", DAY);
        var apart = CertificateFiles.own(write("c.pem", pair.certificate()), write("k.pem", reveal(pair)), null);
        assertEquals(pair, apart);
        var together = CertificateFiles.own(write("both.pem", reveal(pair) + pair.certificate()), null, null);
        assertEquals(pair, together);
    }

    @Test
    void putsOurOwnCertificateFirstAndItsIssuersBehind() throws Exception {
        var file = write("chain.pem", other.pem() + authority.pem() + client.certificate());
        var read = CertificateFiles.own(file, write("k.pem", reveal(client)), null);
        assertEquals(client.certificate() + authority.pem() + other.pem(), read.certificate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"JKS", "PKCS12", "JCEKS"})
    void readsKeyAndChainOfAStore(String type) throws Exception {
        var file = write("keystore", keyStore(type, "loader"));
        var read = CertificateFiles.own(file, null, PASSWORD);
        assertEquals(client.certificate() + authority.pem(), read.certificate());
        assertEquals(client.key(), read.key());
        assertEquals("secrets.store.password.wrong", key(() -> CertificateFiles.own(file, null, WRONG)));
        assertEquals("secrets.store.password.missing", key(() -> CertificateFiles.own(file, null, null)));
        var key = write("k.pem", reveal(client));
        assertEquals("secrets.store.and-key", key(() -> CertificateFiles.own(file, key, PASSWORD)));
    }

    @Test
    void listsTheKeysAmongWhichItDoesNotChoose() throws Exception {
        var file = write("two.p12", keyStore("PKCS12", "loader", "node"));
        var failure = failure(() -> CertificateFiles.own(file, null, PASSWORD));
        assertEquals("secrets.store.keys", failure.cause().key());
        assertEquals("loader, node", failure.evidence());
    }

    @Test
    void tellsATrustStoreFromAKeyStore() throws Exception {
        var store = empty("JKS");
        store.setCertificateEntry("ca", Pem.certificates(authority.pem()).getFirst());
        var file = write("t.jks", store);
        assertEquals("secrets.store.no-key", key(() -> CertificateFiles.own(file, null, PASSWORD)));
        var self = empty("JKS");
        var leaf = Pem.certificates(client.certificate()).toArray(X509Certificate[]::new);
        self.setKeyEntry("loader", Pem.privateKey(client.key()), WORD.toCharArray(), leaf);
        var keys = write("k.jks", self);
        assertEquals("secrets.store.no-authority", key(() -> CertificateFiles.authorities(keys, PASSWORD)));
    }

    @Test
    void aKeyMayHaveAPasswordOfItsOwn() throws Exception {
        var store = empty("JKS");
        var chain = Pem.certificates(client.certificate()).toArray(X509Certificate[]::new);
        store.setKeyEntry("loader", Pem.privateKey(client.key()), "something else".toCharArray(), chain);
        var file = write("k.jks", store);
        assertEquals("secrets.store.key-password", key(() -> CertificateFiles.own(file, null, PASSWORD)));
    }

    @Test
    void aKeyOfAnotherCertificateIsNotTaken() throws Exception {
        var certificate = write("c.pem", client.certificate());
        var key = write("k.pem", reveal(authority.issueClient("another", DAY)));
        var failure = failure(() -> CertificateFiles.own(certificate, key, null));
        assertEquals("secrets.certificate.wrong-key", failure.cause().key());
        assertEquals("CN=loader", failure.evidence());
    }

    @Test
    void noticesThatTwoFilesWereExchanged() throws Exception {
        var certificate = write("c.pem", client.certificate());
        var key = write("k.pem", reveal(client));
        assertEquals("secrets.certificate.is-key", key(() -> CertificateFiles.own(key, certificate, null)));
        assertEquals("secrets.key.is-certificate", key(() -> CertificateFiles.own(certificate, certificate, null)));
        assertEquals("secrets.key.is-certificate", key(() -> CertificateFiles.own(certificate, null, null)));
        assertEquals("secrets.certificate.is-key", key(() -> CertificateFiles.authorities(key, null)));
        var store = write("k.p12", keyStore("PKCS12", "loader"));
        assertEquals("secrets.store.for-key", key(() -> CertificateFiles.own(certificate, store, PASSWORD)));
    }

    @ParameterizedTest
    @CsvSource({"'', secrets.material.empty", "'  \n', secrets.material.empty", "hello, secrets.material.unknown"})
    void saysWhatAFileIsNot(String content, String expected) throws Exception {
        var file = write("x", content);
        assertEquals(expected, key(() -> CertificateFiles.authorities(file, null)));
        assertEquals(expected, key(() -> CertificateFiles.own(file, null, null)));
    }

    @Test
    void saysThatAFileIsDerOrMissingOrDamaged() throws Exception {
        var der = Files.write(
                folder.resolve("ca.der"),
                Pem.certificates(authority.pem()).getFirst().getEncoded());
        assertEquals("secrets.material.der", key(() -> CertificateFiles.authorities(der, null)));
        var missing = folder.resolve("none.pem");
        assertEquals("secrets.material.unreadable", key(() -> CertificateFiles.authorities(missing, null)));
        var bytes = Files.readAllBytes(write("k.jks", keyStore("JKS", "loader")));
        var half = Files.write(folder.resolve("half.jks"), Arrays.copyOf(bytes, bytes.length / 2));
        assertEquals("secrets.store.unreadable", key(() -> CertificateFiles.own(half, null, PASSWORD)));
        var damaged = write("d.pem", authority.pem().replace("MII", "MIX"));
        assertEquals("secrets.certificate.unreadable", key(() -> CertificateFiles.authorities(damaged, null)));
    }

    @Test
    void everyFailureNamesTheFileAndTheNextStep() throws Exception {
        var file = write("x", "hello");
        var failure = failure(() -> CertificateFiles.authorities(file, null));
        assertEquals("workstation → " + file, failure.hop());
        assertTrue(Messages.text(failure.cause()).contains(file.toString()));
        assertFalse(Messages.text(failure.remedy()).isBlank());
        assertFalse(failure.evidence().isBlank());
    }

    @Test
    void refusesACertificateThatIsNotInForce() throws Exception {
        var now = Instant.now();
        Certificates.requireInForce(client, now);
        assertEquals(
                "secrets.certificate.expired",
                key(() -> Certificates.requireInForce(client, now.plus(Duration.ofDays(2)))));
        assertEquals(
                "secrets.certificate.not-yet-valid",
                key(() -> Certificates.requireInForce(client, now.minus(Duration.ofDays(2)))));
    }

    // What OpenSSL writes, and how: each row a file that is in use somewhere.
    @ParameterizedTest
    @CsvSource({
        "RSA, pkcs8 -topk8 -v2 aes-256-cbc, ENCRYPTED PRIVATE KEY",
        "EC, pkcs8 -topk8 -v2 aes-256-cbc, ENCRYPTED PRIVATE KEY",
        "RSA, pkcs8 -topk8 -v1 PBE-SHA1-3DES, ENCRYPTED PRIVATE KEY",
        "RSA, pkcs8 -topk8 -scrypt, ENCRYPTED PRIVATE KEY",
        "RSA, rsa -aes256 -traditional, RSA PRIVATE KEY",
        "RSA, rsa -des3 -traditional, RSA PRIVATE KEY",
        "EC, ec -aes128, EC PRIVATE KEY"
    })
    void decryptsTheKeysOfOpenSsl(KeyKind kind, String command, String header) throws Exception {
        var pair = Authority.create("CA", kind, DAY).issueClient("loader", DAY);
        var plain = write("plain.pem", reveal(pair));
        var key = folder.resolve("key.pem");
        openssl(command + " -in " + plain + " -out " + key + " -passout pass:sesame");
        assertTrue(Files.readString(key).contains("BEGIN " + header), Files.readString(key));
        var certificate = write("c.pem", pair.certificate());
        var read = CertificateFiles.own(certificate, key, Secret.of("sesame"));
        assertEquals(pair.certificate(), read.certificate());
        assertFalse(read.key().reveal().contains("ENCRYPTED"));
        assertEquals("secrets.key.password.wrong", key(() -> CertificateFiles.own(certificate, key, WRONG)));
        assertEquals("secrets.key.password.missing", key(() -> CertificateFiles.own(certificate, key, null)));
    }

    @ParameterizedTest
    @CsvSource({"RSA, rsa -traditional, RSA PRIVATE KEY", "EC, ec, EC PRIVATE KEY"})
    void readsTheOlderForms(KeyKind kind, String command, String header) throws Exception {
        var pair = Authority.create("CA", kind, DAY).issueClient("loader", DAY);
        var key = folder.resolve("key.pem");
        openssl(command + " -in " + write("plain.pem", reveal(pair)) + " -out " + key);
        assertTrue(Files.readString(key).contains("BEGIN " + header));
        assertEquals(
                pair.certificate(),
                CertificateFiles.own(write("c.pem", pair.certificate()), key, null)
                        .certificate());
    }

    // Java itself sees no certificate in the second store of each: OpenSSL does not mark them as trusted.
    @ParameterizedTest
    @ValueSource(strings = {"", "-legacy", "-certpbe NONE"})
    void readsTheStoresOfOpenSsl(String options) throws Exception {
        var ca = write("ca.pem", authority.pem());
        var certificate = write("c.pem", client.certificate());
        var key = write("k.pem", reveal(client));
        var store = folder.resolve("client.p12");
        openssl("pkcs12 -export " + options + " -in " + certificate + " -inkey " + key + " -certfile " + ca + " -out "
                + store + " -passout pass:sesame");
        var read = CertificateFiles.own(store, null, Secret.of("sesame"));
        assertEquals(client.certificate() + authority.pem(), read.certificate());
        assertEquals(client.key(), read.key());
        assertEquals(List.of(authority.pem()), CertificateFiles.authorities(store, Secret.of("sesame")));
        assertEquals("secrets.store.password.wrong", key(() -> CertificateFiles.own(store, null, WRONG)));
        var trust = folder.resolve("trust.p12");
        openssl("pkcs12 -export " + options + " -nokeys -in " + ca + " -out " + trust + " -passout pass:sesame");
        assertEquals(List.of(authority.pem()), CertificateFiles.authorities(trust, Secret.of("sesame")));
    }

    private static void openssl(String arguments) throws Exception {
        var command = new ArrayList<>(List.of("openssl"));
        for (var word : arguments.split(" ")) {
            if (!word.isEmpty()) {
                command.add(word);
            }
        }
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            Assumptions.abort("no openssl here: " + e.getMessage());
            return;
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), said);
    }

    private static KeyStore keyStore(String type, String... aliases) throws Exception {
        var store = empty(type);
        var chain = new ArrayList<>(Pem.certificates(client.certificate()));
        chain.addAll(Pem.certificates(authority.pem()));
        for (var alias : aliases) {
            store.setKeyEntry(
                    alias, Pem.privateKey(client.key()), WORD.toCharArray(), chain.toArray(X509Certificate[]::new));
        }
        return store;
    }

    private static KeyStore empty(String type) throws Exception {
        var store = KeyStore.getInstance(type);
        store.load(null, null);
        return store;
    }

    private Path write(String name, KeyStore store) throws Exception {
        var bytes = new ByteArrayOutputStream();
        store.store(bytes, WORD.toCharArray());
        return Files.write(folder.resolve(name), bytes.toByteArray());
    }

    private Path write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String reveal(KeyPairPem pair) {
        return pair.key().reveal();
    }

    private static String key(Executable executable) {
        return failure(executable).cause().key();
    }

    private static Failure failure(Executable executable) {
        return assertThrows(FailureException.class, executable).failure();
    }
}
