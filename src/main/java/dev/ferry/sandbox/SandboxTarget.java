package dev.ferry.sandbox;

import dev.ferry.cassandra.CqlClient;
import dev.ferry.cassandra.CqlEndpoint;
import dev.ferry.cassandra.CqlLogin;
import dev.ferry.cassandra.CqlTls;
import dev.ferry.cassandra.CqlTls.HostNames;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.schema.Cql;
import dev.ferry.schema.Replication;
import dev.ferry.secrets.KeyStores;
import dev.ferry.secrets.Passwords;
import dev.ferry.secrets.Secret;
import dev.ferry.simulator.TargetAddress;
import dev.ferry.simulator.TargetLauncher;
import dev.ferry.simulator.TargetSpec;
import dev.ferry.text.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The target of a sandbox: CQL over TLS with logins on port 24510, TLS with a required client
/// certificate between nodes on port 24512. One target runs at a time.
///
/// Tests may use it without the vendor's API: make one, and call {@link #launch(TargetSpec)}.
public final class SandboxTarget implements TargetLauncher, AutoCloseable {
    /// The internode port of a target that is closed to outsiders.
    static final int CLOSED_STORAGE_PORT = 24513;

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration LOGIN_LIMIT = Duration.ofMinutes(2);
    private static final Duration RING_PAUSE = Duration.ofMillis(200);
    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(30);
    private static final int PASSWORD_LENGTH = 24;

    private final Path sandbox;
    private final List<String> addresses;
    private final Release usual;
    private final List<Place> places;
    private final Consumer<String> progress;
    private @Nullable TargetSpec running;
    private final List<CassandraProcess> nodes = new ArrayList<>();

    /// A target that is yet to be launched.
    ///
    /// @param sandbox whose processes end with it; the nodes' folders `target-1`, … are made in it
    /// @param addresses one loopback address for each node that may be asked for
    /// @param usual the release that is run where a version is asked for that the API never spelt
    public SandboxTarget(SandboxFolder sandbox, List<String> addresses, Release usual, Consumer<String> progress) {
        this(sandbox, addresses, List.of(), usual, progress);
    }

    /// The same, whose nodes do not all stand in the one data centre that is asked for.
    ///
    /// @param places where each node stands, in the order of the addresses; a node more than there are places
    ///     stands in the data centre that is asked for
    public SandboxTarget(
            SandboxFolder sandbox,
            List<String> addresses,
            List<Place> places,
            Release usual,
            Consumer<String> progress) {
        this.sandbox = sandbox.path();
        this.addresses = List.copyOf(addresses);
        this.places = List.copyOf(places);
        this.usual = usual;
        this.progress = progress;
    }

    @Override
    public List<String> addresses(int nodes) {
        return addresses.subList(0, Math.min(nodes, addresses.size()));
    }

    @Override
    public synchronized TargetAddress launch(TargetSpec spec) throws FailureException, InterruptedException {
        if (running != null || spec.nodes() > addresses.size()) {
            throw new FailureException(busy(spec));
        }
        running = spec;
        try {
            startNodes(spec);
            makeUsers(spec);
        } catch (FailureException | InterruptedException | RuntimeException e) {
            remove(spec.service());
            throw e;
        }
        return address();
    }

    private Failure busy(TargetSpec spec) {
        return new Failure(
                Failure.Kind.NEEDS_ATTENTION,
                "workstation",
                Message.of("sandbox.target.busy", addresses.size(), spec.nodes()),
                running == null ? "" : "running: " + running.service(),
                Message.of("sandbox.target.busy.remedy"));
    }

    @Override
    public synchronized TargetAddress relaunchClosed(TargetSpec spec) throws FailureException, InterruptedException {
        try (var crew = new Crew()) {
            nodes.forEach(node -> crew.start(node::stop));
            crew.await();
        }
        nodes.clear();
        running = spec.closed();
        startNodes(running);
        connect(running, spec.user(), spec.password()).close();
        return address();
    }

    @Override
    public synchronized void remove(String service) throws FailureException {
        if (running == null || !running.service().equals(service)) {
            return;
        }
        var count = running.nodes();
        close();
        try {
            for (var number = 1; number <= count; number++) {
                Sweep.folder(root(number));
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /// The nodes' processes, for tests that take one away.
    public synchronized List<CassandraProcess> nodes() {
        return List.copyOf(nodes);
    }

    /// Ends the nodes; their files stay.
    @Override
    public synchronized void close() {
        nodes.forEach(CassandraProcess::close);
        nodes.clear();
        running = null;
    }

    /// The first node is the seed: the others start, together, when it answers.
    private void startNodes(TargetSpec spec) throws FailureException, InterruptedException {
        var software = Software.find(release(spec), progress);
        for (var number = 1; number <= spec.nodes(); number++) {
            var node = CassandraProcess.start(plan(software, spec, number));
            nodes.add(node);
            if (number == 1) {
                node.awaitCql(START_LIMIT);
            }
        }
        for (var node : nodes) {
            node.awaitCql(START_LIMIT);
        }
    }

    /// A release as the API spells it: `3`, `4`, `4.1`; and `5.0`, which it would have spelt so.
    public static String spelt(Release release) {
        return switch (release) {
            case V3_11 -> "3";
            case V4_0 -> "4";
            case V4_1 -> "4.1";
            case V5_0 -> "5.0";
        };
    }

    private Release release(TargetSpec spec) {
        return Arrays.stream(Release.values())
                .filter(release -> spelt(release).equals(spec.version()))
                .findFirst()
                .orElse(usual);
    }

    private NodePlan plan(Software software, TargetSpec spec, int number) throws FailureException {
        var open = spec.migrationMode() ? Slot.TARGET_STORAGE_PORT : CLOSED_STORAGE_PORT;
        // 3.11 speaks TLS between nodes on ssl_storage_port only
        var storagePort = software.release() == Release.V3_11 ? 7000 : open;
        return NodePlan.among(software, sandbox, root(number), spec.dataCentre(), addresses(spec.nodes()), number - 1)
                .at(place(spec, number))
                .on(Slot.TARGET_CQL_PORT, storagePort)
                .with(Map.of(
                        "ssl_storage_port", String.valueOf(open),
                        "authenticator", "PasswordAuthenticator",
                        "authorizer", "CassandraAuthorizer",
                        "role_manager", "CassandraRoleManager"))
                .with(stores(software.release(), spec, root(number)))
                .withProperties(Map.of("cassandra.system_auth.default_rf", String.valueOf(spec.nodes())));
    }

    private Place place(TargetSpec spec, int number) {
        return number <= places.size() ? places.get(number - 1) : Place.in(spec.dataCentre());
    }

    private Path root(int number) {
        return sandbox.resolve("target-" + number);
    }

    private static Map<String, String> stores(Release release, TargetSpec spec, Path root) throws FailureException {
        var password = Passwords.random(PASSWORD_LENGTH);
        var folder = root.resolve("etc/cassandra");
        try {
            var server = OwnerOnly.write(folder.resolve("server.jks"), KeyStores.keyStore(spec.server(), password));
            var internode =
                    OwnerOnly.write(folder.resolve("internode.jks"), KeyStores.keyStore(spec.internode(), password));
            var authority = OwnerOnly.write(
                    folder.resolve("internode.truststore.jks"),
                    KeyStores.trustStore(Map.of("ca", spec.internodeAuthority()), password));
            return Map.of(
                    "client_encryption_options",
                    "{enabled: true, optional: false, keystore: '%s', keystore_password: '%s', require_client_auth: false}"
                            .formatted(server, password.reveal()),
                    "server_encryption_options",
                    ("{internode_encryption: all, keystore: '%s', keystore_password: '%s', truststore: '%s',"
                                    + " truststore_password: '%s', require_client_auth: true%s}")
                            .formatted(
                                    internode,
                                    password.reveal(),
                                    authority,
                                    password.reveal(),
                                    release == Release.V3_11
                                            ? ""
                                            : ", enabled: true, optional: false, enable_legacy_ssl_storage_port: false"));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static FailureException unwritable(IOException e) {
        return new FailureException(
                new Failure(
                        Failure.Kind.NEEDS_ATTENTION,
                        "workstation",
                        Message.of("sandbox.target.unwritable"),
                        e.toString(),
                        Message.of("sandbox.target.unwritable.remedy")),
                e);
    }

    /// Makes the administrator, and leaves nobody the login that every new cluster has.
    private void makeUsers(TargetSpec spec) throws FailureException, InterruptedException {
        var name = Cql.name(spec.user());
        try (var first = connect(spec, "cassandra", Secret.of("cassandra"))) {
            awaitRing(first, spec.nodes());
            keepRolesInEveryDataCentre(spec, first);
            var password = Cql.literal(spec.password().reveal());
            first.execute(
                    "CREATE ROLE IF NOT EXISTS " + name + " WITH SUPERUSER = true AND LOGIN = true AND PASSWORD = "
                            + password,
                    STATEMENT_LIMIT);
        }
        try (var own = connect(spec, spec.user(), spec.password())) {
            var password = Cql.literal(Passwords.random(PASSWORD_LENGTH).reveal());
            own.execute(
                    "ALTER ROLE cassandra WITH SUPERUSER = false AND LOGIN = false AND PASSWORD = " + password,
                    STATEMENT_LIMIT);
        }
    }

    /// A role that is written before all nodes have joined may come to belong to one that has not got it.
    private static void awaitRing(CqlClient first, int nodes) throws FailureException, InterruptedException {
        var end = Instant.now().plus(LOGIN_LIMIT);
        while (first.ring().nodes().size() < nodes && Instant.now().isBefore(end)) {
            Thread.sleep(RING_PAUSE);
        }
    }

    /// As an administrator of several data centres has to: roles are read in one data centre, which has to have
    /// its own copies of them (`AuthProperties`).
    private void keepRolesInEveryDataCentre(TargetSpec spec, CqlClient first)
            throws FailureException, InterruptedException {
        var factors = new TreeMap<String, Integer>();
        for (var number = 1; number <= spec.nodes(); number++) {
            factors.merge(place(spec, number).dataCentre(), 1, Integer::sum);
        }
        if (factors.size() > 1) {
            first.execute(
                    "ALTER KEYSPACE system_auth WITH replication = " + Replication.networkTopology(factors),
                    STATEMENT_LIMIT);
            first.awaitAgreement(STATEMENT_LIMIT);
        }
    }

    private CqlClient connect(TargetSpec spec, String user, Secret password)
            throws FailureException, InterruptedException {
        var context = KeyStores.clientContext(List.of(spec.projectAuthority()), null);
        var endpoint = new CqlEndpoint(
                addresses(spec.nodes()),
                Slot.TARGET_CQL_PORT,
                new CqlLogin(user, password),
                new CqlTls(context, HostNames.IGNORED));
        return CqlClient.awaitLogin(endpoint, LOGIN_LIMIT, _ -> {});
    }

    private TargetAddress address() {
        var all = addresses(Objects.requireNonNull(running).nodes());
        return new TargetAddress(all.getFirst(), Slot.TARGET_CQL_PORT, Slot.TARGET_STORAGE_PORT, all);
    }
}
