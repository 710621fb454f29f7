package dev.ferry.secrets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.secrets.Authority.KeyKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class KeyStoresTest {
    private static final Validity DAY = Validity.next(Duration.ofDays(1));
    private static final Secret PASSWORD = Secret.of("changeit-really");
    private static final Authority NODES = Authority.create("Nodes", KeyKind.EC, DAY);
    private static final Authority OTHER = Authority.create("Other", KeyKind.EC, DAY);
    private static final KeyPairPem NODE = NODES.issueServer("node", List.of("localhost", "127.0.0.1", "::1"), DAY);

    @Test
    void writesKeyStoresInTheOldFormatThatEveryJavaReads() throws Exception {
        var client = NODES.issueClient("loader", DAY);
        var chain = new KeyPairPem(client.certificate() + NODES.pem(), client.key());
        var bytes = KeyStores.keyStore(chain, PASSWORD);
        assertEquals("feedfeed", HexFormat.of().formatHex(Arrays.copyOf(bytes, 4)));
        var store = load(bytes);
        assertEquals(List.of("client"), Collections.list(store.aliases()));
        assertEquals(2, store.getCertificateChain("client").length);
        assertEquals(
                Pem.privateKey(client.key()),
                store.getKey("client", PASSWORD.reveal().toCharArray()));
    }

    @Test
    void writesEveryAuthorityIntoTheTrustStore() throws Exception {
        var authorities = new LinkedHashMap<String, String>();
        authorities.put("project", NODES.pem());
        authorities.put("internode", OTHER.pem() + NODES.pem());
        var bytes = KeyStores.trustStore(authorities, PASSWORD);
        assertEquals("feedfeed", HexFormat.of().formatHex(Arrays.copyOf(bytes, 4)));
        var store = load(bytes);
        assertEquals(
                new TreeSet<>(Set.of("project", "internode", "internode-2")),
                new TreeSet<>(Collections.list(store.aliases())));
        assertEquals(Pem.certificates(OTHER.pem()).getFirst(), store.getCertificate("internode"));
    }

    @Test
    void refusesAStorePasswordThatKeytoolWouldNotOpen() {
        var five = Secret.of("12345");
        assertThrows(IllegalArgumentException.class, () -> KeyStores.trustStore(Map.of("a", NODES.pem()), five));
    }

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void shakesHandsWithACertificateOfTheRightAuthority(KeyKind kind) throws Exception {
        var authority = Authority.create("A", kind, DAY);
        var server = authority.issueServer("node", List.of("127.0.0.1"), DAY);
        var client = authority.issueClient("loader", DAY);
        var old = new KeyPairPem(client.certificate(), CertificatesTest.traditional(client.key(), kind));
        for (var pair : List.of(client, old)) {
            assertArrayEquals(
                    new byte[] {42}, talk(server, authority, KeyStores.clientContext(List.of(authority.pem()), pair)));
        }
    }

    @Test
    void letsANodeConnectToAnotherWithItsOwnCertificate() throws Exception {
        assertArrayEquals(
                new byte[] {42}, talk(NODE, NODES, KeyStores.clientContext(List.of(OTHER.pem(), NODES.pem()), NODE)));
    }

    @Test
    void failsTheHandshakeWithoutOrWithAWrongOrAnExpiredClientCertificate() throws Exception {
        var past = new Validity(
                Instant.now().minus(Duration.ofDays(2)), Instant.now().minus(Duration.ofDays(1)));
        var none = KeyStores.clientContext(List.of(NODES.pem()), null);
        var wrong = KeyStores.clientContext(List.of(NODES.pem()), OTHER.issueClient("loader", DAY));
        var expired = KeyStores.clientContext(List.of(NODES.pem()), NODES.issueClient("loader", past));
        for (var context : List.of(none, wrong, expired)) {
            assertThrows(IOException.class, () -> talk(NODE, NODES, context));
        }
    }

    @Test
    void failsTheHandshakeWithAServerOfAnotherAuthority() throws Exception {
        var context = KeyStores.clientContext(List.of(OTHER.pem()), NODES.issueClient("loader", DAY));
        assertThrows(IOException.class, () -> talk(NODE, NODES, context));
    }

    @Test
    void failsTheHandshakeWithAServerOfAnotherName() throws Exception {
        var elsewhere = NODES.issueServer("node", List.of("10.0.0.1", "node.example.org"), DAY);
        var context = KeyStores.clientContext(List.of(NODES.pem()), NODES.issueClient("loader", DAY));
        assertThrows(IOException.class, () -> talk(elsewhere, NODES, context));
        assertTrue(talk(NODE, NODES, context).length == 1);
    }

    /// One byte over TLS from a server that asks for a certificate to a client that checks the server's
    /// address.
    private static byte[] talk(KeyPairPem server, Authority clients, SSLContext client) throws Exception {
        var loopback = InetAddress.ofLiteral("127.0.0.1");
        try (var listener = (SSLServerSocket)
                        serverContext(server, clients).getServerSocketFactory().createServerSocket(0, 1, loopback);
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                var socket = (SSLSocket) client.getSocketFactory().createSocket()) {
            listener.setNeedClientAuth(true);
            listener.setSoTimeout(5000);
            threads.submit(() -> {
                try (var accepted = listener.accept()) {
                    accepted.getOutputStream().write(42);
                    accepted.getOutputStream().flush();
                    return accepted.getInputStream().read();
                }
            });
            socket.setSoTimeout(5000);
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.connect(listener.getLocalSocketAddress());
            var read = socket.getInputStream().readNBytes(1);
            if (read.length == 0) {
                throw new IOException("the server hung up");
            }
            return read;
        }
    }

    private static SSLContext serverContext(KeyPairPem server, Authority clients) throws Exception {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(KeyStores.keyStore(server, PASSWORD)), PASSWORD.reveal().toCharArray());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(load(KeyStores.trustStore(Map.of("clients", clients.pem()), PASSWORD)));
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore load(byte[] bytes) throws Exception {
        var store = KeyStore.getInstance("JKS");
        store.load(new ByteArrayInputStream(bytes), PASSWORD.reveal().toCharArray());
        return store;
    }
}
