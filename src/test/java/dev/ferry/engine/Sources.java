package dev.ferry.engine;

import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.SshCredentials;
import dev.ferry.migration.SshSettings;
import dev.ferry.sandbox.Sandbox;
import java.util.List;
import java.util.stream.Collectors;

/// A sandbox's source, as a user would write it down.
final class Sources {
    private Sources() {}

    static SourceSettings of(Sandbox sandbox) {
        var source = sandbox.source();
        var first = source.nodes().getFirst();
        var ssh = SshSettings.of(first.user(), first.sshPort())
                .with(SshCredentials.none().withKeys(List.of(first.key().toString())))
                .withKnownHosts(first.knownHosts().toString())
                .withHosts(source.nodes().stream()
                        .collect(Collectors.toMap(
                                Sandbox.SourceNode::address, node -> node.address() + ":" + node.sshPort())));
        return SourceSettings.plain(source.contactPoints(), source.cqlPort(), ssh);
    }
}
