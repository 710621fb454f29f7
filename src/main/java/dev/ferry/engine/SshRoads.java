package dev.ferry.engine;

import dev.ferry.migration.SshSettings;
import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.SshLogin;
import java.nio.file.Path;

/// How each node is reached over SSH: what the settings say, and where they leave it open what the user's
/// OpenSSH configuration says. What was found out about a host is kept.
final class SshRoads {
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
        throw new UnsupportedOperationException(settings + " " + secrets + " " + knownHosts + " " + address);
    }
}
