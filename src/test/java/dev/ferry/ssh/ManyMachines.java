package dev.ferry.ssh;

import java.nio.file.Path;

/// Very many machines in a process of its own: one SSH server at every loopback address, whose commands run
/// with `sh` and these programs first.
///
/// Prints its port and the fingerprint of its key, and ends when its input does.
public final class ManyMachines {
    private ManyMachines() {}

    /// @param arguments a folder of programs
    public static void main(String[] arguments) throws Exception {
        try (var server = new TestSshServer(TestSshServer.freshKey(), 0, "0.0.0.0")) {
            server.runFirst("PATH=" + Script.quote(Path.of(arguments[0]).toString()) + ":$PATH; export PATH");
            System.out.println(server.port() + " " + server.fingerprint());
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
