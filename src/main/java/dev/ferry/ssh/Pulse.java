package dev.ferry.ssh;

import java.util.function.Consumer;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.transport.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks a server for a sign of life in even intervals, as OpenSSH's `ServerAliveInterval` does, and gives
/// the connection up when too many did not come. Whatever the server sends is such a sign.
///
/// The library's own does the same on a platform thread for each connection, and waits for ever where a
/// frozen connection takes no more bytes.
final class Pulse {
    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

    private final SSHClient client;
    private final Ear ear;
    private final Patience patience;
    private final Consumer<String> dead;

    /// @param dead is told why when the connection is given up
    private Pulse(SSHClient client, Ear ear, Patience patience, Consumer<String> dead) {
        this.client = client;
        this.ear = ear;
        this.patience = patience;
        this.dead = dead;
    }

    /// Starts to ask.
    ///
    /// @return what to interrupt when the connection is closed
    static Thread start(SSHClient client, Ear ear, Patience patience, Consumer<String> dead) {
        return Thread.ofVirtual().name("ssh-pulse").start(new Pulse(client, ear, patience, dead)::watch);
    }

    private void watch() {
        try {
            var heard = ear.heard();
            for (var missed = 0; missed < patience.missed(); ) {
                // may wait for ever itself
                Thread.ofVirtual().name("ssh-pulse-ask").start(this::ask);
                Thread.sleep(patience.pulse());
                if (!client.isConnected()) {
                    return;
                }
                var now = ear.heard();
                missed = now == heard ? missed + 1 : 0;
                heard = now;
            }
            dead.accept("no sign of life for "
                    + patience.pulse().multipliedBy(patience.missed()).toSeconds() + " s");
        } catch (InterruptedException e) {
            LOG.debug("no longer watched");
        }
    }

    private void ask() {
        try {
            client.getConnection().sendGlobalRequest("keepalive@openssh.com", true, new byte[0]);
        } catch (TransportException e) {
            LOG.debug("not asked", e);
        }
    }
}
