package dev.ferry.ssh;

import dev.ferry.secrets.Secret;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A private key to log in with. A certificate beside it (`…-cert.pub`) is used as OpenSSH does.
///
/// @param file the private key file on the workstation: OpenSSH, PEM or PuTTY format
/// @param passphrase what opens it; null where the file is not encrypted
public record SshKey(Path file, @Nullable Secret passphrase) {
    public SshKey {
        Objects.requireNonNull(file);
    }

    /// A key whose file is not encrypted.
    public static SshKey of(Path file) {
        return new SshKey(file, null);
    }
}
