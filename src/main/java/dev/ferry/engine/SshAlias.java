package dev.ferry.engine;

import java.util.List;
import java.util.Objects;

/// A host that the user's OpenSSH configuration knows by a name of its own.
///
/// @param name the alias
/// @param host the name or address behind it
/// @param user who logs in there; empty if the configuration does not say
/// @param port the SSH port
/// @param keys paths of the private keys that the configuration names and that exist
/// @param jumps the servers to go through, nearest first: `[user@]host[:port]`
public record SshAlias(String name, String host, String user, int port, List<String> keys, List<String> jumps) {
    public SshAlias {
        Objects.requireNonNull(name);
        Objects.requireNonNull(host);
        Objects.requireNonNull(user);
        keys = List.copyOf(keys);
        jumps = List.copyOf(jumps);
    }
}
