package dev.ferry.ssh;

import dev.ferry.text.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What OpenSSH would do to reach a host: everything of its configuration that a login can follow, tokens
/// and `~` put in (ssh_config(5)).
///
/// @param alias the name by which it was asked for
/// @param hostName the name or address that is connected to (`HostName`)
/// @param user who logs in (`User`); the local user where nobody says
/// @param port `Port`
/// @param keys the private keys that exist (`IdentityFile`, or OpenSSH's usual ones), in order
/// @param identities which keys may be offered (`IdentitiesOnly`)
/// @param certificates the certificates that exist (`CertificateFile`)
/// @param agent the agent's socket (`IdentityAgent`, or `SSH_AUTH_SOCK`); null for none
/// @param kinds what may be tried (`PreferredAuthentications`, `PasswordAuthentication`, …)
/// @param name `HostKeyAlias`; null for none
/// @param knownHosts files of host keys (`UserKnownHostsFile`, `GlobalKnownHostsFile`), which need not exist
/// @param algorithms whether what OpenSSH has given up is asked for (`KexAlgorithms`, `HostKeyAlgorithms`,
///     `Ciphers`)
/// @param proxyCommand a `ProxyCommand` that Ferry cannot follow; empty for none
/// @param jumps the servers to go through, nearest first; theirs are among them, so that they have none
/// @param warnings what could not be followed
public record SshHost(
        String alias,
        String hostName,
        String user,
        int port,
        List<Path> keys,
        Identities identities,
        List<Path> certificates,
        @Nullable Path agent,
        Set<SshLogin.Kind> kinds,
        @Nullable String name,
        List<Path> knownHosts,
        SshLogin.Offer algorithms,
        String proxyCommand,
        List<SshHost> jumps,
        List<Message> warnings) {
    public SshHost {
        Objects.requireNonNull(alias);
        Objects.requireNonNull(hostName);
        Objects.requireNonNull(user);
        Objects.requireNonNull(identities);
        Objects.requireNonNull(algorithms);
        Objects.requireNonNull(proxyCommand);
        keys = List.copyOf(keys);
        certificates = List.copyOf(certificates);
        kinds = Set.copyOf(kinds);
        knownHosts = List.copyOf(knownHosts);
        jumps = List.copyOf(jumps);
        warnings = List.copyOf(warnings);
    }

    /// The same without the servers before it.
    SshHost alone() {
        return new SshHost(
                alias,
                hostName,
                user,
                port,
                keys,
                identities,
                certificates,
                agent,
                kinds,
                name,
                knownHosts,
                algorithms,
                proxyCommand,
                List.of(),
                List.of());
    }

    /// Which keys are offered to a server.
    public enum Identities {
        /// The agent's too.
        ALL,
        /// The configured ones alone, even if the agent holds more.
        CONFIGURED
    }
}
