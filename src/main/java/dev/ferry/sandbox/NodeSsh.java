package dev.ferry.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;

/// The SSH server of one node: a login by key, commands run by `sh` with the node's own programs first,
/// files, and ports forwarded. It offers no terminal.
final class NodeSsh implements AutoCloseable {
    private final SshServer server;

    private NodeSsh(SshServer server) {
        this.server = server;
    }

    /// Starts it on the node's own address.
    ///
    /// @param user the one login name
    /// @param allowed the one key that may log in
    static NodeSsh start(PackagedNode node, int port, KeyPair hostKey, String user, PublicKey allowed)
            throws IOException {
        var server = SshServer.setUpDefaultServer();
        server.setHost(node.plan().address());
        server.setPort(port);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        server.setPublickeyAuthenticator(
                (name, key, session) -> name.equals(user) && KeyUtils.compareKeys(key, allowed));
        server.setCommandFactory((channel, line) -> new ShellCommand(line, node, user));
        server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory.Builder()
                .withFileSystemAccessor(new HomeFolder(node.plan().root()))
                .build()));
        // a loader may be silent for long
        CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(server, Duration.ZERO);
        server.start();
        return new NodeSsh(server);
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException alreadyDown) {
            // its sockets are gone, which is what was wanted
        }
    }

    /// Relative paths start at the node's folder.
    private record HomeFolder(Path home) implements SftpFileSystemAccessor {
        @Override
        public Path resolveLocalFilePath(SftpSubsystemProxy subsystem, Path rootDir, String remotePath)
                throws IOException {
            return SftpFileSystemAccessor.super.resolveLocalFilePath(subsystem, home, remotePath);
        }
    }
}
