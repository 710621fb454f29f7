package dev.ferry.engine;

import dev.ferry.migration.Jump;
import dev.ferry.migration.SshCredentials;
import dev.ferry.migration.SshSettings;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.HostKeyPolicy;
import dev.ferry.ssh.SshConfig;
import dev.ferry.ssh.SshHost;
import dev.ferry.ssh.SshHost.Identities;
import dev.ferry.ssh.SshKey;
import dev.ferry.ssh.SshLogin;
import dev.ferry.ssh.SshPlace;
import dev.ferry.text.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How each node is reached over SSH: what the settings say, and where they leave it open what the user's
/// OpenSSH configuration says. What was found out about a host is kept.
final class SshRoads {
    private static final int SSH_PORT = 22;

    // what stops a connection; the rest of what cannot be followed may not matter
    private static final Set<String> DEAD_ENDS = Set.of("ssh.config.proxy-command", "ssh.config.jump-loop");

    private final SshSettings settings;
    private final Secrets secrets;
    private final Path knownHosts;
    private final @Nullable SshConfig configuration;

    /// @param knownHosts Ferry's own file of host keys
    SshRoads(SshSettings settings, Secrets secrets, Path knownHosts) {
        this.settings = settings;
        this.secrets = secrets;
        this.knownHosts = knownHosts;
        var file = settings.configuration();
        this.configuration = file == null ? null : SshConfig.at(Path.of(file));
    }

    /// The way to a node's machine.
    ///
    /// @param address the node's address, as the ring has it
    /// @throws FailureException if the configuration asks for what Ferry cannot do
    SshLogin to(String address) throws FailureException, InterruptedException {
        var place = SshPlace.of(settings.hosts().getOrDefault(address, address));
        var user = place.user().isEmpty() ? settings.user() : place.user();
        var port = place.port() == 0 ? settings.port() : place.port();
        var login = login(new SshPlace(user, place.host(), port), settings.credentials());
        var isLegacy = isLegacy(address) || isLegacy(place.host());
        var known = isLegacy ? login.offering(SshLogin.Offer.LEGACY) : login;
        // jump hosts that are named here take the place of those that the configuration names
        return settings.jumps().isEmpty() ? known : known.through(jumps());
    }

    private List<SshLogin> jumps() throws FailureException, InterruptedException {
        var jumps = new ArrayList<SshLogin>();
        for (var jump : settings.jumps()) {
            var login = login(place(jump), credentials(jump));
            if (jumps.isEmpty()) {
                jumps.addAll(login.jumps());
            }
            jumps.add(login.through(List.of()));
        }
        return jumps;
    }

    private SshCredentials credentials(Jump jump) {
        var own = jump.credentials();
        return own == null ? settings.credentials() : own;
    }

    /// A jump host that says no user has the nodes', unless the configuration names one.
    private SshPlace place(Jump jump) throws InterruptedException {
        var place = SshPlace.of(jump.place());
        var isOpen = place.user().isEmpty()
                && (configuration == null || said(configuration, place).user().equals(localUser()));
        return isOpen ? new SshPlace(settings.user(), place.host(), place.port()) : place;
    }

    private static String localUser() {
        return System.getProperty("user.name");
    }

    private static SshHost said(SshConfig configuration, SshPlace place) throws InterruptedException {
        return configuration.host(place.host(), place.user(), place.port());
    }

    private SshLogin login(SshPlace place, SshCredentials credentials) throws FailureException, InterruptedException {
        if (configuration == null) {
            return plain(place, credentials);
        }
        var host = said(configuration, place);
        if (settings.jumps().isEmpty()) {
            requireWay(host);
        }
        var jumps = host.jumps().stream()
                .map(jump -> following(jump, settings.credentials()))
                .toList();
        return following(host, credentials).through(jumps);
    }

    private static void requireWay(SshHost host) throws FailureException {
        for (var warning : host.warnings()) {
            if (DEAD_ENDS.contains(warning.key())) {
                throw new FailureException(new Failure(
                        Failure.Kind.NEEDS_ATTENTION,
                        "workstation → " + host.hostName() + ":" + host.port(),
                        warning,
                        host.proxyCommand(),
                        new Message(warning.key() + ".remedy", warning.arguments())));
            }
        }
    }

    /// A login by the settings alone.
    private SshLogin plain(SshPlace place, SshCredentials credentials) {
        var user = place.user().isEmpty() ? localUser() : place.user();
        var port = place.port() == 0 ? SSH_PORT : place.port();
        var home = Path.of(System.getProperty("user.home"));
        var usual = Stream.of(
                home.resolve(".ssh/known_hosts"),
                home.resolve(".ssh/known_hosts2"),
                Path.of("/etc/ssh/ssh_known_hosts"),
                Path.of("/etc/ssh/ssh_known_hosts2"));
        var login = SshLogin.of(user, place.host(), port, hostKeys(usual.toList()))
                .by(kinds(credentials.tried()))
                .withKeys(keys(credentials));
        var agent = System.getenv("SSH_AUTH_SOCK");
        return completed(login, agent == null ? null : Path.of(agent), credentials);
    }

    /// A login as the configuration has it, where the credentials say nothing.
    private SshLogin following(SshHost host, SshCredentials credentials) {
        var keys = credentials.keys().isEmpty() ? keys(host, credentials) : keys(credentials);
        var login = SshLogin.of(host.user(), host.hostName(), host.port(), hostKeys(host.knownHosts()))
                .by(kinds(host, credentials))
                .withKeys(keys)
                .named(host.name())
                .offering(isLegacy(host.alias()) ? SshLogin.Offer.LEGACY : host.algorithms());
        return completed(login, host.agent(), credentials);
    }

    private SshLogin completed(SshLogin login, @Nullable Path agent, SshCredentials credentials) {
        var answered = login.withAnswering(secrets.answering());
        var held = agent != null && login.kinds().contains(SshLogin.Kind.AGENT) ? answered.withAgent(agent) : answered;
        var password = credentials.password();
        var complete = password == null ? held : held.withPassword(secrets.of(password));
        return isLegacy(login.host()) ? complete.offering(SshLogin.Offer.LEGACY) : complete;
    }

    private static Set<SshLogin.Kind> kinds(Set<SshCredentials.Kind> tried) {
        return tried.stream()
                .map(kind -> SshLogin.Kind.valueOf(kind.name()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(SshLogin.Kind.class)));
    }

    /// What is chosen here; else what the configuration allows, of the agent's keys only where it does not
    /// name others.
    private static Set<SshLogin.Kind> kinds(SshHost host, SshCredentials credentials) {
        if (!credentials.kinds().isEmpty() || !credentials.keys().isEmpty()) {
            return kinds(credentials.tried());
        }
        var kinds = EnumSet.noneOf(SshLogin.Kind.class);
        kinds.addAll(host.kinds());
        if (host.identities() == Identities.CONFIGURED && !host.keys().isEmpty()) {
            kinds.remove(SshLogin.Kind.AGENT);
        }
        if (credentials.password() == null) {
            kinds.remove(SshLogin.Kind.PASSWORD);
        }
        return kinds;
    }

    private List<SshKey> keys(SshCredentials credentials) {
        return credentials.keys().stream()
                .map(path -> {
                    var certificate = credentials.certificates().get(path);
                    return key(Path.of(path), credentials).with(certificate == null ? null : Path.of(certificate));
                })
                .toList();
    }

    private List<SshKey> keys(SshHost host, SshCredentials credentials) {
        return host.keys().stream()
                .map(file -> key(file, credentials).with(certificate(host, file)))
                .toList();
    }

    /// A certificate that the configuration names belongs to the key of its name, or to the only key. (One that
    /// lies beside its key is found without.)
    private static @Nullable Path certificate(SshHost host, Path key) {
        var only = host.keys().size() == 1 && host.certificates().size() == 1;
        return host.certificates().stream()
                .filter(file -> only || file.getFileName().toString().startsWith(key.getFileName() + "-cert"))
                .findFirst()
                .orElse(null);
    }

    private SshKey key(Path path, SshCredentials credentials) {
        var passphrase = credentials.passphrase();
        return new SshKey(path, passphrase == null ? null : secrets.of(passphrase));
    }

    /// @param usual the files to read unless the settings name one
    private HostKeyPolicy hostKeys(List<Path> usual) {
        var named = settings.knownHosts();
        return new HostKeyPolicy(
                knownHosts,
                named == null ? usual : List.of(Path.of(named)),
                Set.copyOf(settings.acceptedFingerprints()));
    }

    private boolean isLegacy(String host) {
        return settings.legacyHosts().stream()
                .map(pattern -> Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"))
                .anyMatch(host::matches);
    }
}
