package dev.ferry.cli;

import dev.ferry.engine.Goal;
import dev.ferry.engine.Scope;
import dev.ferry.outcome.FailureException;
import dev.ferry.run.Check;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ferry check`: the preflight alone.
@Command(
        name = "check",
        header = "Check nodes and both clusters for what a load depends on; no data moves.",
        description = {
            "Brings the schema over first, as ferry run would, and credentials to the nodes. Says everything that",
            "warns or blocks, with what was seen and what to do."
        })
final class CheckCommand extends DocumentCommand {
    @Option(
            names = "--node",
            paramLabel = "ADDRESS",
            description = "Only this source node, and not the clusters as wholes; may be given again.")
    private List<String> nodes = List.of();

    @Option(
            names = "--verify-files",
            description = "Read every data file that moves and compare it with its checksum, slowly, instead.")
    private boolean isVerifying;

    @Mixin
    private JarOptions jars = new JarOptions();

    @Mixin
    private Confirmation confirmation = new Confirmation();

    @Override
    int act(Path file) throws FailureException, InterruptedException {
        return withDocument(file, document -> {
            if (!confirmation.isGiven(document, console)) {
                return ExitCode.USAGE;
            }
            var checks = isVerifying ? EnumSet.of(Check.CHECKSUMS) : EnumSet.noneOf(Check.class);
            var scope = new Scope(new LinkedHashSet<>(nodes), Set.of(), checks);
            return new LiveRun(console, isJson() ? Console.Display.JSON : Console.Display.AUTO)
                    .run(engine(jars.loaderJars()), document, secrets(document.migration()), Goal.CHECKED, scope);
        });
    }
}
