package dev.ferry.ssh;

import java.io.InputStream;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;

/// A way through one server to another, listened in on.
final class Tunnel extends DirectConnection {
    private final Ear ear;

    Tunnel(SSHClient through, String host, int port, Ear ear) {
        super(through.getConnection(), host, port);
        this.ear = ear;
    }

    @Override
    public InputStream getInputStream() {
        return ear.on(super.getInputStream());
    }
}
