package dev.ferry.source;

import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.Become;
import dev.ferry.ssh.Ended;
import dev.ferry.ssh.PodmanNode;
import dev.ferry.ssh.Remote;
import dev.ferry.ssh.Script;
import dev.ferry.ssh.SshRemote;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// Gives tests a connection into a container that has BusyBox and nothing else. The folder for temporary files
/// and the processes are the machine's, so that a test can lay out a node there and look at what became of
/// it.
abstract class InContainer {
    private static PodmanNode node;
    private static SshRemote inside;

    @BeforeAll
    static void startContainer() throws Exception {
        node = PodmanNode.start();
        node.run("ferry-node", List.of("-v", "/tmp:/tmp", "--pid=host"), "exec sleep 100000");
        inside = node.connect(
                new Become.Inside(new Become.Direct(), Become.Engine.PODMAN, new Become.Named("ferry-node"), ""));
    }

    @AfterAll
    static void stopContainer() throws Exception {
        if (inside != null) {
            inside.close();
        }
        if (node != null) {
            node.close();
        }
    }

    public Remote remote(String path) {
        return path.isEmpty() ? inside : new WithPath(inside, path);
    }

    /// The same with folders before `PATH`.
    private record WithPath(Remote remote, String path) implements Remote {
        @Override
        public String name() {
            return remote.name();
        }

        @Override
        public Ended run(Script script, Duration limit) throws FailureException, InterruptedException {
            var start = "PATH=" + Script.quote(path) + ":$PATH; export PATH\n";
            return remote.run(new Script(start + script.text(), script.input()), limit);
        }

        @Override
        public void upload(byte[] content, String path, FileKind kind) throws FailureException, InterruptedException {
            remote.upload(content, path, kind);
        }

        @Override
        public void append(byte[] piece, String path, long offset) throws FailureException, InterruptedException {
            remote.append(piece, path, offset);
        }

        @Override
        public byte[] download(String path, int atMost) throws FailureException, InterruptedException {
            return remote.download(path, atMost);
        }

        @Override
        public Forward forward(String host, int port) throws FailureException, InterruptedException {
            return remote.forward(host, port);
        }

        @Override
        public void close() {
            remote.close();
        }
    }
}
