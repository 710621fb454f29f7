package dev.ferry.secrets;

import dev.ferry.outcome.FailureException;
import java.io.IOException;
import java.io.StringReader;
import java.security.PrivateKey;
import java.security.Provider;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;

/// The private key of a PEM file, encrypted or not: PKCS#8, PKCS#1, EC ("SEC 1"), and what OpenSSL wrote
/// before PKCS#8 (`Proc-Type: 4,ENCRYPTED`).
final class PemKeys {
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private PemKeys() {}

    /// The first private key of the file.
    ///
    /// @param password null if it is not encrypted; not looked at if it is not
    static PrivateKey read(Material material, @Nullable Secret password) throws FailureException {
        var text = material.text();
        if (!text.contains("PRIVATE KEY-----")) {
            throw material.failure(
                    text.contains("CERTIFICATE-----") ? "secrets.key.is-certificate" : "secrets.key.absent");
        }
        if (!isEncrypted(text)) {
            try {
                return Pem.privateKey(Secret.of(text));
            } catch (FailureException e) {
                throw material.located(e);
            }
        }
        if (password == null) {
            throw material.failure("secrets.key.password.missing");
        }
        try {
            return Pem.privateKey(decrypted(material, password.reveal().toCharArray()));
        } catch (IOException | PKCSException | OperatorCreationException | RuntimeException e) {
            // not as the cause: its message may quote what could not be read
            throw material.failure("secrets.key.password.wrong");
        }
    }

    // The first key counts, as it does for the unencrypted ones.
    private static boolean isEncrypted(String text) {
        var end = text.indexOf("-----END ", text.indexOf("PRIVATE KEY-----"));
        var first = end < 0 ? text : text.substring(0, end);
        return first.contains("BEGIN ENCRYPTED PRIVATE KEY-----") || first.contains("Proc-Type: 4,ENCRYPTED");
    }

    private static PrivateKeyInfo decrypted(Material material, char[] password)
            throws IOException, PKCSException, OperatorCreationException {
        try (var parser = new PEMParser(new StringReader(material.text()))) {
            for (var found = parser.readObject(); found != null; found = parser.readObject()) {
                if (found instanceof PKCS8EncryptedPrivateKeyInfo info) {
                    return info.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                            .setProvider(BOUNCY_CASTLE)
                            .build(password));
                } else if (found instanceof PEMEncryptedKeyPair pair) {
                    return pair.decryptKeyPair(new JcePEMDecryptorProviderBuilder()
                                    .setProvider(BOUNCY_CASTLE)
                                    .build(password))
                            .getPrivateKeyInfo();
                }
            }
        }
        throw new IOException("no encrypted key");
    }
}
