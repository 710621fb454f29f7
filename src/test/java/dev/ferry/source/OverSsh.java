package dev.ferry.source;

import dev.ferry.ssh.Become;
import dev.ferry.ssh.Remote;
import dev.ferry.ssh.SshRemote;
import dev.ferry.ssh.TestSshServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Gives tests a connection to this machine through an SSH server.
abstract class OverSsh {
    @TempDir
    private Path keys;

    private final List<Remote> remotes = new ArrayList<>();
    private TestSshServer server;

    @BeforeEach
    final void startServer() throws Exception {
        server = new TestSshServer();
    }

    @AfterEach
    final void stopServer() throws Exception {
        remotes.forEach(Remote::close);
        server.close();
    }

    public Remote remote(String path) throws Exception {
        server.runFirst(path.isEmpty() ? ":" : "PATH='" + path + "':$PATH; export PATH");
        var remote = SshRemote.connect(server.login(keys), new Become.Direct(), _ -> {});
        remotes.add(remote);
        return remote;
    }
}
