package dev.ferry.loader;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Reads what a loader prints, piece by piece as it arrives, and keeps what counts. For one loader, from one thread.
public final class LoaderOutput {
    /// A reader that tells nobody.
    public LoaderOutput() {
        this(progress -> {});
    }

    /// A reader that hands every progress line to the listener, on the feeding thread.
    public LoaderOutput(Consumer<LoaderProgress> listener) {
        throw new UnsupportedOperationException();
    }

    /// Takes bytes of standard output, or of a log that holds both streams. They may be cut anywhere.
    public void out(byte[] bytes) {
        throw new UnsupportedOperationException();
    }

    /// Takes bytes of standard error.
    public void err(byte[] bytes) {
        throw new UnsupportedOperationException();
    }

    /// Says that nothing more will come: reads what has no line end yet.
    public void end() {
        throw new UnsupportedOperationException();
    }

    /// Whether the loader has learnt the target's ring over CQL.
    public boolean established() {
        throw new UnsupportedOperationException();
    }

    /// Whether it has begun to open the SSTables.
    public boolean opened() {
        throw new UnsupportedOperationException();
    }

    /// The names (without folder) of the `*-Data.db` files that it said it streams.
    public Set<String> announced() {
        throw new UnsupportedOperationException();
    }

    /// The addresses of the target nodes that it said it streams to, before any was reached.
    public Set<String> announcedHosts() {
        throw new UnsupportedOperationException();
    }

    /// The addresses of the target nodes that took part in a stream.
    public Set<String> reachedHosts() {
        throw new UnsupportedOperationException();
    }

    /// The addresses of the target nodes to which streaming failed.
    public Set<String> failedHosts() {
        throw new UnsupportedOperationException();
    }

    /// `Skipping …` lines about files that should have been loaded.
    public List<String> skipped() {
        throw new UnsupportedOperationException();
    }

    /// How many temporary files it passed over, which is right.
    public int skippedTemporary() {
        throw new UnsupportedOperationException();
    }

    /// The last progress line.
    public Optional<LoaderProgress> progress() {
        throw new UnsupportedOperationException();
    }

    /// The closing statistics.
    public Optional<LoaderSummary> summary() {
        throw new UnsupportedOperationException();
    }

    /// Whether it has printed its closing words, good or bad. A loader that lives on long after that is stuck (3.11
    /// and newer do not call `System.exit`).
    public boolean isOver() {
        throw new UnsupportedOperationException();
    }

    /// The lines that tell of errors, the first ones and the last ones, each shortened; causes, not stack frames.
    public List<String> evidence() {
        throw new UnsupportedOperationException();
    }
}
