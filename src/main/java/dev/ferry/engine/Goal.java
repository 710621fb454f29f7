package dev.ferry.engine;

/// How far a run shall go. Each goal includes those before it; the last two are ways
/// of their own.
public enum Goal {
    /// Find or make the target and wait until it answers.
    TARGET,
    /// And bring the schema over: every statement before the load, with proof.
    SCHEMA,
    /// And make the nodes ready: the throwaway login, credentials, preflight.
    CHECKED,
    /// And load everything and verify it; leave the target in migration mode and the nodes as they are.
    VERIFIED,
    /// And then finish: migration mode off, everything removed that Ferry made, with proof.
    FINISHED,
    /// Take the loader's credentials and folders back from the nodes, and the throwaway login from the
    /// target once no node holds it any more, with proof; refused while a loader may live. Snapshots, and all
    /// that is loaded, stay: a later run goes on from there.
    WITHDRAWN,
    /// Give up: end the loaders, remove login, credentials, snapshots and folders, with proof. What is on
    /// the target stays there, part-loaded tables too, and so do its settings and its migration mode.
    ABANDONED
}
