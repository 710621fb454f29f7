package dev.ferry.engine;

import dev.ferry.cassandra.CqlEndpoint;
import dev.ferry.cassandra.CqlLogin;
import dev.ferry.migration.Becoming;
import dev.ferry.migration.Jump;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.SshCredentials;
import dev.ferry.outcome.FailureException;
import dev.ferry.source.Jmx;
import dev.ferry.source.NodeHint;
import dev.ferry.source.SourceNode;
import dev.ferry.ssh.Become;
import dev.ferry.ssh.HostKeyPolicy;
import dev.ferry.ssh.SshKey;
import dev.ferry.ssh.SshLogin;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What the source's settings and secrets mean to those who connect.
///
/// @param settings what the user wrote down
/// @param secrets every secret that is named there
/// @param knownHosts Ferry's own file of host keys
record SourceAccess(SourceSettings settings, Secrets secrets, Path knownHosts) {
    private static final int SSH_PORT = 22;

    /// The way to the cluster over CQL.
    CqlEndpoint endpoint() throws FailureException {
        return endpoint(settings.contactPoints());
    }

    /// The way to one contact point alone.
    CqlEndpoint endpoint(String contactPoint) throws FailureException {
        return endpoint(List.of(contactPoint));
    }

    private CqlEndpoint endpoint(List<String> contactPoints) throws FailureException {
        var login = settings.login();
        var tls = settings.tls();
        return new CqlEndpoint(
                contactPoints,
                settings.port(),
                login == null ? null : new CqlLogin(login.user(), secrets.of(login.password())),
                tls == null ? null : TlsFiles.of(tls, secrets).forCql());
    }

    /// The way to a node's machine.
    ///
    /// @param address the node's address, as the ring has it
    SshLogin login(String address) {
        var ssh = settings.ssh();
        var jumps = ssh.jumps().stream().map(this::login).toList();
        return login(ssh.hosts().getOrDefault(address, address), ssh.port(), ssh.credentials())
                .through(jumps);
    }

    private SshLogin login(Jump jump) {
        var own = jump.credentials();
        return login(jump.place(), SSH_PORT, own == null ? settings.ssh().credentials() : own);
    }

    /// A login with everything there is to log in with.
    ///
    /// @param place `[user@]host[:port]`
    private SshLogin login(String place, int usualPort, SshCredentials credentials) {
        var at = place.lastIndexOf('@');
        var host = place.substring(at + 1);
        var colon = host.lastIndexOf(':');
        var hasPort = colon > 0 && host.indexOf(':') == colon;
        var login = SshLogin.of(
                        at > 0 ? place.substring(0, at) : settings.ssh().user(),
                        hasPort ? host.substring(0, colon) : host,
                        hasPort ? Integer.parseInt(host.substring(colon + 1)) : usualPort,
                        hostKeys())
                .by(credentials.tried().stream()
                        .map(kind -> SshLogin.Kind.valueOf(kind.name()))
                        .collect(Collectors.toSet()))
                .withAnswering(secrets.answering())
                .withKeys(credentials.keys().stream()
                        .map(path -> key(path, credentials))
                        .toList());
        var agent = System.getenv("SSH_AUTH_SOCK");
        if (agent != null && credentials.tried().contains(SshCredentials.Kind.AGENT)) {
            login = login.withAgent(Path.of(agent));
        }
        var password = credentials.password();
        return password == null ? login : login.withPassword(secrets.of(password));
    }

    private SshKey key(String path, SshCredentials credentials) {
        var passphrase = credentials.passphrase();
        return new SshKey(Path.of(path), passphrase == null ? null : secrets.of(passphrase));
    }

    private HostKeyPolicy hostKeys() {
        var ssh = settings.ssh();
        var theirs = ssh.knownHosts() == null
                ? Path.of(System.getProperty("user.home"), ".ssh", "known_hosts")
                : Path.of(ssh.knownHosts());
        return new HostKeyPolicy(knownHosts, List.of(theirs), Set.copyOf(ssh.acceptedFingerprints()));
    }

    /// Who runs the scripts there, and where.
    Become become() {
        var becoming = settings.ssh().becoming();
        var container = becoming.container();
        return container == null ? who(becoming) : inside(who(becoming), container);
    }

    private Become.Who who(Becoming becoming) {
        var user = becoming.user();
        if (user == null) {
            return new Become.Direct();
        }
        var password = becoming.sudoPassword();
        return password == null
                ? new Become.SudoWithoutPassword(user)
                : new Become.SudoWithPassword(user, secrets.of(password));
    }

    private static Become inside(Become.Who who, Becoming.Container container) {
        var engine = switch (container.engine()) {
            case DOCKER -> Become.Engine.DOCKER;
            case PODMAN -> Become.Engine.PODMAN;
        };
        var which = container.name().isEmpty()
                ? new Become.Running(SourceNode.PROCESS)
                : new Become.Named(container.name());
        return new Become.Inside(who, engine, which, container.user());
    }

    /// What is known of a node before anybody has looked on its machine.
    ///
    /// @param address the node's address, as the ring has it
    NodeHint hint(String address) {
        var jmx = settings.jmx();
        if (jmx == null) {
            return NodeHint.of(address);
        }
        var login = jmx.login();
        return NodeHint.of(address)
                .by(new Jmx(
                        jmx.port(), login == null ? null : new Jmx.Login(login.user(), secrets.of(login.password()))));
    }
}
