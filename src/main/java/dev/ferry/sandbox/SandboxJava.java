package dev.ferry.sandbox;

import dev.ferry.outcome.FailureException;
import java.nio.file.Path;

/// The JDK that a sandbox would use, looked for before anything is started.
///
/// @param feature its feature release, for example 17
/// @param home its folder
public record SandboxJava(int feature, Path home) {
    /// The one for the source of these options; the target's is looked for as well. Reads a
    /// few small files.
    ///
    /// @throws FailureException if there is none on this machine
    public static SandboxJava find(SandboxOptions options) throws FailureException {
        Software.jdk(Sandbox.release(options.target()));
        var jdk = Software.jdk(Sandbox.release(options.source()));
        return new SandboxJava(jdk.feature(), jdk.home());
    }
}
