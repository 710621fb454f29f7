package dev.ferry.migration;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How to reach the source cluster.
///
/// @param contactPoints names or addresses of nodes, for CQL
/// @param port the native transport port
/// @param login the CQL login; null if the cluster asks for none
/// @param tls TLS on the native port; null for none
/// @param road how the native port is reached
/// @param jmx what `nodetool` has to be told; null if it works as it is
/// @param ssh how to log in to its nodes
public record SourceSettings(
        List<String> contactPoints,
        int port,
        @Nullable Login login,
        @Nullable Tls tls,
        Road road,
        @Nullable Jmx jmx,
        SshSettings ssh) {
    /// Where a document was written before roads were known, the road is found by trying.
    public SourceSettings(
            List<String> contactPoints,
            int port,
            @Nullable Login login,
            @Nullable Tls tls,
            @Nullable Road road,
            @Nullable Jmx jmx,
            SshSettings ssh) {
        this.contactPoints = List.copyOf(contactPoints);
        this.port = port;
        this.login = login;
        this.tls = tls;
        this.road = road == null ? Road.AUTOMATIC : road;
        this.jmx = jmx;
        this.ssh = Objects.requireNonNull(ssh);
        if (this.contactPoints.isEmpty()) {
            throw new IllegalArgumentException("no contact point");
        }
    }

    /// A cluster whose plain native port asks for no login.
    public static SourceSettings plain(List<String> contactPoints, int port, SshSettings ssh) {
        return new SourceSettings(contactPoints, port, null, null, Road.AUTOMATIC, null, ssh);
    }

    /// How the workstation reaches a native port.
    public enum Road {
        /// Directly, and where the port does not answer through SSH.
        AUTOMATIC,
        /// Directly.
        DIRECT,
        /// Through an SSH connection to each contact point's machine.
        SSH
    }

    /// The same with other SSH settings.
    public SourceSettings with(SshSettings ssh) {
        return new SourceSettings(contactPoints, port, login, tls, road, jmx, ssh);
    }

    /// The same source with these host keys believed as well.
    ///
    /// @param fingerprints as OpenSSH prints them: `SHA256:` and base64
    public SourceSettings accepting(Set<String> fingerprints) {
        return with(ssh.accepting(fingerprints));
    }

    /// Where its secrets come from: every source that is written down in it, each once.
    public Set<String> secretSources() {
        var sources = new TreeSet<>(ssh.secretSources());
        if (login != null) {
            sources.add(login.password());
        }
        if (tls != null) {
            sources.addAll(tls.secretSources());
        }
        if (jmx != null && jmx.login() != null) {
            sources.add(jmx.login().password());
        }
        return Set.copyOf(sources);
    }

    /// A name and where its password comes from.
    ///
    /// @param user the name
    /// @param password where from: `env:NAME`, `file:/path`, `keyring:service/account`, `prompt`
    public record Login(String user, String password) {}

    /// How `nodetool` reaches Cassandra on its node.
    ///
    /// @param port the JMX port; 0 for the one that the running process names
    /// @param login the JMX login; null if none is asked for
    public record Jmx(int port, @Nullable Login login) {}
}
