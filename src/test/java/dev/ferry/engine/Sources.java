package dev.ferry.engine;

import dev.ferry.migration.SourceSettings;
import dev.ferry.sandbox.Sandbox;
import java.util.List;
import java.util.stream.Collectors;

/// A sandbox's source, as a user would write it down.
final class Sources {
    private Sources() {}

    static SourceSettings of(Sandbox sandbox) {
        var source = sandbox.source();
        var first = source.nodes().getFirst();
        var ssh = new SourceSettings.Ssh(
                first.user(),
                first.sshPort(),
                List.of(first.key().toString()),
                null,
                null,
                first.knownHosts().toString(),
                List.of(),
                null,
                null,
                source.nodes().stream()
                        .collect(Collectors.toMap(
                                Sandbox.SourceNode::address, node -> node.address() + ":" + node.sshPort())));
        return new SourceSettings(source.contactPoints(), source.cqlPort(), null, null, ssh);
    }
}
