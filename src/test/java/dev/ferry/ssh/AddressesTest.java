package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressesTest {
    private static final String DEAF = "127.0.0.2";
    private static final String HEARING = "127.0.0.3";

    @Test
    void theFirstAddressAtWhichSomebodyListensIsTaken() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getByName(HEARING))) {
            var knock = new Knock(server.getLocalPort());
            addresses(DEAF, HEARING, "127.0.0.4").first(knock);
            assertEquals(List.of(DEAF, HEARING), knock.tried);
        }
    }

    @Test
    void whereNobodyListensTheLastRefusalIsSaid() throws Exception {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getByName(DEAF))) {
            port = closed.getLocalPort();
        }
        var knock = new Knock(port);
        assertThrows(ConnectException.class, () -> addresses(DEAF, HEARING).first(knock));
        assertEquals(List.of(DEAF, HEARING), knock.tried);
    }

    @Test
    void whoHasAnsweredIsNotLeftForTheNext() throws Exception {
        var silent = new SocketTimeoutException("no identification");
        var thrown = assertThrows(
                SocketTimeoutException.class,
                () -> addresses(DEAF, HEARING).first(new Addresses.Attempt() {
                    @Override
                    public void at(InetAddress address) throws IOException {
                        assertEquals(DEAF, address.getHostAddress());
                        throw silent;
                    }

                    @Override
                    public boolean isAnswered() {
                        return true;
                    }
                }));
        assertSame(silent, thrown);
    }

    @Test
    void anAddressKeepsTheNameByWhichItWasCalled() throws Exception {
        var addresses = Addresses.of("localhost");
        assertEquals("localhost", addresses.all().getFirst().getHostName());
        assertEquals("127.0.0.1", Addresses.of("127.0.0.1").all().getFirst().getHostName());
    }

    private static Addresses addresses(String... texts) throws Exception {
        var all = new ArrayList<InetAddress>();
        for (var text : texts) {
            all.add(InetAddress.getByName(text));
        }
        return new Addresses(all);
    }

    private static final class Knock implements Addresses.Attempt {
        private final int port;
        private final List<String> tried = new ArrayList<>();

        Knock(int port) {
            this.port = port;
        }

        @Override
        public void at(InetAddress address) throws IOException {
            tried.add(address.getHostAddress());
            new Socket(address, port).close();
        }

        @Override
        public boolean isAnswered() {
            return false;
        }
    }
}
