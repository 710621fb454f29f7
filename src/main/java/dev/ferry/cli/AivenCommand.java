package dev.ferry.cli;

import dev.ferry.engine.AivenAccount;
import dev.ferry.engine.AivenConsole;
import dev.ferry.engine.AivenProject;
import dev.ferry.engine.AivenProject.Sale;
import dev.ferry.engine.AivenProject.Service;
import dev.ferry.engine.ServiceGauges;
import dev.ferry.engine.ServiceLog;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.AvnLogin;
import dev.ferry.secrets.Secret;
import dev.ferry.secrets.SecretReader;
import dev.ferry.secrets.SecretSource;
import dev.ferry.text.Messages;
import dev.ferry.text.Moments;
import dev.ferry.text.Units;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ferry aiven`: what an Aiven account has, and how its services are.
@Command(
        name = "aiven",
        header = "Look at an Aiven account: projects, services, logs; power a service on.",
        description = "The token comes from where --token says; without it from avn, Aiven's own command line, if that"
                + " is logged in (its file aiven-credentials.json, AIVEN_AUTH_TOKEN or AIVEN_TOKEN).",
        subcommands = {
            AivenCommand.AccountCommand.class,
            AivenCommand.ServicesCommand.class,
            AivenCommand.PowerOnCommand.class,
            AivenCommand.LogCommand.class,
            AivenCommand.MetricsCommand.class
        })
final class AivenCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    private boolean isHelp;

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(System.out);
        }
    }

    /// What all of them share: where the token comes from, and where the API is.
    abstract static class AivenWork extends Quiet {
        @Option(
                names = "--token",
                paramLabel = "SOURCE",
                defaultValue = "avn:",
                description = "env:NAME, file:/path, keyring:service/account, prompt, or avn: or avn:/path for the"
                        + " login of Aiven's own command line (${DEFAULT-VALUE}).")
        private String token = "";

        @Option(
                names = "--api",
                paramLabel = "URL",
                defaultValue = "${env:AIVEN_WEB_URL:-" + AivenAccount.API + "}",
                description = "API (${DEFAULT-VALUE}).")
        private String api = "";

        final String api() {
            return api;
        }

        final Secret token() throws FailureException {
            var source = SecretSource.parse(token);
            warn(source);
            return new SecretReader().read(source);
        }

        final AivenConsole open() throws FailureException {
            return DocumentCommand.engine().console(api, token());
        }
    }

    /// One that is about a service.
    abstract static class ServiceWork extends AivenWork {
        @Parameters(index = "0", paramLabel = "PROJECT/SERVICE", description = "The service.")
        private String name = "";

        @CommandLine.Spec
        private CommandLine.Model.@Nullable CommandSpec spec;

        final String project() {
            return name.substring(0, slash());
        }

        final String service() {
            return name.substring(slash() + 1);
        }

        private int slash() {
            var slash = name.indexOf('/');
            if (slash < 1 || slash == name.length() - 1) {
                throw new CommandLine.ParameterException(
                        Objects.requireNonNull(spec).commandLine(), Messages.text("cli.aiven.name", name));
            }
            return slash;
        }
    }

    /// Who the token belongs to.
    @Command(name = "account", header = "Who the token belongs to, and its projects. Changes nothing.")
    static final class AccountCommand extends AivenWork {
        @Override
        int act() throws FailureException, InterruptedException {
            var account = DocumentCommand.engine().account(api(), token());
            console.print(Messages.text("cli.aiven.account", account.user(), account.name()));
            var projects = new TextTable("project", "account", "default cloud", "trial until");
            account.projects()
                    .forEach(project -> projects.row(List.of(
                            project.name(),
                            project.owner(),
                            project.defaultCloud() == null ? "" : project.defaultCloud(),
                            day(project.trialEnd()))));
            projects.lines().forEach(console::print);
            return ExitCode.DONE;
        }

        private static String day(@Nullable Instant when) {
            return when == null ? "" : when.toString().substring(0, "2026-01-07".length());
        }
    }

    /// What a project has.
    @Command(
            name = "services",
            header = "The Cassandra services of a project, and what the token may do there. Changes nothing.")
    static final class ServicesCommand extends AivenWork {
        @Parameters(index = "0", arity = "0..1", paramLabel = "PROJECT", description = "avn's default without.")
        private @Nullable String project;

        @CommandLine.Spec
        private CommandLine.Model.@Nullable CommandSpec spec;

        @Override
        int act() throws FailureException, InterruptedException {
            var found = DocumentCommand.engine().project(api(), token(), wanted());
            if (found.sale() instanceof Sale.Ended ended) {
                console.print(Mark.WARN + " "
                        + Messages.text(
                                "cli.aiven.ended",
                                ended.since().toString().substring(0, "2026-01-07".length()),
                                ended.evidence()));
            }
            found.lacking()
                    .forEach(lack -> console.print(
                            Mark.WARN + " " + Messages.text("cli.aiven.lack", lack.what(), lack.permission())));
            if (found.services().isEmpty()) {
                console.print(Messages.text("cli.aiven.no-services", found.name()));
                return ExitCode.DONE;
            }
            table(found).lines().forEach(console::print);
            return ExitCode.DONE;
        }

        private String wanted() {
            var named = project;
            return named != null
                    ? named
                    : AvnLogin.ofThisMachine()
                            .map(AvnLogin::project)
                            .filter(text -> !text.isEmpty())
                            .orElseThrow(() -> new CommandLine.ParameterException(
                                    Objects.requireNonNull(spec).commandLine(), Messages.text("cli.aiven.no-project")));
        }

        private static TextTable table(AivenProject found) {
            var table = new TextTable(
                    "service", "state", "plan", "version", ">nodes", ">disk", "cloud", "network", "as a target", "");
            found.services().forEach(service -> table.row(row(service)));
            return table;
        }

        private static List<String> row(Service service) {
            var obstacle = service.obstacle();
            var notes = new ArrayList<String>();
            if (service.place().isProtected()) {
                notes.add(Messages.text("cli.aiven.protected"));
            }
            service.place().pending().forEach(update -> notes.add(update.description()));
            return List.of(
                    service.name(),
                    service.state(),
                    service.plan(),
                    service.version(),
                    String.valueOf(service.nodeCount()),
                    Units.bytes(service.diskBytes()),
                    service.cloud(),
                    service.place().vpc() == null ? "public" : "private",
                    obstacle == null ? Messages.text("cli.aiven.usable") : Messages.text(obstacle),
                    String.join("; ", notes));
        }
    }

    /// Switches a service on.
    @Command(
            name = "power-on",
            header = "Switch a service on and wait until it runs. It costs money from then on.",
            description = "Aiven makes its machines anew, from its last backup.")
    static final class PowerOnCommand extends ServiceWork {
        private String told = "";

        @Override
        int act() throws FailureException, InterruptedException {
            try (var open = open()) {
                var running = open.powerOn(project(), service(), this::tell);
                console.print(Messages.text("cli.aiven.on", running.name()));
                return ExitCode.DONE;
            }
        }

        private void tell(Service seen) {
            var running = seen.nodes().stream()
                    .filter(node -> node.state().equals("running"))
                    .count();
            var now = Messages.text(
                    "cli.aiven.coming",
                    seen.name(),
                    seen.state(),
                    running,
                    seen.nodes().size());
            if (!now.equals(told)) {
                told = now;
                console.note(now);
            }
        }
    }

    /// Reads a service's log.
    @Command(name = "log", header = "A service's log, the newest lines last. Changes nothing.")
    static final class LogCommand extends ServiceWork {
        private static final int MOST = 500;
        // avn gives up after as many in a row
        private static final int MOST_FAILURES = 10;
        private static final Duration PAUSE = Duration.ofSeconds(8);

        @Option(names = "--lines", paramLabel = "N", defaultValue = "100", description = "How many (${DEFAULT-VALUE}).")
        private int lines;

        @Option(names = "--follow", description = "Go on until Ctrl-C.")
        private boolean isFollowing;

        @Override
        int act() throws FailureException, InterruptedException {
            try (var open = open()) {
                var known = read(open);
                known.forEach(line -> console.print(line.plain()));
                if (isFollowing) {
                    follow(open, known);
                }
                return ExitCode.DONE;
            }
        }

        /// From the newest page back to as many lines as are wanted.
        private List<ServiceLog.Line> read(AivenConsole open) throws FailureException, InterruptedException {
            var found = new ArrayList<ServiceLog.Line>();
            String from = null;
            do {
                var page = open.log(project(), service(), Math.clamp(lines - found.size(), 1, MOST), from);
                found.addAll(0, page.lines());
                from = page.older();
            } while (from != null && found.size() < lines);
            return found;
        }

        private void follow(AivenConsole open, List<ServiceLog.Line> before)
                throws FailureException, InterruptedException {
            var known = before;
            var failures = 0;
            while (true) {
                Thread.sleep(PAUSE);
                try {
                    var page = open.log(project(), service(), MOST, null);
                    page.after(known).forEach(line -> console.print(line.plain()));
                    known = page.lines();
                    failures = 0;
                } catch (FailureException e) {
                    failures++;
                    if (failures >= MOST_FAILURES || e.failure().kind() != Failure.Kind.RETRYABLE) {
                        throw e;
                    }
                }
            }
        }
    }

    /// Reads a service's metrics.
    @Command(name = "metrics", header = "How a service's machines are, by Aiven's measurements. Changes nothing.")
    static final class MetricsCommand extends ServiceWork {
        @Override
        int act() throws FailureException, InterruptedException {
            try (var open = open()) {
                var gauges = open.gauges(project(), service());
                var at = gauges.at();
                if (at != null) {
                    console.note(Messages.text("cli.aiven.measured", Moments.of(at)));
                }
                var table = new TextTable("node", ">disk %", ">cpu %", ">memory %", ">load");
                gauges.nodes().forEach(node -> table.row(row(node)));
                table.lines().forEach(console::print);
                return ExitCode.DONE;
            }
        }

        private static List<String> row(ServiceGauges.Node node) {
            return List.of(
                    node.name(),
                    text(node.diskPercent()),
                    text(node.cpuPercent()),
                    text(node.memoryPercent()),
                    text(node.load()));
        }

        private static String text(OptionalDouble value) {
            return value.isEmpty() ? "?" : String.format(Locale.ROOT, "%.1f", value.getAsDouble());
        }
    }
}
