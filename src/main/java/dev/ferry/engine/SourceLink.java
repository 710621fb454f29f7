package dev.ferry.engine;

import dev.ferry.cassandra.CqlClient;
import dev.ferry.cassandra.CqlEndpoint;
import dev.ferry.cassandra.CqlLogin;
import dev.ferry.cassandra.CqlTls;
import dev.ferry.cassandra.Reach;
import dev.ferry.cluster.Node;
import dev.ferry.log.Logs;
import dev.ferry.migration.SourceSettings;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.KeyStores;
import dev.ferry.source.NodeHint;
import dev.ferry.source.SourceNode;
import dev.ferry.ssh.Become;
import dev.ferry.ssh.HostKeyPolicy;
import dev.ferry.ssh.Remote;
import dev.ferry.ssh.SshKey;
import dev.ferry.ssh.SshLogin;
import dev.ferry.ssh.SshRemote;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The connections to the source: CQL to the cluster, SSH to each of its nodes. Opened when first needed,
/// owned by whoever made it, closed together.
final class SourceLink implements AutoCloseable {
    private final SourceSettings settings;
    private final Secrets secrets;
    private final Path knownHosts;
    private final Map<String, Remote> remotes = new ConcurrentHashMap<>();
    private final CqlClient cql;

    private SourceLink(SourceSettings settings, Secrets secrets, Path knownHosts, CqlClient cql) {
        this.settings = settings;
        this.secrets = secrets;
        this.knownHosts = knownHosts;
        this.cql = cql;
    }

    /// Connects to the cluster over CQL; to its nodes only later.
    ///
    /// @param knownHosts Ferry's own file of host keys
    static SourceLink open(SourceSettings settings, Secrets secrets, Path knownHosts)
            throws FailureException, InterruptedException {
        var cql = CqlClient.connect(endpoint(settings, secrets), Reach.RING, Logs.audit("source"));
        return new SourceLink(settings, secrets, knownHosts, cql);
    }

    private static CqlEndpoint endpoint(SourceSettings settings, Secrets secrets) throws FailureException {
        var login = settings.login();
        var authorities = settings.authorities();
        return new CqlEndpoint(
                settings.contactPoints(),
                settings.port(),
                login == null ? null : new CqlLogin(login.user(), secrets.of(login.password())),
                authorities == null
                        ? null
                        : new CqlTls(
                                KeyStores.clientContext(List.of(Failures.read(authorities)), null),
                                CqlTls.HostNames.IGNORED));
    }

    /// The cluster over CQL.
    CqlClient cql() {
        return cql;
    }

    /// A node's machine.
    ///
    /// @param address the node's address, as the ring has it
    Remote remote(String address) throws FailureException, InterruptedException {
        var known = remotes.get(address);
        if (known != null) {
            return known;
        }
        var opened = SshRemote.connect(login(address), become(), Logs.audit(address));
        var other = remotes.putIfAbsent(address, opened);
        if (other != null) {
            opened.close();
            return other;
        }
        return opened;
    }

    /// A node as Cassandra's tools see it.
    SourceNode node(Node node) throws FailureException, InterruptedException {
        return new SourceNode(remote(node.address()), NodeHint.of(node.address()));
    }

    private SshLogin login(String address) {
        var ssh = settings.ssh();
        var host = ssh.hosts().getOrDefault(address, address);
        var colon = host.lastIndexOf(':');
        var hasPort = colon > 0 && host.indexOf(':') == colon;
        var login = SshLogin.of(
                        ssh.user(),
                        hasPort ? host.substring(0, colon) : host,
                        hasPort ? Integer.parseInt(host.substring(colon + 1)) : ssh.port(),
                        hostKeys())
                .withKeys(ssh.keys().stream().map(this::key).toList());
        var agent = System.getenv("SSH_AUTH_SOCK");
        if (agent != null && ssh.keys().isEmpty()) {
            login = login.withAgent(Path.of(agent));
        }
        return ssh.password() == null ? login : login.withPassword(secrets.of(ssh.password()));
    }

    private SshKey key(String path) {
        var passphrase = settings.ssh().passphrase();
        return new SshKey(Path.of(path), passphrase == null ? null : secrets.of(passphrase));
    }

    private HostKeyPolicy hostKeys() {
        var ssh = settings.ssh();
        var theirs = ssh.knownHosts() == null
                ? Path.of(System.getProperty("user.home"), ".ssh", "known_hosts")
                : Path.of(ssh.knownHosts());
        return new HostKeyPolicy(knownHosts, List.of(theirs), Set.copyOf(ssh.acceptedFingerprints()));
    }

    private Become become() {
        var ssh = settings.ssh();
        if (ssh.becomeUser() == null) {
            return new Become.Direct();
        }
        return ssh.sudoPassword() == null
                ? new Become.SudoWithoutPassword(ssh.becomeUser())
                : new Become.SudoWithPassword(ssh.becomeUser(), secrets.of(ssh.sudoPassword()));
    }

    @Override
    public void close() {
        remotes.values().forEach(Remote::close);
        cql.close();
    }
}
