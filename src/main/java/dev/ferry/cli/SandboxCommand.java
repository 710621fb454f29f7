package dev.ferry.cli;

import dev.ferry.engine.Goal;
import dev.ferry.engine.MigrationEngine;
import dev.ferry.engine.Secrets;
import dev.ferry.journal.Document;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.report.CsvReport;
import dev.ferry.report.HtmlReport;
import dev.ferry.sandbox.Release;
import dev.ferry.sandbox.SampleMigration;
import dev.ferry.sandbox.Sandbox;
import dev.ferry.sandbox.SandboxOptions;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.secrets.SecretReader;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `ferry sandbox`: real clusters on this machine, to try everything on.
@Command(
        name = "sandbox",
        header = "Real Cassandra clusters on this machine, and a migration between them.",
        description = "Two source nodes with data of every kind and an SSH server each, and a local server that speaks"
                + " Aiven's API and starts a real target. It is a sandbox: nothing of it is reachable from outside,"
                + " nothing of it stays.",
        subcommands = {SandboxCommand.Run.class, SandboxCommand.Start.class})
final class SandboxCommand implements Runnable {
    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    private boolean isHelp;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(System.out);
        }
    }

    /// What both sub-commands share: which sandbox.
    abstract static class SandboxWork extends Quiet {
        @Option(names = "--size", defaultValue = "small", description = "small, demo or large (${DEFAULT-VALUE}).")
        private SandboxOptions.Size size = SandboxOptions.Size.SMALL;

        @Option(names = "--source", defaultValue = "4.1", description = "3.11, 4.0, 4.1 or 5.0 (${DEFAULT-VALUE}).")
        private String source = "";

        @Option(names = "--target", defaultValue = "4.1", description = "3.11, 4.0, 4.1 or 5.0 (${DEFAULT-VALUE}).")
        private String target = "";

        @Option(names = "--target-nodes", defaultValue = "1", description = "1 or 3 (${DEFAULT-VALUE}).")
        private int targetNodes;

        @Option(
                names = "--source-data-centres",
                defaultValue = "1",
                description = "1, or 2 with a source node in each (${DEFAULT-VALUE}).")
        private int sourceDataCentres;

        @Option(
                names = "--target-data-centres",
                defaultValue = "1",
                description = {
                    "1, or 2: then the target is a cluster of three nodes that is there from the start,",
                    "without Aiven's API (${DEFAULT-VALUE})."
                })
        private int targetDataCentres;

        @Option(names = "--folder", description = "Keep everything here, also afterwards.")
        private @Nullable Path folder;

        @Option(
                names = "--fault",
                paramLabel = "NAME",
                description =
                        "Let Aiven's API go wrong: unavailable, rate-limited, answer-lost, stuck, vpc, disk-filling"
                                + " and others; a wrong name lists them all. Several may be given.")
        private List<String> faults = List.of();

        @Option(
                names = "--aiven",
                paramLabel = "TIME",
                description = "live, announced or after-end-of-life: what Aiven's API says of its product"
                        + " (${DEFAULT-VALUE}).",
                defaultValue = "live")
        private String aiven = "";

        private volatile boolean isStarted;

        final Sandbox start() throws FailureException, InterruptedException {
            Sandbox.requireKnown(faults, aiven);
            console.note(Messages.text("cli.sandbox.label"));
            var options = new SandboxOptions(
                            line(source).version(), line(target).version(), size, targetNodes, folder)
                    .withDataCentres(sourceDataCentres, targetDataCentres);
            var sandbox = Sandbox.start(options, this::tell);
            isStarted = true;
            try {
                trouble(sandbox);
                return sandbox;
            } catch (FailureException e) {
                sandbox.close();
                throw e;
            }
        }

        private void trouble(Sandbox sandbox) throws FailureException {
            sandbox.now(aiven);
            for (var fault : faults) {
                sandbox.inject(fault);
            }
        }

        /// What the sandbox does later, Ferry itself tells: its screen is not to be written over.
        private void tell(String line) {
            if (!isStarted) {
                console.note("  " + line);
            }
        }

        private static Release line(String text) throws FailureException {
            return Release.of(CassandraVersion.of(text))
                    .orElseThrow(() -> new FailureException(new Failure(
                            Failure.Kind.FATAL,
                            "sandbox",
                            Message.of("cli.sandbox.release", text),
                            "",
                            Message.of("cli.sandbox.release.remedy"))));
        }
    }

    /// Starts a sandbox and takes the whole journey in it.
    @Command(name = "run", header = "Start a sandbox, migrate it from end to end, show the proof, remove it.")
    static final class Run extends SandboxWork {
        @Option(names = "--plain", description = "A line per event, also on a terminal.")
        private boolean isPlain;

        @Option(names = "--json", description = "Print events as JSON lines.")
        private boolean isJson;

        @Option(names = "--report", paramLabel = "FILE", description = "Write the report: .html and .csv beside it.")
        private @Nullable Path report;

        @Override
        int act() throws FailureException, InterruptedException {
            var startedNanos = System.nanoTime();
            try (var sandbox = start()) {
                console.note(Messages.text("cli.sandbox.ready", since(startedNanos)));
                return travel(sandbox, startedNanos);
            }
        }

        private int travel(Sandbox sandbox, long startedNanos) throws FailureException, InterruptedException {
            var file = SampleMigration.file(sandbox);
            var migration = SampleMigration.of(sandbox);
            var secrets = Secrets.read(migration.secretSources(), new SecretReader());
            var engine =
                    new MigrationEngine(sandbox.folder().resolve("ferry_known_hosts"), new JarOptions().loaderJars());
            try (var document = Document.create(file, migration)) {
                var cluster = engine.survey(migration.source(), migration.options(), secrets, _ -> {});
                document.save(cluster);
                var plan = engine.plan(migration, secrets, cluster, "p1");
                document.save(plan);
                PlanCommand.PlanText.lines(plan).forEach(console::note);
                if (plan.isBlocked()) {
                    return ExitCode.REFUSED;
                }
                var display = isJson ? Console.Display.JSON : isPlain ? Console.Display.PLAIN : Console.Display.AUTO;
                var code = new LiveRun(console, display).run(engine, document, secrets, Goal.FINISHED);
                write(document);
                console.note(Messages.text("cli.sandbox.over", since(startedNanos)));
                return code;
            }
        }

        private static String since(long nanos) {
            return Units.time(Duration.ofNanos(System.nanoTime() - nanos));
        }

        private void write(Document document) throws FailureException {
            if (report == null) {
                return;
            }
            try {
                var summary = Reports.summary(document, document.plan().orElseThrow());
                var folder = report.toAbsolutePath().getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
                Files.writeString(Path.of(report + ".html"), HtmlReport.text(summary));
                Files.writeString(Path.of(report + ".csv"), CsvReport.text(summary));
                console.note(Messages.text("cli.report", report + ".html"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Starts a sandbox and waits.
    @Command(
            name = "start",
            header = "Start a sandbox and keep it until Ctrl-C, with a document ready for ferry run.",
            description = "Prints the path of the document. Everything stops when this command does.")
    static final class Start extends SandboxWork {
        @Override
        int act() throws FailureException, InterruptedException {
            try (var sandbox = start()) {
                var file = SampleMigration.file(sandbox);
                Document.create(file, SampleMigration.of(sandbox)).close();
                console.print(file.toString());
                console.note(Messages.text("cli.sandbox.waiting", file));
                Thread.sleep(Duration.ofDays(365));
                return ExitCode.DONE;
            }
        }
    }
}
