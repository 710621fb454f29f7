package dev.ferry.ssh;

import java.nio.file.Path;

/// Very many machines in a process of its own: one SSH server at every loopback address, whose commands run
/// with these programs first: each with a `sh` of its own, or once and then {@link Replay} again.
///
/// Prints its port and the fingerprint of its key, and ends when its input does.
public final class ManyMachines {
    private ManyMachines() {}

    /// @param arguments a folder of programs; `run` or `replay`
    public static void main(String[] arguments) throws Exception {
        try (var server = new TestSshServer(TestSshServer.freshKey(), 0, "0.0.0.0")) {
            var prelude = "PATH=" + Script.quote(Path.of(arguments[0]).toString()) + ":$PATH; export PATH";
            if (arguments[1].equals("replay")) {
                var replay = new Replay(prelude + "\n");
                server.server().setCommandFactory((_, command) -> replay.of(command));
            } else {
                server.runFirst(prelude);
            }
            System.out.println(server.port() + " " + server.fingerprint());
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
