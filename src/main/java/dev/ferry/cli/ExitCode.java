package dev.ferry.cli;

/// What the command's exit code says. Scripts rely on these; none is ever given another meaning.
final class ExitCode {
    /// Done, with proof.
    static final int DONE = 0;
    /// Something failed; what, was said.
    static final int FAILED = 1;
    /// The command line was wrong.
    static final int USAGE = 2;
    /// Refused before any data moved: the plan or preflight found an obstacle.
    static final int REFUSED = 3;
    /// Data was loaded, but verification is not green.
    static final int NOT_PROVEN = 4;
    /// Stopped by the user; what runs on the nodes goes on.
    static final int STOPPED = 130;

    private ExitCode() {}
}
