package dev.ferry.sandbox;

import java.io.IOException;
import java.nio.file.Path;

/// A small process beside a sandbox that outlives it and cleans up, in whatever way the sandbox's owner
/// ended.
///
/// It waits for the end of its standard input, which the owner holds open and which the system closes
/// when the owner is no more, be it by a kill. It uses nothing but the JDK and this package.
final class Keeper {
    /// The second argument when the folder goes as well.
    static final String DELETE = "delete";

    private Keeper() {}

    /// Keeps a sandbox.
    ///
    /// @param arguments the sandbox's folder; {@link #DELETE} or nothing
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var folder = Path.of(arguments[0]);
        var owner = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
        awaitEndOfInput();
        Sweep.processes(folder, owner);
        if (arguments.length > 1 && arguments[1].equals(DELETE)) {
            Sweep.folder(folder);
        }
    }

    private static void awaitEndOfInput() {
        try {
            while (System.in.read() != -1) {
                Thread.onSpinWait();
            }
        } catch (IOException broken) {
            // the owner is gone: that is what we wait for
        }
    }
}
