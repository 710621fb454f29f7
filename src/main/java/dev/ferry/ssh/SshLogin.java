package dev.ferry.ssh;

import dev.ferry.secrets.Answering;
import dev.ferry.secrets.Secret;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How to reach an SSH server and log in there.
///
/// What is given is tried in this order: the key files (the agent signs for those that it holds), the
/// agent's other keys, the password (as such, and as the answer to a single hidden question), the answers
/// to whatever else the server asks. A kind of login that is not among the chosen ones is never tried.
///
/// @param host a name or an address: what is connected to
/// @param port usually 22
/// @param user who logs in
/// @param kinds the kinds of login that may be tried
/// @param keys private key files
/// @param agent the socket of an ssh-agent (`SSH_AUTH_SOCK`); null if none is to be asked
/// @param password null if there is none
/// @param answering answers the server's questions
/// @param hostKeys which host keys are believed
/// @param name under which its host key is looked for; null for `host` and `port`
/// @param algorithms what it may speak
/// @param jumps the servers to go through, nearest first; their own `jumps` are not looked at
public record SshLogin(
        String host,
        int port,
        String user,
        Set<Kind> kinds,
        List<SshKey> keys,
        @Nullable Path agent,
        @Nullable Secret password,
        Answering answering,
        HostKeyPolicy hostKeys,
        @Nullable String name,
        Offer algorithms,
        List<SshLogin> jumps) {
    public SshLogin {
        Objects.requireNonNull(host);
        Objects.requireNonNull(user);
        Objects.requireNonNull(answering);
        Objects.requireNonNull(hostKeys);
        Objects.requireNonNull(algorithms);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
        kinds = Set.copyOf(kinds);
        keys = List.copyOf(keys);
        jumps = List.copyOf(jumps);
    }

    /// A kind of login.
    public enum Kind {
        KEY,
        AGENT,
        PASSWORD,
        QUESTIONS
    }

    /// Which algorithms are offered to a server.
    public enum Offer {
        /// What OpenSSH offers today.
        CURRENT,
        /// Also what it has given up, for a server that knows nothing better: SHA-1, CBC.
        LEGACY
    }

    /// A login with nothing to log in with yet, by any kind.
    public static SshLogin of(String user, String host, int port, HostKeyPolicy hostKeys) {
        return new SshLogin(
                host,
                port,
                user,
                EnumSet.allOf(Kind.class),
                List.of(),
                null,
                null,
                Answering.NOBODY,
                hostKeys,
                null,
                Offer.CURRENT,
                List.of());
    }

    /// The same login by these kinds alone.
    public SshLogin by(Set<Kind> kinds) {
        return new SshLogin(
                host, port, user, kinds, keys, agent, password, answering, hostKeys, name, algorithms, jumps);
    }

    /// The same login with these private keys.
    public SshLogin withKeys(List<SshKey> keys) {
        return new SshLogin(
                host, port, user, kinds, keys, agent, password, answering, hostKeys, name, algorithms, jumps);
    }

    /// The same login with the keys that an ssh-agent holds.
    public SshLogin withAgent(Path agent) {
        return new SshLogin(
                host, port, user, kinds, keys, agent, password, answering, hostKeys, name, algorithms, jumps);
    }

    /// The same login with this password.
    public SshLogin withPassword(Secret password) {
        return new SshLogin(
                host, port, user, kinds, keys, agent, password, answering, hostKeys, name, algorithms, jumps);
    }

    /// The same login with somebody who answers the server's questions.
    public SshLogin withAnswering(Answering answering) {
        return new SshLogin(
                host, port, user, kinds, keys, agent, password, answering, hostKeys, name, algorithms, jumps);
    }

    /// The same login with these host keys believed.
    public SshLogin withHostKeys(HostKeyPolicy hostKeys) {
        return new SshLogin(
                host, port, user, kinds, keys, agent, password, answering, hostKeys, name, algorithms, jumps);
    }

    /// The same login, its host key looked for under another name (`HostKeyAlias`).
    public SshLogin named(@Nullable String name) {
        return new SshLogin(
                host, port, user, kinds, keys, agent, password, answering, hostKeys, name, algorithms, jumps);
    }

    /// The same login with these algorithms.
    public SshLogin offering(Offer algorithms) {
        return new SshLogin(
                host, port, user, kinds, keys, agent, password, answering, hostKeys, name, algorithms, jumps);
    }

    /// The same login through these servers, nearest first.
    public SshLogin through(List<SshLogin> jumps) {
        return new SshLogin(
                host, port, user, kinds, keys, agent, password, answering, hostKeys, name, algorithms, jumps);
    }
}
