package dev.ferry.run;

/// How it stands with one cell of a load, in one word.
public enum LoadStatus {
    /// Its turn has not come.
    WAITING,
    /// It waits, and a user wants it to.
    PAUSED,
    /// Its loader runs, or may run.
    RUNNING,
    /// Its loader runs and has not moved for long.
    STALLED,
    /// It is on the target, by the loader's own proof.
    LOADED,
    /// It failed.
    FAILED,
    /// Nobody can say how it ended.
    UNKNOWN,
    /// A user stopped it.
    STOPPED;

    /// Whether a loader of it may live.
    public boolean isRunning() {
        return this == RUNNING || this == STALLED;
    }

    /// Whether it waits for its turn, by itself or because a user wants it to.
    public boolean isWaiting() {
        return this == WAITING || this == PAUSED;
    }

    /// Whether it is over and not loaded: only a retry brings it on.
    public boolean isBroken() {
        return this == FAILED || this == UNKNOWN || this == STOPPED;
    }
}
