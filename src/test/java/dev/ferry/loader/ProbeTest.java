package dev.ferry.loader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.loader.TargetSecurity.Encryption;
import dev.ferry.loader.TargetSecurity.Names;
import dev.ferry.loader.TargetSecurity.Stores;
import dev.ferry.loader.TargetSecurity.Tls;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.secrets.Authority;
import dev.ferry.secrets.KeyPairPem;
import dev.ferry.secrets.KeyStores;
import dev.ferry.secrets.Secret;
import dev.ferry.secrets.Validity;
import dev.ferry.text.Messages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The probe as a node runs it, in a Java of its own, against real servers.
class ProbeTest {
    private static final byte[] SUPPORTED = {(byte) 0x84, 0, 0, 0, 6, 0, 0, 0, 2, 0, 0};

    private static final String LOCAL = "127.0.0.1";

    private static final Secret PASSWORD = Secret.of("store-password");

    @TempDir
    private Path temp;

    private final Authority authority = authority("target");

    private final List<ServerSocket> servers = new ArrayList<>();

    @AfterEach
    void closeServers() throws IOException {
        for (var server : servers) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void passesBothPortsThatAcceptTheLoader(String protocol) throws Exception {
        var findings = probe(
                tls(protocol, server(authority), trust(authority), SUPPORTED),
                tls(protocol, server(authority), trust(authority)),
                client(authority));
        assertSaid(List.of("pass", "pass"), findings);
        assertTrue(findings.getFirst().evidence().startsWith(protocol + " "));
        assertTrue(findings.getFirst().evidence().contains("server CN=node (valid "));
        assertTrue(findings.getFirst().evidence().endsWith("CQL answers"));
        assertTrue(findings.getLast().evidence().contains("client CN=loader (valid "));
    }

    // Under TLS 1.3 the refusal comes after the client believes that the handshake is done.
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void seesThatTheClientCertificateIsRefused(String protocol) throws Exception {
        var picky = new TrustManager[] {new RefusesAll()};
        var findings = probe(
                tls(protocol, server(authority), picky, SUPPORTED),
                tls(protocol, server(authority), picky),
                client(authority));
        assertEquals("client-refused", said(findings.getLast()));
        assertTrue(findings.getLast().evidence().contains("client CN=loader"));
        assertFalse(said(findings.getFirst()).equals("pass"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void seesThatTheClientCertificateIsOfAnotherAuthority(String protocol) throws Exception {
        var findings = probe(
                tls(protocol, server(authority), trust(authority), SUPPORTED),
                tls(protocol, server(authority), trust(authority)),
                client(authority("somebody")));
        assertEquals("client-refused", said(findings.getLast()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void seesThatTheClientCertificateHasExpired(String protocol) throws Exception {
        var findings = probe(
                tls(protocol, server(authority), trust(authority), SUPPORTED),
                tls(protocol, server(authority), trust(authority)),
                authority.issueClient("loader", past()));
        assertEquals("client-expired", said(findings.getLast()));
    }

    @Test
    void tellsAnUntrustedServerFromAnExpiredOne() throws Exception {
        var expired = authority.issueServer("node", List.of(LOCAL), past());
        var findings = probe(
                tls("TLSv1.3", server(authority("impostor")), trust(authority), SUPPORTED),
                tls("TLSv1.3", expired, trust(authority)),
                client(authority));
        assertSaid(List.of("untrusted", "server-expired"), findings);
        assertTrue(findings.getFirst().evidence().contains("server CN=node"));
    }

    @Test
    void seesPortsWithoutTls() throws Exception {
        var findings = probe(plain(SUPPORTED), plain(SUPPORTED), client(authority));
        assertSaid(List.of("not-tls", "not-tls"), findings);
    }

    @Test
    void seesPortsThatCloseAtOnce() throws Exception {
        var findings = probe(closing(), closing(), client(authority));
        assertSaid(List.of("closed", "closed"), findings);
    }

    @Test
    void seesClosedPorts() throws Exception {
        var port = plain();
        servers.getLast().close();
        var findings = probe(port, port, client(authority));
        assertSaid(List.of("refused", "refused"), findings);
    }

    @Test
    void seesThatOtherThingsListen() throws Exception {
        var findings = probe(
                tls("TLSv1.3", server(authority), trust(authority), "HTTP/1.1 400 Bad Request".getBytes(UTF_8)),
                tls("TLSv1.3", server(authority), null),
                client(authority));
        assertSaid(List.of("not-cql", "pass"), findings);
        assertTrue(findings.getLast().evidence().contains("no client certificate asked for"));
    }

    @Test
    void probesPlainPortsAndFindsTlsBehindThem() throws Exception {
        var open = TargetSecurity.open();
        assertSaid(List.of("pass", "pass"), probe(request(List.of(LOCAL), plain(SUPPORTED), plain(), open)));
        var tls = tls("TLSv1.3", server(authority), trust(authority), SUPPORTED);
        var said = said(probe(request(List.of(LOCAL), tls, plain(), open)).getFirst());
        assertTrue(List.of("is-tls", "closed").contains(said), said);
    }

    @Test
    void seesNamesThatNobodyKnowsAndGoesOn() throws Exception {
        var findings =
                probe(request(List.of("ferry.invalid", LOCAL), plain(SUPPORTED), plain(), TargetSecurity.open()));
        assertSaid(List.of("name", "name", "pass", "pass"), findings);
        assertEquals(
                "node 10.0.0.7 → ferry.invalid:" + servers.getFirst().getLocalPort(),
                findings.getFirst().place());
    }

    @Test
    void seesSilence() throws Exception {
        var findings = probe(plain(), plain(), client(authority));
        assertSaid(List.of("timeout", "timeout"), findings);
    }

    @Test
    void seesStoresThatDoNotOpen() throws Exception {
        var port = plain();
        var stores = new Stores(new byte[] {1, 2, 3}, PASSWORD, trustStore(authority), PASSWORD);
        var security = new TargetSecurity(Encryption.TLS, Encryption.TLS, null, stores);
        assertSaid(List.of("store", "store"), probe(request(List.of(LOCAL), port, port, security)));
    }

    @Test
    void showsEachPortItsOwnCertificate() throws Exception {
        var other = authority("streams");
        var security = new TargetSecurity(
                tls(authority, client(authority), Names.IGNORED), tls(other, client(other), Names.IGNORED), null);
        var nativePort = tls("TLSv1.3", server(authority), trust(authority), SUPPORTED);
        var internodePort = tls("TLSv1.3", server(other), trust(other));
        assertSaid(List.of("pass", "pass"), probe(request(List.of(LOCAL), nativePort, internodePort, security)));
        assertEquals(
                List.of("untrusted", "untrusted"),
                probe(request(List.of(LOCAL), internodePort, nativePort, security)).stream()
                        .map(ProbeTest::said)
                        .toList());
    }

    @Test
    void oneOfThePortsMayBePlain() throws Exception {
        var tls = tls(authority, client(authority), Names.IGNORED);
        var guarded = tls("TLSv1.3", server(authority), trust(authority), SUPPORTED);
        var security = new TargetSecurity(tls, null, null);
        assertSaid(List.of("pass", "pass"), probe(request(List.of(LOCAL), guarded, plain(), security)));
        security = new TargetSecurity(null, tls, null);
        assertSaid(List.of("pass", "pass"), probe(request(List.of(LOCAL), plain(SUPPORTED), guarded, security)));
    }

    // No loader compares names on the native port: there it is worth a word, on the other it is fatal.
    @Test
    void comparesNamesWhereThatIsAskedFor() throws Exception {
        var tls = tls(authority, client(authority), Names.VERIFIED);
        var security = new TargetSecurity(tls, tls, null);
        var right = probe(request(
                List.of(LOCAL),
                tls("TLSv1.3", server(authority), trust(authority), SUPPORTED),
                tls("TLSv1.3", server(authority), trust(authority)),
                security));
        assertEquals(
                List.of("pass-once", "pass"),
                right.stream().map(ProbeTest::said).toList());
        assertEquals(Severity.WARN, right.getFirst().severity());
        var elsewhere = authority.issueServer("node", List.of("elsewhere.example"), Validity.next(Duration.ofDays(1)));
        var wrong = probe(request(
                List.of(LOCAL),
                tls("TLSv1.3", elsewhere, trust(authority), SUPPORTED),
                tls("TLSv1.3", elsewhere, trust(authority)),
                security));
        assertEquals(
                List.of("pass-unnamed", "server-name"),
                wrong.stream().map(ProbeTest::said).toList());
        assertEquals(
                List.of(Severity.WARN, Severity.BLOCK),
                wrong.stream().map(Finding::severity).toList());
    }

    @Test
    void asksForStreamsWhereTheNodeTakesThem() throws Exception {
        var request = new ProbeRequest(
                List.of("ferry.invalid"),
                List.of(LOCAL),
                9042,
                plain(),
                TargetSecurity.open(),
                temp.toString(),
                EnumSet.of(ProbeRequest.Kind.INTERNODE));
        assertSaid(List.of("pass"), probe(request));
    }

    private static Tls tls(Authority authority, KeyPairPem client, Names names) throws Exception {
        var stores = new Stores(KeyStores.keyStore(client, PASSWORD), PASSWORD, trustStore(authority), PASSWORD);
        return new Tls(stores, names);
    }

    @Test
    void blocksWhatTheProbeSaidNothingAbout() {
        var request = request(List.of(LOCAL), 1, 2, TargetSecurity.open());
        var findings = ProbeAnswer.parse(
                "n",
                request,
                "Picked up JAVA_TOOL_OPTIONS\n127.0.0.1\t1\tnative\tpass\tcql\tok\tyes\nError: no Java\n");
        assertSaid(List.of("pass", "silent"), findings);
        assertTrue(findings.getLast().evidence().contains("Error: no Java"));
    }

    @Test
    void everyReasonHasItsTexts() {
        for (var reason : ProbeAnswer.REASONS) {
            assertFalse(Messages.text("loader.probe." + reason, "CQL").isBlank());
            assertFalse(
                    Messages.text("loader.probe." + reason + ".remedy", "CQL").isBlank());
        }
    }

    private List<Finding> probe(int nativePort, int internodePort, KeyPairPem client) throws Exception {
        var stores = new Stores(KeyStores.keyStore(client, PASSWORD), PASSWORD, trustStore(authority), PASSWORD);
        var security = new TargetSecurity(Encryption.TLS, Encryption.TLS, null, stores);
        return probe(request(List.of(LOCAL), nativePort, internodePort, security));
    }

    private List<Finding> probe(ProbeRequest request) throws Exception {
        NodeClasses.jar(temp);
        var files = LoaderConfiguration.files(CassandraVersion.of("4.1.10"), temp.toString(), request.security());
        for (var file : files.keySet()) {
            if (file.contains("store-")) {
                Files.write(temp.resolve(file), files.get(file));
            }
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var script = request.script(java);
        assertFalse(script.text().contains("store-password"));
        var process = new ProcessBuilder("sh", "-c", script.text())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var in = process.getOutputStream()) {
            in.write(script.input());
        }
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor());
        assertFalse(output.contains("store-password"));
        return ProbeAnswer.parse("node 10.0.0.7", request, output);
    }

    private ProbeRequest request(List<String> hosts, int nativePort, int internodePort, TargetSecurity security) {
        return new ProbeRequest(
                hosts, nativePort, internodePort, security, temp.toString(), EnumSet.allOf(ProbeRequest.Kind.class));
    }

    private static Authority authority(String name) {
        return Authority.create(name, Authority.KeyKind.EC, Validity.next(Duration.ofDays(1)));
    }

    private static KeyPairPem server(Authority authority) {
        return authority.issueServer("node", List.of(LOCAL), Validity.next(Duration.ofDays(1)));
    }

    private static KeyPairPem client(Authority authority) {
        return authority.issueClient("loader", Validity.next(Duration.ofDays(1)));
    }

    private static Validity past() {
        var now = Instant.now();
        return new Validity(now.minus(Duration.ofDays(2)), now.minus(Duration.ofHours(1)));
    }

    private static byte[] trustStore(Authority authority) throws Exception {
        return KeyStores.trustStore(Map.of("ca", authority.pem()), PASSWORD);
    }

    private static KeyStore open(byte[] store) throws Exception {
        var opened = KeyStore.getInstance("JKS");
        opened.load(new ByteArrayInputStream(store), PASSWORD.reveal().toCharArray());
        return opened;
    }

    private static void assertSaid(List<String> expected, List<Finding> findings) {
        assertEquals(expected, findings.stream().map(ProbeTest::said).toList());
        for (var finding : findings) {
            assertEquals(said(finding).equals("pass") ? Severity.PASS : Severity.BLOCK, finding.severity());
            assertFalse(finding.evidence().isBlank());
        }
    }

    private static String said(Finding finding) {
        return finding.reason().key().replace("loader.probe.", "");
    }

    private static TrustManager[] trust(Authority authority) throws Exception {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(open(trustStore(authority)));
        return factory.getTrustManagers();
    }

    // Wants a client certificate if it is given something to check it with; sends the answer once it was asked.
    private int tls(String protocol, KeyPairPem keys, TrustManager[] trust, byte... answer) throws Exception {
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(open(KeyStores.keyStore(keys, PASSWORD)), PASSWORD.reveal().toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), trust, null);
        var server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName(LOCAL));
        server.setNeedClientAuth(trust != null);
        server.setEnabledProtocols(new String[] {protocol});
        return serve(server, answer);
    }

    private int plain(byte... answer) throws IOException {
        return serve(new ServerSocket(0, 50, InetAddress.getByName(LOCAL)), answer);
    }

    private int closing() throws IOException {
        return serve(new ServerSocket(0, 50, InetAddress.getByName(LOCAL)), null);
    }

    private int serve(ServerSocket server, byte[] answer) {
        servers.add(server);
        Thread.ofVirtual().start(() -> {
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                while (!server.isClosed()) {
                    var socket = server.accept();
                    Callable<Void> conversation = () -> {
                        converse(socket, answer);
                        return null;
                    };
                    executor.submit(conversation);
                }
            } catch (IOException closed) {
                // The test is over.
            }
        });
        return server.getLocalPort();
    }

    private static void converse(Socket socket, byte[] answer) throws IOException {
        try (socket) {
            if (answer == null) {
                return;
            }
            var buffer = new byte[1024];
            while (socket.getInputStream().read(buffer) > 0) {
                socket.getOutputStream().write(answer);
            }
        }
    }

    private static final class RefusesAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("no");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("no");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
