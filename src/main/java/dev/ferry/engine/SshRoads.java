package dev.ferry.engine;

import dev.ferry.migration.Jump;
import dev.ferry.migration.SshCredentials;
import dev.ferry.migration.SshSettings;
import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.HostKeyPolicy;
import dev.ferry.ssh.SshKey;
import dev.ferry.ssh.SshLogin;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// How each node is reached over SSH: what the settings say, and where they leave it open what the user's
/// OpenSSH configuration says. What was found out about a host is kept.
final class SshRoads {
    private static final int SSH_PORT = 22;

    private final SshSettings settings;
    private final Secrets secrets;
    private final Path knownHosts;

    /// @param knownHosts Ferry's own file of host keys
    SshRoads(SshSettings settings, Secrets secrets, Path knownHosts) {
        this.settings = settings;
        this.secrets = secrets;
        this.knownHosts = knownHosts;
    }

    /// The way to a node's machine.
    ///
    /// @param address the node's address, as the ring has it
    /// @throws FailureException if the configuration asks for what Ferry cannot do
    SshLogin to(String address) throws FailureException, InterruptedException {
        var jumps = settings.jumps().stream().map(this::login).toList();
        return login(settings.hosts().getOrDefault(address, address), settings.port(), settings.credentials())
                .through(jumps);
    }

    private SshLogin login(Jump jump) {
        var own = jump.credentials();
        return login(jump.place(), SSH_PORT, own == null ? settings.credentials() : own);
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
                        at > 0 ? place.substring(0, at) : settings.user(),
                        hasPort ? host.substring(0, colon) : host,
                        hasPort ? Integer.parseInt(host.substring(colon + 1)) : usualPort,
                        hostKeys())
                .by(credentials.tried().stream()
                        .map(kind -> SshLogin.Kind.valueOf(kind.name()))
                        .collect(Collectors.toSet()))
                .withAnswering(secrets.answering())
                .offering(settings.isLegacy(place) ? SshLogin.Offer.LEGACY : SshLogin.Offer.CURRENT)
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
        var certificate = credentials.certificates().get(path);
        return new SshKey(Path.of(path), passphrase == null ? null : secrets.of(passphrase))
                .with(certificate == null ? null : Path.of(certificate));
    }

    private HostKeyPolicy hostKeys() {
        var theirs = settings.knownHosts() == null
                ? Path.of(System.getProperty("user.home"), ".ssh", "known_hosts")
                : Path.of(settings.knownHosts());
        return new HostKeyPolicy(knownHosts, List.of(theirs), Set.copyOf(settings.acceptedFingerprints()));
    }
}
