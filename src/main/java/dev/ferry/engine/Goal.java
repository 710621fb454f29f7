package dev.ferry.engine;

/// How far a run shall go.
public enum Goal {
    /// Load everything and verify it; leave the target in migration mode and the nodes as they are.
    VERIFIED,
    /// And then finish: migration mode off, everything removed that Ferry made, with proof.
    FINISHED,
    /// Give up: end the loaders, remove login, credentials, snapshots and folders, with proof. What is on
    /// the target stays there, part-loaded tables too, and so do its settings and its migration mode.
    ABANDONED
}
