package dev.ferry.ssh;

import dev.ferry.outcome.FailureException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import net.schmizz.sshj.connection.channel.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A port on the loopback address whose connections come out at the other machine. It asks for the SSH
/// connection anew for each of them, so it outlives a lost one.
final class PortForward implements Remote.Forward {
    private static final Logger LOG = LoggerFactory.getLogger(PortForward.class);

    private final ServerSocket server;
    private final Opener opener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private PortForward(ServerSocket server, Opener opener) {
        this.server = server;
        this.opener = opener;
    }

    /// Starts to listen.
    static PortForward listening(Opener opener) throws IOException {
        var forward = new PortForward(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), opener);
        Thread.ofVirtual().name("forward-accept").start(forward::accept);
        return forward;
    }

    @Override
    public int localPort() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().name("forward").start(() -> serve(socket));
            }
        } catch (IOException e) {
            LOG.debug("no longer listening", e);
        }
    }

    private void serve(Socket socket) {
        try (socket;
                var channel = opener.open()) {
            socket.setTcpNoDelay(true);
            var back = Thread.ofVirtual().name("forward-back").start(() -> {
                copy(channel::getInputStream, socket::getOutputStream);
                quietly(socket::shutdownOutput);
            });
            copy(socket::getInputStream, channel::getOutputStream);
            quietly(() -> channel.getOutputStream().close());
            back.join();
        } catch (IOException | FailureException e) {
            LOG.debug("a forwarded connection ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(socket);
        }
    }

    private static void copy(Callable<InputStream> from, Callable<OutputStream> to) {
        try {
            var in = from.call();
            var out = to.call();
            var buffer = new byte[32 * 1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (Exception e) {
            LOG.debug("a forwarded stream ended", e);
        }
    }

    private static void quietly(Ending ending) {
        try {
            ending.end();
        } catch (IOException e) {
            LOG.debug("while closing", e);
        }
    }

    @Override
    public void close() {
        quietly(server::close);
        sockets.forEach(socket -> quietly(socket::close));
    }

    /// Opens a channel to the far end.
    @FunctionalInterface
    interface Opener {
        Channel open() throws IOException, FailureException, InterruptedException;
    }

    @FunctionalInterface
    private interface Ending {
        void end() throws IOException;
    }
}
