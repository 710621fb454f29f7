package dev.ferry.cli;

import dev.ferry.engine.MigrationEngine;
import dev.ferry.json.Json;
import dev.ferry.migration.Migration;
import dev.ferry.migration.Selection;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Severity;
import dev.ferry.plan.Plan;
import dev.ferry.schema.Stage;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `ferry plan`: looks at both ends and shows what would happen.
@Command(
        name = "plan",
        header = "Show what would happen: findings, exact CQL, cells. Changes nothing on either side.",
        description =
                "Surveys the source again. The plan is kept in the document; ferry run carries it out as it stands.")
final class PlanCommand extends DocumentCommand {
    @Option(names = "--tables", paramLabel = "PATTERN", description = "Move only these from now on.")
    private @Nullable List<String> tables;

    @Option(names = "--except", paramLabel = "PATTERN", description = "Leave these from now on.")
    private @Nullable List<String> excluded;

    @Option(
            names = "--replication",
            paramLabel = "KEYSPACE=DC:N[,DC:N]",
            hideParamSyntax = true,
            description = "Replication of a keyspace on the target; several may be given.",
            split = "\\|")
    private Map<String, String> replication = Map.of();

    @Option(
            names = "--repair-replication",
            negatable = true,
            description = "Let Ferry repair replication, or keep the source's as it is.")
    private @Nullable Boolean repairs;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    int act(Path file) throws FailureException, InterruptedException {
        return withDocument(file, document -> {
            var migration = changed(document.migration());
            MigrationEngine.requireNoLoaders(document.run());
            document.save(migration);
            var secrets = secrets(migration);
            var cluster = engine().survey(migration.source(), migration.options(), secrets, _ -> {});
            document.save(cluster);
            var plan = engine().plan(migration, secrets, cluster, Plan.nextId(document.plan()));
            document.save(plan);
            show(plan);
            return plan.isBlocked() ? ExitCode.REFUSED : ExitCode.DONE;
        });
    }

    private Migration changed(Migration old) {
        var replications = new java.util.HashMap<>(old.options().replication());
        replications.putAll(Replications.parse(replication, this::wrong));
        return new Migration(
                old.id(),
                old.name(),
                old.source(),
                old.target(),
                new Selection(
                        tables == null ? old.selection().include() : tables,
                        excluded == null ? old.selection().exclude() : excluded),
                old.options()
                        .withReplication(
                                replications, repairs == null ? old.options().replicationKept() : !repairs));
    }

    private CommandLine.ParameterException wrong(String key, Object... arguments) {
        if (spec == null) {
            throw new IllegalStateException(key);
        }
        return new CommandLine.ParameterException(spec.commandLine(), Messages.text(key, arguments));
    }

    private void show(Plan plan) {
        if (isJson()) {
            console.print(Json.write(plan));
        } else {
            PlanText.lines(plan).forEach(console::print);
        }
    }

    /// The plan as a person reads it.
    static final class PlanText {
        private PlanText() {}

        static List<String> lines(Plan plan) {
            var lines = new java.util.ArrayList<String>();
            lines.add(Messages.text(
                    "cli.plan.head",
                    plan.id(),
                    plan.source().clusterName(),
                    plan.source().nodes().size(),
                    plan.target().version(),
                    plan.target().nodesByDataCentre()));
            for (var stage : Stage.values()) {
                statements(plan, stage, lines);
            }
            if (!plan.loaders().isEmpty()) {
                lines.add("");
                lines.add(Messages.text("cli.plan.loaders"));
                plan.loaders().forEach(finding -> lines.addAll(FactLines.finding(finding)));
            }
            lines.add("");
            lines.add(Messages.text("cli.plan.findings"));
            plan.findings().stream()
                    .filter(finding -> finding.severity() != Severity.PASS)
                    .forEach(finding -> lines.addAll(FactLines.finding(finding)));
            lines.add("");
            lines.add(Messages.text(
                    "cli.plan.cells",
                    plan.cells().size(),
                    plan.tables().size(),
                    Units.bytes(plan.bytes()),
                    plan.limits().loadersPerNode()));
            lines.add(Messages.text(plan.isBlocked() ? "cli.plan.blocked" : "cli.plan.ready"));
            return lines;
        }

        private static void statements(Plan plan, Stage stage, List<String> lines) {
            var statements = plan.statements(stage);
            if (!statements.isEmpty()) {
                lines.add("");
                lines.add(Messages.text("cli.plan.stage." + stage.name().toLowerCase(java.util.Locale.ROOT)));
                statements.forEach(statement -> statement.cql().lines().forEach(line -> lines.add("  " + line)));
            }
        }
    }
}
