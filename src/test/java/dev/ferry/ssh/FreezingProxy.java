package dev.ferry.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// A way to a port of the loopback address that can freeze: then it takes and gives no more bytes, and its
/// connections stay open, as behind a firewall that has forgotten them.
final class FreezingProxy implements AutoCloseable {
    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final int to;
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);

    FreezingProxy(int to) throws IOException {
        this.to = to;
        server = new ServerSocket();
        server.setReceiveBufferSize(8 << 10);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofPlatform().daemon().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /// Freezes after so many more bytes in both directions.
    void freezeAfter(long bytes) {
        left.set(bytes);
    }

    private void accept() {
        try {
            while (true) {
                var near = server.accept();
                var far = new Socket(InetAddress.getLoopbackAddress(), to);
                sockets.addAll(List.of(near, far));
                Thread.ofPlatform().daemon().start(() -> copy(near, far));
                Thread.ofPlatform().daemon().start(() -> copy(far, near));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            var buffer = new byte[4096];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                while (left.get() < 0) {
                    Thread.sleep(20);
                    if (server.isClosed()) {
                        return;
                    }
                }
                out.write(buffer, 0, n);
                left.addAndGet(-n);
            }
        } catch (IOException | InterruptedException e) {
            // closed
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : sockets) {
            socket.close();
        }
    }
}
