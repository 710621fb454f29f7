package dev.ferry.cli;

import dev.ferry.artifact.JavaArchive;
import dev.ferry.journal.Document;
import dev.ferry.migration.Limits;
import dev.ferry.migration.Migration;
import dev.ferry.migration.Options;
import dev.ferry.migration.Selection;
import dev.ferry.migration.Side;
import dev.ferry.migration.Target;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Messages;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `ferry new`: writes a document from what is said on the command line. Connects to nothing.
@Command(
        name = "new",
        abbreviateSynopsis = true,
        sortOptions = false,
        header = "Write down a new migration.",
        description = {
            "Makes the document; nothing is connected to. Passwords are not asked for here either: the document only says"
                    + " where they come from.",
            "A SOURCE is env:NAME, file:/path, keyring:service/account or prompt."
        })
final class NewCommand extends DocumentCommand {
    @ArgGroup(validate = false, heading = "%nThe source, over CQL and JMX:%n")
    private SourceOptions from = new SourceOptions();

    @ArgGroup(validate = false, heading = "%nIts nodes over SSH, and who works there:%n")
    private SshOptions over = new SshOptions();

    @ArgGroup(validate = false, heading = "%nThe target, an Aiven service:%n")
    private ToAiven aiven = new ToAiven();

    @ArgGroup(validate = false, heading = "%nThe target, any other cluster:%n")
    private ClusterOptions cluster = new ClusterOptions();

    @ArgGroup(validate = false, heading = "%nWhat moves, and how:%n")
    private How how = new How();

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    int act(Path file) throws FailureException {
        var migration = new Migration(
                Migration.newId(),
                name(file),
                from.settings(over.settings(this::wrong), this::wrong),
                target(),
                new Selection(how.tables, how.excluded),
                options());
        try (var document = Document.create(file, migration)) {
            console.print(Messages.text(
                    "cli.new",
                    document.path(),
                    migration.name(),
                    migration.target().name()));
        }
        return ExitCode.DONE;
    }

    private static String name(Path file) {
        var name = String.valueOf(file.getFileName());
        return name.endsWith(".ferry") ? name.substring(0, name.length() - ".ferry".length()) : name;
    }

    private Target target() {
        var service = aiven.service;
        if ((service != null) == cluster.isSaid()) {
            throw wrong("cli.new.no-target");
        }
        if (service == null) {
            requireNone(ToAiven.class, "--to");
            return cluster.target(this::wrong);
        }
        requireNone(ClusterOptions.class, "--to-aiven");
        return aivenTarget(service);
    }

    /// What is said of the other kind of target would be lost, so it is refused.
    private void requireNone(Class<?> others, String target) {
        for (var option :
                Objects.requireNonNull(spec).commandLine().getParseResult().matchedOptions()) {
            if (option.userObject() instanceof Field field && field.getDeclaringClass() == others) {
                throw wrong("cli.new.other-target", option.longestName(), target);
            }
        }
    }

    private Target aivenTarget(String service) {
        var slash = service.indexOf('/');
        var token = aiven.token;
        if (slash < 1 || token == null) {
            throw wrong("cli.new.aiven");
        }
        return new Target.AivenService(
                aiven.api,
                token,
                service.substring(0, slash),
                service.substring(slash + 1),
                aiven.cloud,
                aiven.plan,
                aiven.version);
    }

    private Options options() throws FailureException {
        return new Options(
                new Limits(how.perNode, how.inAll, how.throttle),
                Replications.parse(how.replication, this::wrong),
                how.keepsReplication,
                Map.of(),
                how.production,
                how.dataCentre,
                how.dataCentres,
                javaArchive());
    }

    /// Read once here, so that a wrong one is said before anything else is done.
    private @Nullable String javaArchive() throws FailureException {
        var path = how.javaArchive;
        if (path == null) {
            return null;
        }
        JavaArchive.read(path);
        return path.toAbsolutePath().normalize().toString();
    }

    private CommandLine.ParameterException wrong(String key, Object... arguments) {
        if (spec == null) {
            throw new IllegalStateException(key);
        }
        return new CommandLine.ParameterException(spec.commandLine(), Messages.text(key, arguments));
    }

    /// An Aiven service.
    static final class ToAiven {
        @Option(names = "--to-aiven", paramLabel = "PROJECT/SERVICE", description = "Made if it is not there.")
        private @Nullable String service;

        @Option(
                names = "--token",
                paramLabel = "SOURCE",
                description = "Where the API token comes from; avn: for avn's.")
        private @Nullable String token;

        @Option(
                names = "--api",
                paramLabel = "URL",
                defaultValue = "https://api.aiven.io",
                description = "API (${DEFAULT-VALUE}).")
        private String api = "";

        @Option(
                names = "--cloud",
                paramLabel = "CLOUD",
                defaultValue = "google-europe-west1",
                description = "Cloud (${DEFAULT-VALUE}).")
        private String cloud = "";

        @Option(
                names = "--plan",
                paramLabel = "PLAN",
                defaultValue = "startup-4",
                description = "Plan (${DEFAULT-VALUE}).")
        private String plan = "";

        @Option(
                names = "--version-of-target",
                paramLabel = "VERSION",
                defaultValue = "4.1",
                description = "Cassandra (${DEFAULT-VALUE}).")
        private String version = "";
    }

    /// What moves, and how.
    static final class How {
        @Option(
                names = "--tables",
                paramLabel = "PATTERN",
                description = "What moves (all): keyspace, keyspace.table, with *; several may be given.")
        private List<String> tables = List.of();

        @Option(
                names = "--except",
                paramLabel = "PATTERN",
                description = "What stays, among those; several may be given.")
        private List<String> excluded = List.of();

        @Option(
                names = "--replication",
                paramLabel = "KEYSPACE=DC:N[,DC:N]",
                hideParamSyntax = true,
                description = "Replication of a keyspace on the target; several may be given.",
                split = "\\|")
        private Map<String, String> replication = Map.of();

        @Option(
                names = "--keep-replication",
                description = "Keep the source's replication; refused where it does not fit.")
        private boolean keepsReplication;

        @Option(names = "--data-centre", paramLabel = "DC", description = "Load from its nodes alone (all nodes).")
        private @Nullable String dataCentre;

        @Option(
                names = "--map-data-centre",
                paramLabel = "SOURCE=TARGET",
                description = "The target's data centre that takes the place of the source's; several may be given.")
        private Map<String, String> dataCentres = Map.of();

        @Option(
                names = "--production",
                split = ",",
                paramLabel = "SIDE",
                description = "source, target: clusters that nothing may change before their name is typed.")
        private Set<Side> production = Set.of();

        @Option(
                names = "--java-archive",
                paramLabel = "FILE",
                description = "A .tar.gz of a Java for Linux, for nodes that have none that fits.")
        private @Nullable Path javaArchive;

        @Option(
                names = "--loaders-per-node",
                paramLabel = "N",
                defaultValue = "4",
                description = "Loaders at once on a node (${DEFAULT-VALUE}).")
        private int perNode;

        @Option(
                names = "--loaders",
                paramLabel = "N",
                defaultValue = "256",
                description = "Loaders at once in all (${DEFAULT-VALUE}).")
        private int inAll;

        @Option(
                names = "--throttle",
                paramLabel = "MiB/s",
                defaultValue = "0",
                description = "Limit of each loader; 0 for none (${DEFAULT-VALUE}).")
        private int throttle;
    }
}
