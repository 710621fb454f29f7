package dev.ferry.ssh;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import dev.ferry.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;

/// An OpenSSH user certificate (PROTOCOL.certkeys): a public key that an authority has signed for some
/// users and some time.
///
/// @param file where it was read
/// @param blob the certificate as it is sent
/// @param key the public key in it, as RFC 4253 writes it
/// @param kind for whom
/// @param principals for whom it is meant; none for everybody
/// @param from it is good from then on
/// @param until it is good no longer from then on
record UserCertificate(
        Path file, byte[] blob, byte[] key, Kind kind, List<String> principals, Instant from, Instant until) {

    /// For whom an authority has signed.
    enum Kind {
        USER,
        HOST
    }

    /// Reads a certificate: one line of type, base64 and comment.
    ///
    /// @throws IOException also if it is none
    static UserCertificate read(Path file) throws IOException {
        var words = Files.readString(file).strip().split("\\s+");
        if (words.length < 2 || !words[0].contains("-cert-v01@")) {
            throw new IOException("not a certificate of OpenSSH");
        }
        try {
            var blob = Base64.getDecoder().decode(words[1]);
            if (new Buffer.PlainBuffer(blob).readPublicKey() instanceof Certificate<? extends PublicKey> read) {
                return new UserCertificate(
                        file,
                        blob,
                        new Buffer.PlainBuffer().putPublicKey(read.getKey()).getCompactData(),
                        read.getType() == 2 ? Kind.HOST : Kind.USER,
                        List.copyOf(read.getValidPrincipals()),
                        read.getValidAfter().toInstant(),
                        read.getValidBefore().toInstant());
            }
            throw new IOException("not a certificate: " + words[0]);
        } catch (Buffer.BufferException | RuntimeException e) {
            throw new IOException("the certificate cannot be read: " + Hop.said(e), e);
        }
    }

    /// Whether it is a key's certificate.
    boolean isOf(byte[] publicKey) {
        return Arrays.equals(key, publicKey);
    }

    /// What may be wrong with it after a server refused it. (A server may well map other principals to a
    /// user, and clocks differ: so it is tried first.)
    Optional<Message> flaw(String user, Instant now) {
        if (!now.isBefore(until)) {
            return Optional.of(Message.of("ssh.certificate.expired", file, until));
        }
        if (now.isBefore(from)) {
            return Optional.of(Message.of("ssh.certificate.early", file, from));
        }
        if (!principals.isEmpty() && !principals.contains(user)) {
            return Optional.of(Message.of("ssh.certificate.principal", file, String.join(", ", principals), user));
        }
        return Optional.empty();
    }
}
