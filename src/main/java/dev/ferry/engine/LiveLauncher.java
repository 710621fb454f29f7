package dev.ferry.engine;

import dev.ferry.source.CellLook;
import java.time.Duration;

/// A launcher that lives, or may live, on a node. For one thread.
final class LiveLauncher {
    private static final int NEVER = -1;
    private static final int MOST_EVIDENCE = 2000;

    private final int number;
    private final long startedNanos = System.nanoTime();
    private long closedNanos;
    private boolean isSeen;
    private boolean isClosing;
    private boolean isToldToClose;
    private boolean isStopped;
    private int places;
    private int allowed = NEVER;
    private long logOffset;
    private long errOffset;
    private String lastWords = "";

    LiveLauncher(int number) {
        this.number = number;
    }

    /// Its number on the node.
    int number() {
        return number;
    }

    /// How many of the places for loaders it holds.
    int places() {
        return places;
    }

    void places(int places) {
        this.places = places;
    }

    /// How many cells it was told to load at once; below zero if nothing was said yet.
    int allowed() {
        return allowed;
    }

    void allowed(int atOnce) {
        this.allowed = atOnce;
    }

    /// Notes that it surely lives, or has lived: its folder is there and can be written to.
    void see() {
        isSeen = true;
    }

    /// Whether it is known to have come up.
    boolean isSeen() {
        return isSeen;
    }

    /// Notes that it knows that it is closed.
    void toldToClose() {
        isToldToClose = true;
    }

    boolean isToldToClose() {
        return isToldToClose;
    }

    /// Whether nothing is given to it any more.
    boolean isClosing() {
        return isClosing;
    }

    void close() {
        if (!isClosing) {
            isClosing = true;
            closedNanos = System.nanoTime();
        }
    }

    /// Whether it has been closed for longer than this.
    boolean isClosedFor(Duration time) {
        return isClosing && System.nanoTime() - closedNanos > time.toNanos();
    }

    /// Whether we ended it ourselves.
    boolean isStopped() {
        return isStopped;
    }

    void stopped() {
        isStopped = true;
    }

    /// Whether it was started longer ago than this.
    boolean isOlderThan(Duration time) {
        return System.nanoTime() - startedNanos > time.toNanos();
    }

    long logOffset() {
        return logOffset;
    }

    long errOffset() {
        return errOffset;
    }

    /// Takes in what a look at it has brought.
    void read(CellLook look) {
        logOffset = look.logOffset();
        errOffset = look.errOffset();
        var words = lastWords + look.log() + look.err();
        lastWords = words.substring(Math.max(0, words.length() - MOST_EVIDENCE));
    }

    /// The last things that it said about itself.
    String lastWords() {
        return lastWords.strip();
    }
}
