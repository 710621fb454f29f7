package dev.ferry.cli;

import dev.ferry.artifact.LoaderJars;
import dev.ferry.engine.MigrationEngine;
import dev.ferry.engine.Secrets;
import dev.ferry.journal.Document;
import dev.ferry.migration.Migration;
import dev.ferry.outcome.FailureException;
import dev.ferry.plan.Plan;
import dev.ferry.secrets.SecretReader;
import dev.ferry.secrets.SecretSource;
import dev.ferry.settings.SettingsFolder;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What every command on a document shares: the document, how it is shown, how failures end.
abstract class DocumentCommand extends Quiet {
    @Parameters(index = "0", paramLabel = "FILE", description = "The migration: a .ferry file.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print JSON, one object a line, for scripts.")
    private boolean isJson;

    @Override
    final int act() throws FailureException, InterruptedException {
        return act(file);
    }

    /// What the command does with its document.
    ///
    /// @return the exit code
    abstract int act(Path file) throws FailureException, InterruptedException;

    /// Whether a script reads what is printed.
    final boolean isJson() {
        return isJson;
    }

    /// An engine as this user uses it; where loaders come from is what the preferences say.
    static MigrationEngine engine() {
        return engine(new JarOptions().loaderJars());
    }

    /// An engine as this user uses it.
    ///
    /// @param jars where the loaders come from that are brought to nodes
    static MigrationEngine engine(LoaderJars jars) {
        return new MigrationEngine(SettingsFolder.knownHosts(), jars);
    }

    /// The plan of a document; if there is none yet, it is made from what both sides are now.
    static Plan plan(Document document, Secrets secrets) throws FailureException, InterruptedException {
        var made = document.plan();
        if (made.isPresent()) {
            return made.get();
        }
        var migration = document.migration();
        var cluster = engine().survey(migration.source(), migration.options(), secrets, _ -> {});
        document.save(cluster);
        var plan = engine().plan(migration, secrets, cluster, Plan.nextId(made));
        document.save(plan);
        return plan;
    }

    /// The secrets of a migration, asked for now and never again; what servers ask is asked when they do.
    final Secrets secrets(Migration migration) throws FailureException {
        for (var source : migration.secretSources()) {
            warn(SecretSource.parse(source));
        }
        return Secrets.read(migration.secretSources(), new SecretReader()).with(console.answering());
    }

    /// Opens a document to work on it, for the time of some work.
    static <T> T withDocument(Path file, Work<T> work) throws FailureException, InterruptedException {
        try (var document = Document.open(file)) {
            return work.on(document);
        }
    }

    /// Work on a document.
    @FunctionalInterface
    interface Work<T> {
        T on(Document document) throws FailureException, InterruptedException;
    }
}
