package dev.ferry.engine;

import java.util.Objects;

/// A host key that nobody has vouched for yet. To accept it, its fingerprint is added to the accepted ones
/// of the source's settings.
///
/// @param host the SSH server, as it was called
/// @param port its port
/// @param type the key's type as OpenSSH names it: `ssh-ed25519`, `ecdsa-sha2-nistp256`, …
/// @param fingerprint as OpenSSH prints it: `SHA256:` and base64
public record HostKey(String host, int port, String type, String fingerprint) {
    public HostKey {
        Objects.requireNonNull(host);
        Objects.requireNonNull(type);
        Objects.requireNonNull(fingerprint);
    }

    /// The server's name for people.
    public String place() {
        return host + ":" + port;
    }
}
