package dev.ferry.ssh;

import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyV1KeyFile;
import dev.ferry.secrets.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.signature.Signature;
import net.schmizz.sshj.signature.SignatureECDSA;
import net.schmizz.sshj.signature.SignatureRSA;
import net.schmizz.sshj.userauth.keyprovider.FileKeyProvider;
import net.schmizz.sshj.userauth.keyprovider.PKCS8KeyFile;
import net.schmizz.sshj.userauth.keyprovider.PuTTYKeyFile;
import net.schmizz.sshj.userauth.password.PasswordUtils;
import org.jspecify.annotations.Nullable;

/// A private key file as it was read, opened or not.
///
/// The library would take a public key that lies beside it for its own, and not notice an old one: here the
/// public half comes out of the file itself.
final class KeyFile {
    private static final Pattern OPENSSH =
            Pattern.compile("-----BEGIN OPENSSH PRIVATE KEY-----(.*?)-----END", Pattern.DOTALL);
    private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);

    private final String text;
    private final Form form;
    private final boolean isEncrypted;
    private final byte @Nullable [] blob;

    private KeyFile(String text, Form form, boolean isEncrypted, byte @Nullable [] blob) {
        this.text = text;
        this.form = form;
        this.isEncrypted = isEncrypted;
        this.blob = blob;
    }

    private enum Form {
        OPENSSH,
        PEM,
        PUTTY
    }

    /// Why a key cannot be used; the message key of the cause.
    static final class Unusable extends IOException {
        private static final long serialVersionUID = 1;

        private final String cause;

        Unusable(String cause, String evidence, @Nullable Throwable reason) {
            super(evidence, reason);
            this.cause = cause;
        }

        String cause() {
            return cause;
        }
    }

    /// A key that can sign.
    ///
    /// @param blob its public half, as RFC 4253 writes it
    record Opened(byte[] blob, PrivateKey key) implements KeyLogin.Signer {
        @Override
        public byte[] sign(String algorithm, byte[] content) throws IOException {
            try {
                var signature = signature(algorithm);
                signature.initSign(key);
                signature.update(content);
                var encoded = signature.encode(signature.sign());
                return new Buffer.PlainBuffer()
                        .putString(algorithm)
                        .putBytes(encoded)
                        .getCompactData();
            } catch (RuntimeException e) {
                throw new IOException("the key did not sign with " + algorithm, e);
            }
        }

        private static Signature signature(String algorithm) throws IOException {
            Factory<Signature> factory = switch (algorithm) {
                case "ssh-ed25519" -> new com.hierynomus.sshj.signature.SignatureEdDSA.Factory();
                case "ecdsa-sha2-nistp256" -> new SignatureECDSA.Factory256();
                case "ecdsa-sha2-nistp384" -> new SignatureECDSA.Factory384();
                case "ecdsa-sha2-nistp521" -> new SignatureECDSA.Factory521();
                case "rsa-sha2-512" -> new SignatureRSA.FactoryRSASHA512();
                case "ssh-rsa" -> new SignatureRSA.FactorySSHRSA();
                default -> throw new IOException("no signatures of " + algorithm);
            };
            return factory.create();
        }
    }

    /// Reads a key file as far as that goes without its pass phrase.
    static KeyFile read(SshKey key) throws Unusable {
        String text;
        try {
            text = Files.readString(key.file(), StandardCharsets.ISO_8859_1).strip();
        } catch (NoSuchFileException e) {
            throw new Unusable("ssh.key.missing", "", e);
        } catch (IOException e) {
            throw new Unusable("ssh.key.denied", Hop.said(e), e);
        }
        if (text.matches(
                "(?s)(ssh|ecdsa|sk)-\\S+ AAAA.*|---- BEGIN SSH2 PUBLIC KEY.*|-----BEGIN (RSA )?PUBLIC KEY.*")) {
            throw new Unusable("ssh.key.public", text.lines().findFirst().orElse(""), null);
        }
        var openSsh = OPENSSH.matcher(text);
        if (openSsh.find()) {
            return openSsh(text, openSsh.group(1));
        }
        if (text.startsWith("PuTTY-User-Key-File-")) {
            return new KeyFile(text, Form.PUTTY, !text.contains("Encryption: none"), null);
        }
        if (text.contains("PRIVATE KEY-----")) {
            return new KeyFile(text, Form.PEM, text.contains("ENCRYPTED"), null);
        }
        throw new Unusable("ssh.key.unreadable", "", null);
    }

    /// OpenSSH's PROTOCOL.key: magic, cipher, key derivation and its options, the number of keys, the
    /// public key.
    private static KeyFile openSsh(String text, String base64) throws Unusable {
        try {
            var buffer = new Buffer.PlainBuffer(Base64.getMimeDecoder().decode(base64));
            buffer.readRawBytes(new byte[MAGIC.length]);
            var cipher = buffer.readString();
            buffer.readString();
            buffer.readBytes();
            buffer.readUInt32();
            var blob = buffer.readBytes();
            var type = KeyLogin.type(blob);
            if (type.startsWith("sk-")) {
                throw new Unusable("ssh.key.security", type, null);
            }
            if (KeyType.fromString(type) == KeyType.UNKNOWN || type.equals("ssh-dss")) {
                throw new Unusable("ssh.key.unsupported", type, null);
            }
            return new KeyFile(text, Form.OPENSSH, !cipher.equals("none"), blob);
        } catch (Unusable e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new Unusable("ssh.key.unreadable", Hop.said(e), e);
        }
    }

    /// The public half, where the file tells it without a pass phrase.
    Optional<byte[]> blob() {
        return Optional.ofNullable(blob);
    }

    /// Whether a pass phrase is needed.
    boolean isEncrypted() {
        return isEncrypted;
    }

    /// Opens it.
    Opened open(@Nullable Secret passphrase) throws Unusable {
        if (isEncrypted && passphrase == null) {
            throw new Unusable("ssh.key.passphrase.missing", "", null);
        }
        try {
            var provider = provider();
            provider.init(
                    text,
                    null,
                    passphrase == null || !isEncrypted
                            ? null
                            : PasswordUtils.createOneOff(passphrase.reveal().toCharArray()));
            var key = provider.getPrivate();
            var publicHalf = new Buffer.PlainBuffer().putPublicKey(provider.getPublic());
            var opened = new Opened(publicHalf.getCompactData(), key);
            if (KeyLogin.type(opened.blob()).equals("ssh-dss")) {
                throw new Unusable("ssh.key.unsupported", "ssh-dss", null);
            }
            return opened;
        } catch (Unusable e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new Unusable(reason(e), Hop.said(e), e);
        }
    }

    private FileKeyProvider provider() {
        return switch (form) {
            case OPENSSH -> new OpenSSHKeyV1KeyFile();
            case PEM -> new PKCS8KeyFile();
            case PUTTY -> new PuTTYKeyFile();
        };
    }

    private String reason(Exception e) {
        var said = Hop.said(e);
        if (said.contains("not supported") || said.contains("not available") || said.contains("Unknown key type")) {
            return "ssh.key.unsupported";
        }
        return isEncrypted ? "ssh.key.passphrase.wrong" : "ssh.key.unreadable";
    }
}
