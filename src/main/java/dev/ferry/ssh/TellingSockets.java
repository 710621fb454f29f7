package dev.ferry.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/// Makes sockets that tell when they are connected, and listen in: the library connects and shakes hands
/// in one call.
final class TellingSockets extends SocketFactory {
    private final Runnable connected;
    private final Ear ear;

    TellingSockets(Runnable connected, Ear ear) {
        this.connected = connected;
        this.ear = ear;
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public void connect(SocketAddress address, int timeoutMillis) throws IOException {
                super.connect(address, timeoutMillis);
                connected.run();
            }

            @Override
            public InputStream getInputStream() throws IOException {
                return ear.on(super.getInputStream());
            }
        };
    }

    private Socket connected(SocketAddress address) throws IOException {
        var socket = createSocket();
        socket.connect(address, 0);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return createSocket(InetAddress.getByName(host), port, from, fromPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        var socket = createSocket();
        socket.bind(new InetSocketAddress(from, fromPort));
        socket.connect(new InetSocketAddress(host, port), 0);
        return socket;
    }
}
