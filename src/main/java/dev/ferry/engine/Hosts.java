package dev.ferry.engine;

import dev.ferry.outcome.Failure;
import dev.ferry.ssh.SshConfig;
import dev.ferry.ssh.UnknownHostKey;
import java.nio.file.Path;
import java.util.Optional;

/// What the package `ssh` knows about hosts, in values that a screen may see.
final class Hosts {
    private Hosts() {}

    /// The host key that a failure is about, if a person may accept it.
    static Optional<HostKey> unknownKey(Failure failure) {
        return UnknownHostKey.of(failure)
                .map(key -> new HostKey(key.host(), key.port(), key.type(), key.fingerprint()));
    }

    /// The hosts of an OpenSSH configuration.
    static SshAliases aliases(Path configuration) throws InterruptedException {
        var found = SshConfig.at(configuration).hosts();
        return new SshAliases(
                found.hosts().stream()
                        .map(host -> new SshAlias(
                                host.alias(), host.hostName(), host.user(), host.port(), host.keys(), host.jumps()))
                        .toList(),
                found.warnings());
    }
}
