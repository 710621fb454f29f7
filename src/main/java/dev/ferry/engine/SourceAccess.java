package dev.ferry.engine;

import dev.ferry.cassandra.CqlEndpoint;
import dev.ferry.cassandra.CqlLogin;
import dev.ferry.cassandra.CqlRoad;
import dev.ferry.migration.Becoming;
import dev.ferry.migration.SourceSettings;
import dev.ferry.outcome.FailureException;
import dev.ferry.source.Jmx;
import dev.ferry.source.NodeHint;
import dev.ferry.source.SourceNode;
import dev.ferry.ssh.Become;
import dev.ferry.ssh.SshLogin;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the source's settings and secrets mean to those who connect.
///
/// @param settings what the user wrote down
/// @param secrets every secret that is named there
/// @param knownHosts Ferry's own file of host keys
/// @param roads how each node is reached over SSH
/// @param home the data centre whose nodes are asked over CQL; null for that of the contact points
record SourceAccess(
        SourceSettings settings,
        Secrets secrets,
        Path knownHosts,
        SshRoads roads,
        @Nullable String home) {
    SourceAccess(SourceSettings settings, Secrets secrets, Path knownHosts) {
        this(settings, secrets, knownHosts, new SshRoads(settings.ssh(), secrets, knownHosts), null);
    }

    /// The same, asking the nodes of a data centre; null for that of the contact points.
    SourceAccess at(@Nullable String home) {
        return new SourceAccess(settings, secrets, knownHosts, roads, home);
    }

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
                tls == null ? null : TlsFiles.of(tls, secrets).forCql(),
                home,
                CqlRoad.DIRECT);
    }

    /// The way to a node's machine.
    ///
    /// @param address the node's address, as the ring has it
    /// @throws FailureException if the OpenSSH configuration asks for what Ferry cannot do
    SshLogin login(String address) throws FailureException, InterruptedException {
        return roads.to(address);
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
