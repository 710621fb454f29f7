package dev.ferry.ssh;

import dev.ferry.outcome.Failure;
import java.util.Optional;

/// A host key that is in no `known_hosts` file, and that a person may accept.
///
/// @param host the server, as it was called
/// @param port its port
/// @param type the key's type as OpenSSH names it
/// @param fingerprint `SHA256:` and unpadded base64
public record UnknownHostKey(String host, int port, String type, String fingerprint) {
    /// The cause of a failure for an unknown key, whose values are the server, the type and the
    /// fingerprint. A changed key has another cause: it is not to be accepted.
    static final String CAUSE = "ssh.hostkey.unknown";

    /// The key that a failure is about, if it is one that nobody knows yet.
    public static Optional<UnknownHostKey> of(Failure failure) {
        var cause = failure.cause();
        if (!cause.key().equals(CAUSE)) {
            return Optional.empty();
        }
        var server = cause.arguments().get(0);
        var colon = server.lastIndexOf(':');
        return Optional.of(new UnknownHostKey(
                server.substring(0, colon),
                Integer.parseInt(server.substring(colon + 1)),
                cause.arguments().get(1),
                cause.arguments().get(2)));
    }
}
