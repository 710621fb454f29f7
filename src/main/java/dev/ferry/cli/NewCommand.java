package dev.ferry.cli;

import dev.ferry.artifact.JavaArchive;
import dev.ferry.journal.Document;
import dev.ferry.migration.Becoming;
import dev.ferry.migration.Limits;
import dev.ferry.migration.Migration;
import dev.ferry.migration.Options;
import dev.ferry.migration.Selection;
import dev.ferry.migration.Side;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.SshCredentials;
import dev.ferry.migration.SshSettings;
import dev.ferry.migration.Target;
import dev.ferry.migration.Tls;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Messages;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
        header = "Write down a new migration.",
        description =
                "Makes the document; nothing is connected to. Passwords are not asked for here either: the document"
                        + " only says where they come from.")
final class NewCommand extends DocumentCommand {
    @ArgGroup(validate = false, heading = "%nThe source:%n")
    private From from = new From();

    @ArgGroup(validate = false, heading = "%nIts nodes over SSH:%n")
    private Over over = new Over();

    @ArgGroup(validate = false, heading = "%nThe target, an Aiven service:%n")
    private ToAiven aiven = new ToAiven();

    @ArgGroup(validate = false, heading = "%nThe target, any other cluster:%n")
    private ToCluster cluster = new ToCluster();

    @ArgGroup(validate = false, heading = "%nWhat moves, and how:%n")
    private How how = new How();

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    int act(Path file) throws FailureException {
        var migration = new Migration(
                Migration.newId(), name(file), source(), target(), new Selection(how.tables, how.excluded), options());
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

    private SourceSettings source() {
        if (from.hosts.isEmpty()) {
            throw wrong("cli.new.no-source");
        }
        return new SourceSettings(
                from.hosts,
                from.port,
                login(from.user, from.password, "--from"),
                from.authorities == null ? null : Tls.trusting(from.authorities),
                SourceSettings.Road.AUTOMATIC,
                null,
                ssh());
    }

    private SshSettings ssh() {
        return SshSettings.of(over.user, over.port)
                .with(SshCredentials.none()
                        .withKeys(over.keys)
                        .withPassphrase(over.passphrase)
                        .withPassword(over.password))
                .withKnownHosts(over.knownHosts)
                .accepting(new LinkedHashSet<>(over.accepted))
                .with(new Becoming(over.become, over.sudoPassword, null))
                .withHosts(over.hosts);
    }

    private SourceSettings.@Nullable Login login(@Nullable String user, @Nullable String password, String prefix) {
        if (user == null) {
            return null;
        }
        if (password == null) {
            throw wrong("cli.new.no-password", prefix);
        }
        return new SourceSettings.Login(user, password);
    }

    private Target target() {
        var service = aiven.service;
        if (service != null && cluster.hosts.isEmpty()) {
            return aivenTarget(service);
        }
        if (service == null && !cluster.hosts.isEmpty()) {
            return new Target.CassandraCluster(
                    cluster.hosts,
                    cluster.port,
                    cluster.internodePort,
                    login(cluster.user, cluster.password, "--to"),
                    cluster.authorities == null
                            ? null
                            : new Tls(cluster.authorities, null, null, null, null, !cluster.ignoresHostNames),
                    cluster.internodeAuthorities == null
                            ? null
                            : new Tls(
                                    cluster.internodeAuthorities, null, cluster.certificate, cluster.key, null, false));
        }
        throw wrong("cli.new.no-target");
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
                null,
                Map.of(),
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

    /// The source cluster.
    static final class From {
        @Option(names = "--from", split = ",", paramLabel = "HOST", description = "Contact points.")
        private List<String> hosts = List.of();

        @Option(names = "--from-port", defaultValue = "9042", description = "CQL port (${DEFAULT-VALUE}).")
        private int port;

        @Option(names = "--from-user", paramLabel = "NAME", description = "CQL login, if the cluster asks for one.")
        private @Nullable String user;

        @Option(names = "--from-password", paramLabel = "SOURCE", description = "Where its password comes from.")
        private @Nullable String password;

        @Option(names = "--from-ca", paramLabel = "PEM", description = "Who signs its CQL port; no TLS without.")
        private @Nullable String authorities;
    }

    /// SSH to the source nodes.
    static final class Over {
        @Option(names = "--ssh-user", defaultValue = "${sys:user.name}", description = "Login (${DEFAULT-VALUE}).")
        private String user = "";

        @Option(names = "--ssh-port", defaultValue = "22", description = "Port (${DEFAULT-VALUE}).")
        private int port;

        @Option(names = "--ssh-key", paramLabel = "FILE", description = "Private key; several may be given.")
        private List<String> keys = List.of();

        @Option(names = "--ssh-passphrase", paramLabel = "SOURCE", description = "Where the keys' pass phrase is.")
        private @Nullable String passphrase;

        @Option(names = "--ssh-password", paramLabel = "SOURCE", description = "Where a login password comes from.")
        private @Nullable String password;

        @Option(names = "--known-hosts", paramLabel = "FILE", description = "Host keys (~/.ssh/known_hosts).")
        private @Nullable String knownHosts;

        @Option(
                names = "--accept-host-key",
                paramLabel = "SHA256:…",
                description = "Fingerprint of a host key that you have checked; several may be given.")
        private List<String> accepted = List.of();

        @Option(names = "--become", paramLabel = "USER", description = "Run as this user there, by sudo.")
        private @Nullable String become;

        @Option(names = "--sudo-password", paramLabel = "SOURCE", description = "Where sudo's password comes from.")
        private @Nullable String sudoPassword;

        @Option(
                names = "--ssh-host",
                paramLabel = "NODE=HOST[:PORT]",
                description = "A node that SSH reaches under another name.")
        private Map<String, String> hosts = Map.of();
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

        @Option(names = "--api", defaultValue = "https://api.aiven.io", description = "API (${DEFAULT-VALUE}).")
        private String api = "";

        @Option(names = "--cloud", defaultValue = "google-europe-west1", description = "Cloud (${DEFAULT-VALUE}).")
        private String cloud = "";

        @Option(names = "--plan", defaultValue = "startup-4", description = "Plan (${DEFAULT-VALUE}).")
        private String plan = "";

        @Option(names = "--version-of-target", defaultValue = "4.1", description = "Cassandra (${DEFAULT-VALUE}).")
        private String version = "";
    }

    /// Any other cluster.
    static final class ToCluster {
        @Option(names = "--to", split = ",", paramLabel = "HOST", description = "Contact points.")
        private List<String> hosts = List.of();

        @Option(names = "--to-port", defaultValue = "9042", description = "CQL port (${DEFAULT-VALUE}).")
        private int port;

        @Option(
                names = "--to-internode-port",
                defaultValue = "7000",
                description = "Internode port, with TLS the one that speaks TLS (${DEFAULT-VALUE}).")
        private int internodePort;

        @Option(names = "--to-user", paramLabel = "NAME", description = "CQL login, if the cluster asks for one.")
        private @Nullable String user;

        @Option(names = "--to-password", paramLabel = "SOURCE", description = "Where its password comes from.")
        private @Nullable String password;

        @Option(names = "--to-ca", paramLabel = "PEM", description = "Who signs its CQL port; no TLS without.")
        private @Nullable String authorities;

        @Option(names = "--to-internode-ca", paramLabel = "PEM", description = "Who signs its internode port.")
        private @Nullable String internodeAuthorities;

        @Option(names = "--to-certificate", paramLabel = "PEM", description = "Client certificate for that port.")
        private @Nullable String certificate;

        @Option(names = "--to-key", paramLabel = "PEM", description = "Its private key.")
        private @Nullable String key;

        @Option(names = "--ignore-host-names", description = "Do not compare names in the CQL port's certificate.")
        private boolean ignoresHostNames;
    }

    /// What moves, and how.
    static final class How {
        @Option(names = "--tables", paramLabel = "PATTERN", description = "keyspace, keyspace.table, with *.")
        private List<String> tables = List.of();

        @Option(names = "--except", paramLabel = "PATTERN", description = "What stays.")
        private List<String> excluded = List.of();

        @Option(
                names = "--replication",
                paramLabel = "KEYSPACE=DC:N[,DC:N]",
                description = "Replication of a keyspace on the target.",
                split = "\\|")
        private Map<String, String> replication = Map.of();

        @Option(names = "--keep-replication", description = "Keep the source's replication; refused where it fits not.")
        private boolean keepsReplication;

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

        @Option(names = "--loaders-per-node", defaultValue = "4", description = "At once (${DEFAULT-VALUE}).")
        private int perNode;

        @Option(names = "--loaders", defaultValue = "256", description = "At once in all (${DEFAULT-VALUE}).")
        private int inAll;

        @Option(
                names = "--throttle",
                paramLabel = "MiB/s",
                defaultValue = "0",
                description = "Each loader; 0 for none (${DEFAULT-VALUE}).")
        private int throttle;
    }
}
