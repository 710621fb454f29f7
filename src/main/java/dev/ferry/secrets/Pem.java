package dev.ferry.secrets;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.jspecify.annotations.Nullable;

/// PEM texts to Java's own certificates and keys, and back.
final class Pem {
    private Pem() {}

    /// Every certificate in the text, in order; other blocks are passed over.
    static List<X509Certificate> certificates(String pem) throws FailureException {
        try {
            var factory = CertificateFactory.getInstance("X.509");
            var certificates = new ArrayList<X509Certificate>();
            for (var block : blocks(pem)) {
                var content = new ByteArrayInputStream(block.getContent());
                switch (block.getType()) {
                    case "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE" ->
                        certificates.add((X509Certificate) factory.generateCertificate(content));
                    case "PKCS7" ->
                        factory.generateCertificates(content)
                                .forEach(certificate -> certificates.add((X509Certificate) certificate));
                    default -> {
                        // a key, parameters
                    }
                }
            }
            if (certificates.isEmpty()) {
                throw unreadable("secrets.certificate.missing", null);
            }
            return List.copyOf(certificates);
        } catch (GeneralSecurityException | IOException | IllegalArgumentException | IllegalStateException e) {
            throw unreadable("secrets.certificate.unreadable", e);
        }
    }

    /// The first private key in the text: PKCS#1, PKCS#8 or EC ("SEC 1"), unencrypted.
    static PrivateKey privateKey(Secret pem) throws FailureException {
        try {
            for (var block : blocks(pem.reveal())) {
                if (block.getType().endsWith("PRIVATE KEY")) {
                    return privateKey(block);
                }
            }
            throw unreadable("secrets.key.missing", null);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            // not as the cause: its message may quote what could not be read
            throw unreadable("secrets.key.unreadable", null);
        }
    }

    /// A key that was decrypted.
    static PrivateKey privateKey(PrivateKeyInfo info) throws IOException {
        try {
            return key(info);
        } catch (GeneralSecurityException e) {
            throw new IOException("no private key", e);
        }
    }

    static String text(X509Certificate certificate) {
        try {
            return text("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate without an encoding", e);
        }
    }

    static Secret text(PrivateKey key) {
        return Secret.of(text("PRIVATE KEY", key.getEncoded()));
    }

    private static String text(String type, byte[] content) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
    }

    private static PrivateKey privateKey(PemObject block)
            throws FailureException, GeneralSecurityException, IOException {
        if (block.getType().startsWith("ENCRYPTED") || !block.getHeaders().isEmpty()) {
            throw unreadable("secrets.key.encrypted", null);
        }
        var info = switch (block.getType()) {
            case "RSA PRIVATE KEY" -> rsa(block.getContent());
            case "EC PRIVATE KEY" -> ec(block.getContent());
            default -> PrivateKeyInfo.getInstance(block.getContent());
        };
        return key(info);
    }

    private static PrivateKey key(PrivateKeyInfo info) throws GeneralSecurityException, IOException {
        return KeyFactory.getInstance(algorithm(info)).generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    }

    private static PrivateKeyInfo rsa(byte[] content) throws IOException {
        var algorithm = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
        return new PrivateKeyInfo(algorithm, RSAPrivateKey.getInstance(ASN1Primitive.fromByteArray(content)));
    }

    private static PrivateKeyInfo ec(byte[] content) throws IOException {
        var key = ECPrivateKey.getInstance(ASN1Primitive.fromByteArray(content));
        var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject());
        return new PrivateKeyInfo(algorithm, key);
    }

    private static String algorithm(PrivateKeyInfo info) {
        var oid = info.getPrivateKeyAlgorithm().getAlgorithm();
        if (oid.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return "RSA";
        }
        return oid.equals(X9ObjectIdentifiers.id_ecPublicKey) ? "EC" : oid.getId();
    }

    private static List<PemObject> blocks(String pem) throws IOException {
        var blocks = new ArrayList<PemObject>();
        try (var reader = new PemReader(new StringReader(pem))) {
            for (var block = reader.readPemObject(); block != null; block = reader.readPemObject()) {
                blocks.add(block);
            }
        }
        return blocks;
    }

    private static FailureException unreadable(String key, @Nullable Exception cause) {
        var failure = new Failure(
                Failure.Kind.NEEDS_ATTENTION, "workstation", Message.of(key), "", Message.of(key + ".remedy"));
        return new FailureException(failure, cause);
    }
}
