package dev.ferry.sandbox;

import dev.ferry.outcome.FailureException;
import java.util.List;
import java.util.Map;

/// A sandbox whose source is a 5.0 that has cut the way back: it writes SSTables that no older release reads.
public final class NativeFormats {
    private NativeFormats() {}

    /// Starts it; its target would be a 4.1.
    public static Sandbox start() throws FailureException, InterruptedException {
        var options = SandboxOptions.of(List.of("--source", "5.0", "--target", "4.1"));
        return Sandbox.start(options, Map.of("storage_compatibility_mode", "NONE"), line -> {});
    }
}
