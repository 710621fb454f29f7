package dev.ferry.ssh;

/// Hears how far a connection has come; called from another thread than the one that connects.
@FunctionalInterface
public interface Progress {
    /// A milestone is passed.
    ///
    /// @param evidence what was seen: an address, a fingerprint, a user; never empty
    void passed(Milestone milestone, String evidence);

    /// Tells nobody.
    static Progress untold() {
        return (_, _) -> {};
    }
}
