package dev.ferry.engine;

import dev.ferry.cassandra.CqlClient;
import dev.ferry.cassandra.CqlEndpoint;
import dev.ferry.cassandra.CqlLogin;
import dev.ferry.cassandra.CqlTls;
import dev.ferry.cassandra.Ring;
import dev.ferry.cluster.Node;
import dev.ferry.cluster.TargetPressure;
import dev.ferry.loader.TargetSecurity;
import dev.ferry.log.Logs;
import dev.ferry.outcome.FailureException;
import dev.ferry.schema.TargetShape;
import dev.ferry.secrets.Authority;
import dev.ferry.secrets.KeyPairPem;
import dev.ferry.secrets.KeyStores;
import dev.ferry.secrets.Passwords;
import dev.ferry.secrets.Validity;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The target as it stands: connected over CQL, and everything that a loader on a node has to know of it.
final class TargetLink implements AutoCloseable {
    private static final int STORE_PASSWORD_CHARACTERS = 32;

    private final CqlEndpoint endpoint;
    private final CqlClient cql;
    private final Ring ring;
    private final Ports ports;
    private final Trust trust;
    private final Map<String, Map<String, Integer>> factors = new HashMap<>();
    private OptionalLong diskBytes = OptionalLong.empty();
    private @Nullable DiskMeter meter;

    private TargetLink(CqlEndpoint endpoint, CqlClient cql, Ring ring, Ports ports, Trust trust) {
        this.endpoint = endpoint;
        this.cql = cql;
        this.ring = ring;
        this.ports = ports;
        this.trust = trust;
    }

    /// Waits until the target lets us in, and looks at its ring.
    ///
    /// @param patience how long it may take until it answers
    static TargetLink open(CqlEndpoint endpoint, int internodePort, Trust trust, Duration patience)
            throws FailureException, InterruptedException {
        var cql = CqlClient.awaitLogin(endpoint, patience, Logs.audit("target"));
        try {
            return new TargetLink(endpoint, cql, cql.ring(), new Ports(endpoint.port(), internodePort), trust);
        } catch (FailureException | InterruptedException e) {
            cql.close();
            throw e;
        }
    }

    /// Whether the target asks for a login.
    boolean asksForLogin() throws FailureException, InterruptedException {
        return CqlClient.asksForLogin(endpoint);
    }

    /// Whether the target takes a login, found by trying.
    boolean takes(TargetSecurity.Login login) throws InterruptedException {
        try {
            CqlClient.connect(
                            new CqlEndpoint(
                                    endpoint.contactPoints(),
                                    endpoint.port(),
                                    new CqlLogin(login.user(), login.password()),
                                    endpoint.tls()),
                            Logs.audit("target"))
                    .close();
            return true;
        } catch (FailureException e) {
            return false;
        }
    }

    /// The same, with disks of this size on all nodes together.
    TargetLink withDisks(long bytes) {
        diskBytes = OptionalLong.of(bytes);
        return this;
    }

    /// The same, with disks that somebody else measures besides.
    TargetLink withMeter(DiskMeter disks) {
        meter = disks;
        return this;
    }

    /// How the target is doing: as much of it as its nodes tell. What is measured from outside stands there
    /// under names of its own, because nobody says which of the nodes is which.
    TargetPressure pressure() throws FailureException, InterruptedException {
        var told = cql.pressure();
        var pressure = diskBytes.isEmpty()
                ? told
                : told.withDisk(diskBytes.getAsLong() / ring.nodes().size());
        return meter == null
                ? pressure
                : new TargetPressure(
                        Stream.concat(pressure.nodes().stream(), meter.read().stream())
                                .toList(),
                        pressure.silent());
    }

    /// The target over CQL.
    CqlClient cql() {
        return cql;
    }

    /// The addresses of its nodes, as its ring has them: what loaders connect to.
    List<String> addresses() {
        return ring.nodes().stream().map(Node::address).toList();
    }

    /// Where its nodes take streams: what loaders stream to.
    List<String> internodeAddresses() {
        return ring.nodes().stream().map(TargetLink::internodeAddress).toList();
    }

    /// Where loaders stream to on a node: up to 3.11 the address that it announces to its peers, from 4.0 on
    /// that for clients (`NativeSSTableLoaderClient`).
    static String internodeAddress(Node node) {
        return node.version().isAtLeast(4, 0) || node.broadcastAddress().isEmpty()
                ? node.address()
                : node.broadcastAddress();
    }

    /// Its ring, as it was when it let us in.
    Ring ring() {
        return ring;
    }

    /// What its disks hold in all; empty if not known.
    OptionalLong diskBytes() {
        return diskBytes;
    }

    /// Its native and internode ports.
    Ports ports() {
        return ports;
    }

    /// Its partitioner's class name.
    String partitioner() {
        return ring.partitioner();
    }

    /// Its release and its nodes by data centre.
    TargetShape shape() {
        return new TargetShape(cql.version(), nodesByDataCentre());
    }

    private SortedMap<String, Integer> nodesByDataCentre() {
        return ring.nodes().stream()
                .collect(Collectors.groupingBy(Node::dataCentre, TreeMap::new, Collectors.summingInt(node -> 1)));
    }

    /// The replication of its user keyspaces: keyspace → data centre → factor. Read once, when first asked
    /// for: it is asked for when the schema stands.
    synchronized Map<String, Map<String, Integer>> factors() throws FailureException, InterruptedException {
        if (factors.isEmpty()) {
            for (var keyspace : Survey.schema(cql).keyspaces()) {
                factors.put(keyspace.name(), keyspace.replication().factors());
            }
        }
        return Map.copyOf(factors);
    }

    /// Whether loaders speak TLS to its internode port.
    boolean isInternodeEncrypted() {
        return trust.internodeTls() != null;
    }

    /// What a loader needs to get in, with stores made now and passwords that nobody else knows.
    ///
    /// @param login the throwaway login; null if the target asks for none
    TargetSecurity security(TargetSecurity.@Nullable Login login) throws FailureException {
        return new TargetSecurity(trust.forLoader(trust.nativeTls()), trust.forLoader(trust.internodeTls()), login);
    }

    @Override
    public void close() {
        cql.close();
    }

    /// The two ports.
    record Ports(int nativePort, int internodePort) {}

    /// Who vouches for whom.
    ///
    /// @param nativeTls TLS on the native port; null for none
    /// @param internodeTls TLS on the internode port; null for none
    record Trust(@Nullable TlsFiles nativeTls, @Nullable TlsFiles internodeTls) {
        /// Nodes that only their authorities know, and who do not ask for a certificate on the native port.
        ///
        /// @param nativeAuthorities PEM texts of those who sign the native port's certificate; empty for no
        ///     TLS there
        /// @param internodeAuthorities PEM texts of those who sign the internode certificates; empty for no
        ///     TLS there
        /// @param client our certificate for the internode port; null if it asks for none
        Trust(List<String> nativeAuthorities, List<String> internodeAuthorities, @Nullable KeyPairPem client) {
            this(tls(nativeAuthorities, null), tls(internodeAuthorities, client));
        }

        private static @Nullable TlsFiles tls(List<String> authorities, @Nullable KeyPairPem client) {
            return authorities.isEmpty() ? null : new TlsFiles(authorities, client, CqlTls.HostNames.IGNORED);
        }

        /// No TLS anywhere.
        static Trust none() {
            return new Trust(null, null);
        }

        private TargetSecurity.@Nullable Tls forLoader(@Nullable TlsFiles port) throws FailureException {
            if (port == null) {
                return null;
            }
            var keyPassword = Passwords.random(STORE_PASSWORD_CHARACTERS);
            var trustPassword = Passwords.random(STORE_PASSWORD_CHARACTERS);
            var authorities = new LinkedHashMap<String, String>();
            port.authorities().forEach(pem -> authorities.put("authority-" + authorities.size(), pem));
            var stores = new TargetSecurity.Stores(
                    KeyStores.keyStore(clientOrThrowaway(port), keyPassword),
                    keyPassword,
                    KeyStores.trustStore(authorities, trustPassword),
                    trustPassword);
            return new TargetSecurity.Tls(
                    stores, TargetSecurity.Names.valueOf(port.hostNames().name()));
        }

        // SSLFactory.createSSLContext opens the key store even where no client certificate is asked for.
        private static KeyPairPem clientOrThrowaway(TlsFiles port) {
            var client = port.client();
            return client != null
                    ? client
                    : Authority.create("Ferry throwaway", Authority.KeyKind.RSA, Validity.next(Duration.ofDays(30)))
                            .issueClient("ferry", Validity.next(Duration.ofDays(30)));
        }
    }
}
