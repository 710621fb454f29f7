package dev.ferry.engine;

/// How far a run shall go.
public enum Goal {
    /// Load everything and verify it; leave the target in migration mode and the nodes as they are.
    VERIFIED,
    /// And then finish: migration mode off, everything removed that Ferry made, with proof.
    FINISHED
}
