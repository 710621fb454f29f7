package dev.ferry.migration;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How to reach the source cluster.
///
/// @param contactPoints names or addresses of nodes, for CQL
/// @param port the native transport port
/// @param login the CQL login; null if the cluster asks for none
/// @param authorities path of a PEM file with the certificates that sign its native port; null for no TLS
/// @param ssh how to log in to its nodes
public record SourceSettings(
        List<String> contactPoints,
        int port,
        @Nullable Login login,
        @Nullable String authorities,
        Ssh ssh) {
    public SourceSettings {
        contactPoints = List.copyOf(contactPoints);
        Objects.requireNonNull(ssh);
        if (contactPoints.isEmpty()) {
            throw new IllegalArgumentException("no contact point");
        }
    }

    /// The same source with these host keys believed as well.
    ///
    /// @param fingerprints as OpenSSH prints them: `SHA256:` and base64
    public SourceSettings accepting(Set<String> fingerprints) {
        return new SourceSettings(contactPoints, port, login, authorities, ssh.accepting(fingerprints));
    }

    /// Where its secrets come from: every source that is written down in it, each once.
    public Set<String> secretSources() {
        return Stream.of(login == null ? null : login.password(), ssh.passphrase(), ssh.password(), ssh.sudoPassword())
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// A name and where its password comes from.
    ///
    /// @param user the name
    /// @param password where from: `env:NAME`, `file:/path`, `keyring:service/account`, `prompt`
    public record Login(String user, String password) {}

    /// How to log in to a node.
    ///
    /// @param user the operating system user
    /// @param port the SSH port
    /// @param keys paths of private keys, tried in order
    /// @param passphrase where the keys' pass phrase comes from; null for none
    /// @param password where a login password comes from; null for none
    /// @param knownHosts path of a known_hosts file to read besides Ferry's own; null for the user's
    /// @param acceptedFingerprints SHA-256 fingerprints of host keys that the user has accepted
    /// @param becomeUser the user that Cassandra runs as, reached by sudo; null if the login is that user
    /// @param sudoPassword where sudo's password comes from; null for `sudo -n`
    /// @param hosts for nodes that SSH reaches under another name: node address → `host` or `host:port`
    /// @param jumps the servers to go through to every node, nearest first: `[user@]host[:port]`, port 22
    ///     and the same user unless it says otherwise
    public record Ssh(
            String user,
            int port,
            List<String> keys,
            @Nullable String passphrase,
            @Nullable String password,
            @Nullable String knownHosts,
            List<String> acceptedFingerprints,
            @Nullable String becomeUser,
            @Nullable String sudoPassword,
            Map<String, String> hosts,
            List<String> jumps) {
        public Ssh {
            keys = List.copyOf(keys);
            acceptedFingerprints = List.copyOf(acceptedFingerprints);
            hosts = Map.copyOf(hosts);
            jumps = List.copyOf(jumps);
        }

        /// A login without jump hosts.
        public Ssh(
                String user,
                int port,
                List<String> keys,
                @Nullable String passphrase,
                @Nullable String password,
                @Nullable String knownHosts,
                List<String> acceptedFingerprints,
                @Nullable String becomeUser,
                @Nullable String sudoPassword,
                Map<String, String> hosts) {
            this(
                    user,
                    port,
                    keys,
                    passphrase,
                    password,
                    knownHosts,
                    acceptedFingerprints,
                    becomeUser,
                    sudoPassword,
                    hosts,
                    List.of());
        }

        /// The same login with these host keys believed as well.
        public Ssh accepting(Set<String> fingerprints) {
            var all = new LinkedHashSet<>(acceptedFingerprints);
            all.addAll(fingerprints);
            return new Ssh(
                    user,
                    port,
                    keys,
                    passphrase,
                    password,
                    knownHosts,
                    List.copyOf(all),
                    becomeUser,
                    sudoPassword,
                    hosts,
                    jumps);
        }
    }
}
