package dev.ferry.loader;

/// Makes the script that starts a node's own `sstableloader`.
public final class LoaderCommand {
    private LoaderCommand() {}

    /// A POSIX `sh` script that sets the environment and ends in `exec …/sstableloader …`, so that the loader keeps the
    /// script's process id. It holds no secret: those are in the files of {@link LoaderConfiguration}.
    public static String script(LoaderCall call) {
        throw new UnsupportedOperationException();
    }
}
