package dev.ferry.ssh;

import dev.ferry.secrets.Secret;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A private key to log in with. A certificate beside it (`…-cert.pub`) is used as OpenSSH does.
///
/// @param file the private key file on the workstation: OpenSSH, PEM or PuTTY format
/// @param passphrase what opens it; null where the file is not encrypted
/// @param certificate an OpenSSH user certificate that lies elsewhere; null for the one beside the key, if
///     any
public record SshKey(
        Path file, @Nullable Secret passphrase, @Nullable Path certificate) {
    public SshKey {
        Objects.requireNonNull(file);
    }

    /// A key without a certificate of another place.
    public SshKey(Path file, @Nullable Secret passphrase) {
        this(file, passphrase, null);
    }

    /// A key whose file is not encrypted.
    public static SshKey of(Path file) {
        return new SshKey(file, null);
    }

    /// The same key with the user certificate of a file.
    public SshKey with(@Nullable Path certificate) {
        return new SshKey(file, passphrase, certificate);
    }
}
