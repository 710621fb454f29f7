package dev.ferry.loader;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate authority for tests, and stores with what it signs.
final class Authority {
    static final char[] PASSWORD = "store-password".toCharArray();

    private final KeyPair keys = keys();

    private final X500Principal name;

    private final X509Certificate certificate;

    Authority(String name) throws Exception {
        this.name = new X500Principal("CN=" + name);
        certificate = sign(this.name, keys, Duration.ofDays(-1), Duration.ofDays(1), true);
    }

    /// A key store with a certificate valid from now plus the one to now plus the other.
    KeyStore issue(String subject, Duration from, Duration to) throws Exception {
        var pair = keys();
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        var signed = sign(new X500Principal("CN=" + subject), pair, from, to, false);
        store.setKeyEntry("own", pair.getPrivate(), PASSWORD, new Certificate[] {signed, certificate});
        return store;
    }

    KeyStore issue(String subject) throws Exception {
        return issue(subject, Duration.ofDays(-1), Duration.ofDays(1));
    }

    /// A trust store with this authority alone.
    KeyStore trust() throws Exception {
        var store = KeyStore.getInstance("JKS");
        store.load(null, PASSWORD);
        store.setCertificateEntry("ca", certificate);
        return store;
    }

    static byte[] bytes(KeyStore store) throws Exception {
        var out = new ByteArrayOutputStream();
        store.store(out, PASSWORD);
        return out.toByteArray();
    }

    private X509Certificate sign(X500Principal subject, KeyPair pair, Duration from, Duration to, boolean isAuthority)
            throws Exception {
        var now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(64, new SecureRandom()),
                Date.from(now.plus(from)),
                Date.from(now.plus(to)),
                subject,
                pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private static KeyPair keys() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
