package dev.ferry.cassandra;

import dev.ferry.cassandra.CqlTls.HostNames;
import dev.ferry.outcome.FailureException;
import dev.ferry.sandbox.CassandraProcess;
import dev.ferry.sandbox.NodePlan;
import dev.ferry.sandbox.Release;
import dev.ferry.sandbox.SandboxFolder;
import dev.ferry.sandbox.SandboxTarget;
import dev.ferry.sandbox.Slot;
import dev.ferry.sandbox.Software;
import dev.ferry.secrets.Authority;
import dev.ferry.secrets.Authority.KeyKind;
import dev.ferry.secrets.KeyStores;
import dev.ferry.secrets.Secret;
import dev.ferry.secrets.Validity;
import dev.ferry.simulator.TargetSpec;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Two real clusters: a plain one of two nodes that asks for no login, and one node with TLS and logins.
public final class TwoClusters implements AutoCloseable {
    private static final Validity TODAY = Validity.next(Duration.ofDays(1));
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Secret PASSWORD = Secret.of("it's a long way");

    private final SandboxFolder folder;
    private final Slot slot;
    private final List<CassandraProcess> plain = new ArrayList<>();
    private final Authority authority = Authority.create("Lab CA", KeyKind.EC, TODAY);
    private final SandboxTarget secured;

    private TwoClusters() throws FailureException {
        folder = SandboxFolder.temporary();
        slot = Slot.claim(2, 1);
        secured = new SandboxTarget(folder, slot.targets(1), Release.V4_1, _ -> {});
    }

    /// Starts both.
    public static TwoClusters start() throws FailureException, InterruptedException {
        var clusters = new TwoClusters();
        try {
            clusters.startPlain();
            clusters.startSecured();
            return clusters;
        } catch (FailureException | InterruptedException | RuntimeException e) {
            clusters.close();
            throw e;
        }
    }

    private void startPlain() throws FailureException, InterruptedException {
        var software = Software.find(Release.V4_1, _ -> {});
        var addresses = slot.sources(2);
        for (var number = 0; number < 2; number++) {
            var root = folder.path().resolve("plain-" + number);
            // a low threshold, so that few deleted rows are too many
            var plan = NodePlan.among(software, folder.path(), root, "dc1", addresses, number)
                    .with(Map.of("tombstone_failure_threshold", "100"));
            var node = CassandraProcess.start(plan);
            plain.add(node);
            node.awaitCql(START_LIMIT);
        }
        awaitWhole();
    }

    /// A node opens its port before it has heard that the other one is up.
    private void awaitWhole() throws FailureException, InterruptedException {
        try (var client = CqlClient.connect(plain(), _ -> {})) {
            client.execute(
                    "CREATE KEYSPACE lab WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 2}", LIMIT);
            client.execute("CREATE TABLE lab.whole (id int PRIMARY KEY)", LIMIT);
            client.awaitAgreement(LIMIT);
        }
        for (var address : plainAddresses()) {
            try (var client = CqlClient.connect(plain(List.of(address)), _ -> {})) {
                awaitAll(client);
            }
        }
    }

    private static void awaitAll(CqlClient client) throws FailureException, InterruptedException {
        var end = Instant.now().plus(START_LIMIT);
        while (true) {
            try {
                client.query("SELECT id FROM lab.whole", new CqlReading(Consistency.ALL, LIMIT));
                return;
            } catch (FailureException e) {
                if (Instant.now().isAfter(end)) {
                    throw e;
                }
            }
        }
    }

    private void startSecured() throws FailureException, InterruptedException {
        var node = authority.issueServer("node", slot.targets(1), TODAY);
        secured.launch(new TargetSpec(
                "it", 1, "4.1", "aiven", "avnadmin", PASSWORD, authority.pem(), node, authority.pem(), node, true));
    }

    /// The addresses of the plain cluster's nodes.
    public List<String> plainAddresses() {
        return slot.sources(2);
    }

    /// The plain cluster, through its first node.
    public CqlEndpoint plain() {
        return plain(plainAddresses().subList(0, 1));
    }

    /// The plain cluster, through these nodes.
    public CqlEndpoint plain(List<String> contactPoints) {
        return new CqlEndpoint(contactPoints, 9042, null, null);
    }

    /// Takes the second node of the plain cluster away.
    public void killSecondPlain() throws InterruptedException {
        plain.get(1).kill();
    }

    /// Stops the secured cluster without ending it: its connections stay open, and nobody answers.
    public void freezeSecured() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /// Lets it go on.
    public void thawSecured() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        for (var node : secured.nodes()) {
            var kill = new ProcessBuilder("kill", name, String.valueOf(node.pid())).start();
            if (kill.waitFor() != 0) {
                throw new IOException("kill " + name + " ended with " + kill.exitValue());
            }
        }
    }

    /// The secured cluster, with its administrator and the right authority.
    public CqlEndpoint secured() throws FailureException {
        return secured(new CqlLogin("avnadmin", PASSWORD), trusting(authority));
    }

    /// The secured cluster, with another login.
    public CqlEndpoint secured(CqlLogin login) throws FailureException {
        return secured(login, trusting(authority));
    }

    /// The secured cluster, with another authority.
    public CqlEndpoint securedTrusting(Authority other) throws FailureException {
        return secured(new CqlLogin("avnadmin", PASSWORD), trusting(other));
    }

    private CqlEndpoint secured(CqlLogin login, CqlTls tls) {
        return new CqlEndpoint(slot.targets(1), 24510, login, tls);
    }

    /// TLS that trusts this authority only, and compares host names.
    public static CqlTls trusting(Authority authority) throws FailureException {
        return new CqlTls(KeyStores.clientContext(List.of(authority.pem()), null), HostNames.VERIFIED);
    }

    /// An authority that neither cluster knows.
    public static Authority stranger() {
        return Authority.create("Somebody else", KeyKind.EC, TODAY);
    }

    @Override
    public void close() {
        secured.close();
        plain.forEach(CassandraProcess::close);
        slot.close();
        folder.close();
    }
}
