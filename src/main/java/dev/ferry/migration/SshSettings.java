package dev.ferry.migration;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How to log in to a source's nodes, and who works there.
///
/// @param user the operating system user; empty to leave it to the OpenSSH configuration
/// @param port the SSH port; 0 to leave it to the OpenSSH configuration
/// @param credentials what there is to log in with
/// @param knownHosts path of a known_hosts file to read besides Ferry's own; null for the user's
/// @param acceptedFingerprints SHA-256 fingerprints of host keys that the user has accepted
/// @param becoming who runs the scripts there
/// @param hosts for nodes that SSH reaches under another name: node address → `host` or `host:port`
/// @param jumps the servers to go through to every node, nearest first
/// @param configuration path of an OpenSSH client configuration that says what is left open here: user,
///     port, keys, jumps, real names; null to read none
/// @param legacyHosts hosts, patterns with `*` and `?` among them, whose SSH servers may use algorithms that
///     OpenSSH has given up (SHA-1, CBC)
public record SshSettings(
        String user,
        int port,
        SshCredentials credentials,
        @Nullable String knownHosts,
        List<String> acceptedFingerprints,
        Becoming becoming,
        Map<String, String> hosts,
        List<Jump> jumps,
        @Nullable String configuration,
        List<String> legacyHosts) {
    public SshSettings {
        Objects.requireNonNull(user);
        Objects.requireNonNull(credentials);
        Objects.requireNonNull(becoming);
        acceptedFingerprints = List.copyOf(acceptedFingerprints);
        hosts = Map.copyOf(hosts);
        jumps = List.copyOf(jumps);
        legacyHosts = List.copyOf(legacyHosts);
    }

    /// A login with nothing to log in with but the agent's keys, that works as who it is.
    public static SshSettings of(String user, int port) {
        return new SshSettings(
                user,
                port,
                SshCredentials.none(),
                null,
                List.of(),
                Becoming.nobodyElse(),
                Map.of(),
                List.of(),
                null,
                List.of());
    }

    /// The same with these credentials.
    public SshSettings with(SshCredentials credentials) {
        return new SshSettings(
                user,
                port,
                credentials,
                knownHosts,
                acceptedFingerprints,
                becoming,
                hosts,
                jumps,
                configuration,
                legacyHosts);
    }

    /// The same where somebody else runs the scripts.
    public SshSettings with(Becoming becoming) {
        return new SshSettings(
                user,
                port,
                credentials,
                knownHosts,
                acceptedFingerprints,
                becoming,
                hosts,
                jumps,
                configuration,
                legacyHosts);
    }

    /// The same with another known_hosts file.
    public SshSettings withKnownHosts(@Nullable String knownHosts) {
        return new SshSettings(
                user,
                port,
                credentials,
                knownHosts,
                acceptedFingerprints,
                becoming,
                hosts,
                jumps,
                configuration,
                legacyHosts);
    }

    /// The same with nodes under other names.
    public SshSettings withHosts(Map<String, String> hosts) {
        return new SshSettings(
                user,
                port,
                credentials,
                knownHosts,
                acceptedFingerprints,
                becoming,
                hosts,
                jumps,
                configuration,
                legacyHosts);
    }

    /// The same through these servers, nearest first.
    public SshSettings through(List<Jump> jumps) {
        return new SshSettings(
                user,
                port,
                credentials,
                knownHosts,
                acceptedFingerprints,
                becoming,
                hosts,
                jumps,
                configuration,
                legacyHosts);
    }

    /// The same, where an OpenSSH configuration says what is left open.
    public SshSettings withConfiguration(@Nullable String configuration) {
        return new SshSettings(
                user,
                port,
                credentials,
                knownHosts,
                acceptedFingerprints,
                becoming,
                hosts,
                jumps,
                configuration,
                legacyHosts);
    }

    /// The same, old algorithms allowed for these hosts.
    public SshSettings withLegacyHosts(List<String> legacyHosts) {
        return new SshSettings(
                user,
                port,
                credentials,
                knownHosts,
                acceptedFingerprints,
                becoming,
                hosts,
                jumps,
                configuration,
                legacyHosts);
    }

    /// The same with these host keys believed as well.
    ///
    /// @param fingerprints as OpenSSH prints them: `SHA256:` and base64
    public SshSettings accepting(Set<String> fingerprints) {
        var all = new LinkedHashSet<>(acceptedFingerprints);
        all.addAll(fingerprints);
        return new SshSettings(
                user,
                port,
                credentials,
                knownHosts,
                List.copyOf(all),
                becoming,
                hosts,
                jumps,
                configuration,
                legacyHosts);
    }

    /// Where its secrets come from, each once.
    public Set<String> secretSources() {
        var sources = new TreeSet<>(credentials.secretSources());
        if (becoming.sudoPassword() != null) {
            sources.add(becoming.sudoPassword());
        }
        for (var jump : jumps) {
            if (jump.credentials() != null) {
                sources.addAll(jump.credentials().secretSources());
            }
        }
        return sources;
    }
}
