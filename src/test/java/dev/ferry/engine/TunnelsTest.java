package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.Become;
import dev.ferry.ssh.Remote;
import dev.ferry.ssh.SshRemote;
import dev.ferry.ssh.TestSshServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Through a real SSH server to real sockets, each of which says who it is.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TunnelsTest {
    @TempDir
    private Path folder;

    private TestSshServer server;
    private Tunnels tunnels;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Remote> remotes = new ConcurrentHashMap<>();
    private final List<ServerSocket> nodes = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        server = new TestSshServer();
        tunnels = new Tunnels(Map.of(), this::remote);
    }

    @AfterEach
    void stop() throws Exception {
        tunnels.close();
        remotes.values().forEach(Remote::close);
        for (var node : nodes) {
            node.close();
        }
        server.close();
    }

    private Remote remote(String machine) throws FailureException, InterruptedException {
        asked.add(machine);
        var known = remotes.get(machine);
        if (known != null) {
            return known;
        }
        var opened = SshRemote.connect(server.login(folder), new Become.Direct(), _ -> {});
        remotes.put(machine, opened);
        return opened;
    }

    @Test
    void givesAClosedPortToWhoComesTooLate() {
        tunnels.close();
        var entrance = tunnels.to(new InetSocketAddress("127.0.0.1", 9042));
        assertThrows(ConnectException.class, () -> new Socket(entrance.getAddress(), entrance.getPort()).close());
    }

    @Test
    void leadsToTheNodesOwnAddress() throws Exception {
        var port = node("127.0.0.1", 0, "one");
        assertEquals("127.0.0.1:" + port, tunnels.open("127.0.0.1", port));
        assertEquals("one says hello", talk(at("127.0.0.1", port)));
    }

    @Test
    void leadsToTheLoopbackAddressWhereTheOwnOneDoesNotAnswer() throws Exception {
        var port = node("127.0.0.1", 0, "one");
        assertEquals("127.0.0.1:" + port, tunnels.open("127.0.9.77", port));
        assertEquals("one says hello", talk(at("127.0.9.77", port)));
    }

    @Test
    void asksTheMachineForItsOtherAddresses() throws Exception {
        machineHasAddresses("127.0.9.78 127.0.9.79");
        var port = node("127.0.9.79", 0, "one");
        assertEquals("127.0.9.79:" + port, tunnels.open("127.0.9.77", port));
    }

    @Test
    void saysWhereNothingAnswers() throws Exception {
        machineHasAddresses("127.0.9.78");
        var port = node("127.0.0.1", 0, "gone");
        nodes.getFirst().close();
        var failure = assertThrows(FailureException.class, () -> tunnels.open("127.0.9.77", port))
                .failure();
        assertEquals("engine.source.tunnel.refused", failure.cause().key());
        assertEquals(
                List.of("127.0.9.77", String.valueOf(port)), failure.cause().arguments());
        assertTrue(failure.evidence().contains("127.0.9.77:" + port), failure.evidence());
        assertTrue(failure.evidence().contains("127.0.9.78:" + port), failure.evidence());
        assertTrue(failure.evidence().contains("[::1]:" + port), failure.evidence());
    }

    @Test
    void opensNothingBeforeSomebodyConnects() throws Exception {
        var port = node("127.0.0.1", 0, "one");
        var first = tunnels.to(at("127.0.0.1", port));
        assertEquals(first, tunnels.to(at("127.0.0.1", port)));
        assertNotEquals(first, tunnels.to(at("127.0.9.77", port)));
        assertTrue(first.getAddress().isLoopbackAddress());
        assertEquals(List.of(), asked);
        assertEquals("one says hello", talk(at("127.0.0.1", port)));
        assertEquals("one says hello", talk(at("127.0.0.1", port)));
        assertEquals(List.of("127.0.0.1"), asked);
    }

    @Test
    void outlivesALostConnection() throws Exception {
        var port = node("127.0.0.1", 0, "one");
        assertEquals("one says hello", talk(at("127.0.0.1", port)));
        server.cutConnections();
        var answer = "";
        for (var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
                answer.isEmpty() && System.nanoTime() < end; ) {
            answer = talk(at("127.0.0.1", port));
        }
        assertEquals("one says hello", answer);
    }

    @Test
    void triesALoginThatWasRefusedOnlyOnce() throws Exception {
        try (var refused = new Tunnels(Map.of(), machine -> {
            asked.add(machine);
            throw new FailureException(
                    Failures.failure(Failure.Kind.NEEDS_ATTENTION, "there", "ssh.login.refused", ""));
        })) {
            for (var i = 0; i < 3; i++) {
                try (var socket = connect(refused.to(at("10.0.0.7", 9042)))) {
                    assertEquals(-1, socket.getInputStream().read());
                }
            }
            assertEquals(List.of("10.0.0.7"), asked);
        }
    }

    @Test
    void callsANodeByTheNameThatSshKnows() throws Exception {
        var port = node("127.0.0.1", 0, "one");
        try (var mapped = new Tunnels(Map.of("127.0.9.80", "bastion:2222"), this::remote)) {
            assertEquals("127.0.0.1:" + port, mapped.open("127.0.9.80", port));
            mapped.open("localhost", port);
        }
        assertEquals("127.0.9.80", asked.getFirst());
    }

    @Test
    void leavesNoPortOpenBehindIt() throws Exception {
        var port = node("127.0.0.1", 0, "one");
        var entrance = tunnels.to(at("127.0.0.1", port));
        try (var socket = connect(entrance)) {
            socket.getOutputStream().write("hello\n".getBytes(StandardCharsets.UTF_8));
            assertEquals('o', socket.getInputStream().read());
            tunnels.close();
            assertEnds(socket);
        }
        // a listener ends a moment after it was told to
        for (var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10); System.nanoTime() < end; Thread.sleep(20)) {
            try (var late = connect(entrance)) {
                assertTrue(late.isConnected());
            } catch (ConnectException e) {
                return;
            }
        }
        fail("still listens");
    }

    private void machineHasAddresses(String addresses) throws IOException {
        var program = Files.writeString(folder.resolve("hostname"), "#!/bin/sh\necho " + addresses + "\n");
        assertTrue(program.toFile().setExecutable(true));
        server.runFirst("PATH='" + folder + "':$PATH; export PATH");
    }

    private static void assertEnds(Socket socket) {
        try {
            socket.setSoTimeout(10_000);
            while (socket.getInputStream().read() >= 0) {
                // what was on its way already
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("still open", e);
        } catch (IOException e) {
            // cut is as good as ended
        }
    }

    private String talk(InetSocketAddress node) throws IOException {
        try (var socket = connect(tunnels.to(node))) {
            socket.getOutputStream().write("hello\n".getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException e) {
            return "";
        }
    }

    private static Socket connect(InetSocketAddress place) throws IOException {
        return new Socket(place.getAddress(), place.getPort());
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    /// Answers a line with its own name and that line.
    private int node(String address, int port, String name) throws IOException {
        var socket = new ServerSocket(port, 50, InetAddress.ofLiteral(address));
        nodes.add(socket);
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    var connection = socket.accept();
                    Thread.ofVirtual().start(() -> answer(connection, name));
                }
            } catch (IOException e) {
                // the test is over
            }
        });
        return socket.getLocalPort();
    }

    private static void answer(Socket connection, String name) {
        try (connection) {
            var in = connection.getInputStream();
            var line = new StringBuilder();
            for (var c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
                line.append((char) c);
            }
            if (!line.isEmpty()) {
                connection.getOutputStream().write((name + " says " + line).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // whoever asked has gone
        }
    }
}
