package dev.ferry.ssh;

import dev.ferry.outcome.FailureException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
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
            var back = Thread.ofVirtual().name("forward-back").start(() -> receive(channel, socket));
            send(socket, channel);
            back.join();
        } catch (IOException | FailureException e) {
            LOG.debug("a forwarded connection ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(socket);
        }
    }

    private static void send(Socket socket, Channel channel) throws IOException, InterruptedException {
        var to = new ChannelInput(channel);
        var in = socket.getInputStream();
        var buffer = new byte[32 * 1024];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            to.write(buffer, n);
        }
        to.end();
    }

    private static void receive(Channel channel, Socket socket) {
        try {
            channel.getInputStream().transferTo(socket.getOutputStream());
            socket.shutdownOutput();
        } catch (IOException e) {
            LOG.debug("a forwarded stream ended", e);
            // or the other direction would wait for ever
            quietly(socket::close);
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
