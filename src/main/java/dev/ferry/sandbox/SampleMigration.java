package dev.ferry.sandbox;

import dev.ferry.migration.Migration;
import dev.ferry.migration.Options;
import dev.ferry.migration.Selection;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.SshCredentials;
import dev.ferry.migration.SshSettings;
import dev.ferry.migration.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The migration that a sandbox is made for: its two nodes, its service, everything.
public final class SampleMigration {
    /// Its id, which no other migration has: by it a document is known to belong to a sandbox.
    public static final String ID = "sandbox";

    private SampleMigration() {}

    /// The migration of a running sandbox.
    public static Migration of(Sandbox sandbox) {
        return new Migration(ID, "sandbox", source(sandbox), target(sandbox), Selection.everything(), Options.usual());
    }

    /// Where its document lies: it goes with the sandbox.
    public static Path file(Sandbox sandbox) {
        return sandbox.folder().resolve("sandbox.ferry");
    }

    private static SourceSettings source(Sandbox sandbox) {
        var source = sandbox.source();
        var first = source.nodes().getFirst();
        return SourceSettings.plain(
                source.contactPoints(),
                source.cqlPort(),
                SshSettings.of(first.user(), first.sshPort())
                        .with(SshCredentials.none().withKeys(List.of(first.key().toString())))
                        .withKnownHosts(first.knownHosts().toString())
                        .withHosts(hosts(sandbox)));
    }

    private static Target target(Sandbox sandbox) {
        return sandbox.ownTarget().<Target>map(own -> own).orElseGet(() -> service(sandbox));
    }

    private static Target.AivenService service(Sandbox sandbox) {
        return new Target.AivenService(
                sandbox.api().base().toString(),
                "file:" + tokenFile(sandbox),
                sandbox.api().project(),
                "target",
                "google-europe-west1",
                "startup-4",
                SandboxTarget.spelt(sandbox.targetRelease()));
    }

    private static Map<String, String> hosts(Sandbox sandbox) {
        return sandbox.source().nodes().stream()
                .collect(Collectors.toMap(Sandbox.SourceNode::address, node -> node.address() + ":" + node.sshPort()));
    }

    private static Path tokenFile(Sandbox sandbox) {
        try {
            var file = sandbox.folder().resolve("token");
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, sandbox.api().token().reveal());
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
