package dev.ferry.engine;

import dev.ferry.migration.Limits;

/// What a user says while loads run, and the places that all nodes share. The limits hold at every moment:
/// a place is given only within them, and a lower limit takes none back but gives out no more.
final class LoadControl {
    private Limits limits;
    private boolean isPaused;
    private boolean endsLoaders;
    private int taken;

    LoadControl(Limits limits) {
        this.limits = limits;
    }

    /// Takes one of the places for loaders on all nodes together.
    ///
    /// @param onNode how many the node has already
    /// @return whether there was one, for this node and in all
    synchronized boolean take(int onNode) {
        if (isPaused || onNode >= limits.loadersPerNode() || taken >= limits.loadersInAll()) {
            return false;
        }
        taken++;
        return true;
    }

    /// Takes a place for a loader that lives already: it counts, whatever the limits say.
    synchronized void adopt() {
        taken++;
    }

    /// Gives a place back.
    synchronized void giveBack() {
        taken--;
    }

    /// The limits now.
    synchronized Limits limits() {
        return limits;
    }

    /// Other limits from now on.
    synchronized void limit(Limits limits) {
        this.limits = limits;
    }

    /// Starts no further loader; those that run go on.
    synchronized void pause() {
        isPaused = true;
    }

    /// Starts loaders again.
    synchronized void resume() {
        isPaused = false;
    }

    /// Whether no further loader is to be started for now.
    synchronized boolean isPaused() {
        return isPaused;
    }

    /// Asks for the loaders that run to be ended.
    synchronized void endLoaders() {
        endsLoaders = true;
    }

    /// Whether the loaders that run are to be ended.
    synchronized boolean endsLoaders() {
        return endsLoaders;
    }
}
