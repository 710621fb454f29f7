package dev.ferry.secrets;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate authority of one's own, for the sandbox and for tests.
public final class Authority {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final X500Name name;
    private final KeyKind kind;
    private final KeyPair keys;
    private final X509Certificate certificate;

    private Authority(String name, KeyKind kind, Validity validity) throws GeneralSecurityException {
        this.name = named(name);
        this.kind = kind;
        this.keys = kind.generate();
        this.certificate = sign(this.name, keys.getPublic(), validity, builder -> {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        });
    }

    /// What keys are made of.
    public enum KeyKind {
        /// 2048 bits; what Cassandra 3.11 with its default cipher suites needs.
        RSA("SHA256withRSA", 2048),
        /// The curve P-256.
        EC("SHA256withECDSA", 256);

        private final String signature;
        private final int bits;

        KeyKind(String signature, int bits) {
            this.signature = signature;
            this.bits = bits;
        }

        private KeyPair generate() throws GeneralSecurityException {
            var generator = KeyPairGenerator.getInstance(name());
            generator.initialize(bits);
            return generator.generateKeyPair();
        }
    }

    /// A new authority that signs itself.
    ///
    /// @param name its common name
    public static Authority create(String name, KeyKind kind, Validity validity) {
        try {
            return new Authority(name, kind, validity);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no " + kind + " in this JDK", e);
        }
    }

    /// Its certificate.
    public String pem() {
        return Pem.text(certificate);
    }

    /// A certificate for a node: usage server and client, because nodes connect to each other.
    ///
    /// @param name the common name
    /// @param addresses host names and IP addresses that it is valid for
    public KeyPairPem issueServer(String name, List<String> addresses, Validity validity) {
        var names =
                new GeneralNames(addresses.stream().map(Authority::generalName).toArray(GeneralName[]::new));
        return issue(name, validity, builder -> {
            builder.addExtension(Extension.subjectAlternativeName, false, names);
            usage(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth).addTo(builder);
        });
    }

    /// A certificate for a client, usage client only.
    public KeyPairPem issueClient(String name, Validity validity) {
        return issue(name, validity, usage(KeyPurposeId.id_kp_clientAuth));
    }

    /// A certificate that cannot be shown by a client.
    KeyPairPem issueServerOnly(String name, Validity validity) {
        return issue(name, validity, usage(KeyPurposeId.id_kp_serverAuth));
    }

    private KeyPairPem issue(String name, Validity validity, Extensions extensions) {
        try {
            var pair = kind.generate();
            var signed = sign(named(name), pair.getPublic(), validity, builder -> {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
                builder.addExtension(
                        Extension.keyUsage,
                        true,
                        new KeyUsage(KeyUsage.digitalSignature | (kind == KeyKind.RSA ? KeyUsage.keyEncipherment : 0)));
                extensions.addTo(builder);
            });
            return new KeyPairPem(Pem.text(signed), Pem.text(pair.getPrivate()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no " + kind + " in this JDK", e);
        }
    }

    private X509Certificate sign(X500Name subject, PublicKey key, Validity validity, Extensions extensions)
            throws GeneralSecurityException {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    name,
                    new BigInteger(127, RANDOM).setBit(126),
                    Date.from(validity.from()),
                    Date.from(validity.until()),
                    subject,
                    key);
            var identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    identifiers.createAuthorityKeyIdentifier(keys.getPublic()));
            builder.addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
            extensions.addTo(builder);
            var signer = new JcaContentSignerBuilder(kind.signature).build(keys.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("a certificate that cannot be made", e);
        }
    }

    private static X500Name named(String name) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
    }

    private static GeneralName generalName(String address) {
        try {
            var literal = InetAddress.ofLiteral(address).getHostAddress();
            return new GeneralName(GeneralName.iPAddress, literal);
        } catch (IllegalArgumentException e) {
            return new GeneralName(GeneralName.dNSName, address);
        }
    }

    private static Extensions usage(KeyPurposeId... purposes) {
        return builder -> builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
    }

    private interface Extensions {
        void addTo(X509v3CertificateBuilder builder) throws IOException;
    }
}
