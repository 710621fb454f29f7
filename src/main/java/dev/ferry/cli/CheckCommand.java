package dev.ferry.cli;

import dev.ferry.engine.Goal;
import dev.ferry.engine.Scope;
import dev.ferry.outcome.FailureException;
import dev.ferry.plan.Plan;
import dev.ferry.run.Check;
import dev.ferry.text.Messages;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ferry check`: the preflight alone.
@Command(
        name = "check",
        header = "Check nodes and both clusters for what a load depends on; no data moves.",
        description =
                "Brings the schema over first, as ferry run would, and credentials to the nodes. Makes a plan first"
                        + " if there is none. Says everything that warns or blocks, with what was seen and what to do.")
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

    @Mixin
    private Consent consent = new Consent();

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    int act(Path file) throws FailureException, InterruptedException {
        return withDocument(file, document -> {
            var secrets = secrets(document.migration());
            var plan = plan(document, secrets);
            if (plan.isBlocked()) {
                PlanCommand.PlanText.lines(plan).forEach(console::note);
                return ExitCode.REFUSED;
            }
            requireNodes(plan);
            if (!consent.isGiven(document, plan, console, "cli.check.ask")
                    || !confirmation.isGiven(document, console)) {
                return ExitCode.USAGE;
            }
            return new LiveRun(console, isJson() ? Console.Display.JSON : Console.Display.AUTO)
                    .run(engine(jars.loaderJars()), document, secrets, Goal.CHECKED, scope());
        });
    }

    /// What is checked.
    Scope scope() {
        var checks = isVerifying ? EnumSet.of(Check.CHECKSUMS) : EnumSet.noneOf(Check.class);
        return new Scope(new LinkedHashSet<>(nodes), Set.of(), checks);
    }

    /// A node that nobody knows would be checked without a fault.
    private void requireNodes(Plan plan) {
        var known = plan.source().nodes().stream().map(node -> node.address()).toList();
        for (var node : nodes) {
            if (!known.contains(node)) {
                throw new CommandLine.ParameterException(
                        Objects.requireNonNull(spec).commandLine(),
                        Messages.text("cli.check.node", node, String.join(", ", known)));
            }
        }
    }
}
