package dev.ferry.ssh;

import dev.ferry.secrets.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How to reach an SSH server and log in there.
///
/// What is given is tried in this order: the agent's keys, the key files, the password (as such, and as the
/// answer to a single hidden question).
///
/// @param host a name or an address, as the user gave it
/// @param port usually 22
/// @param user who logs in
/// @param keys private key files
/// @param agent the socket of an ssh-agent (`SSH_AUTH_SOCK`); null if none is to be asked
/// @param password null if there is none
/// @param hostKeys which host keys are believed
/// @param jumps the servers to go through, nearest first; their own `jumps` are not looked at
public record SshLogin(
        String host,
        int port,
        String user,
        List<SshKey> keys,
        @Nullable Path agent,
        @Nullable Secret password,
        HostKeyPolicy hostKeys,
        List<SshLogin> jumps) {
    public SshLogin {
        Objects.requireNonNull(host);
        Objects.requireNonNull(user);
        Objects.requireNonNull(hostKeys);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
        keys = List.copyOf(keys);
        jumps = List.copyOf(jumps);
    }

    /// A login with nothing to log in with yet.
    public static SshLogin of(String user, String host, int port, HostKeyPolicy hostKeys) {
        return new SshLogin(host, port, user, List.of(), null, null, hostKeys, List.of());
    }

    /// The same login with these private keys.
    public SshLogin withKeys(List<SshKey> keys) {
        return new SshLogin(host, port, user, keys, agent, password, hostKeys, jumps);
    }

    /// The same login with the keys that an ssh-agent holds.
    public SshLogin withAgent(Path agent) {
        return new SshLogin(host, port, user, keys, agent, password, hostKeys, jumps);
    }

    /// The same login with this password.
    public SshLogin withPassword(Secret password) {
        return new SshLogin(host, port, user, keys, agent, password, hostKeys, jumps);
    }

    /// The same login with these host keys believed.
    public SshLogin withHostKeys(HostKeyPolicy hostKeys) {
        return new SshLogin(host, port, user, keys, agent, password, hostKeys, jumps);
    }

    /// The same login through these servers, nearest first.
    public SshLogin through(List<SshLogin> jumps) {
        return new SshLogin(host, port, user, keys, agent, password, hostKeys, jumps);
    }
}
