package dev.ferry.node;

/** The thread that calls the loader for one cell: what it prints is the cell's. */
final class CellThread extends Thread {
    final Cell cell;

    CellThread(Cell cell, Runnable load) {
        super(load, "ferry-cell " + cell);
        this.cell = cell;
        setDaemon(true);
    }

    /** The cell whose thread calls this; null if another one does. */
    static Cell current() {
        Thread thread = Thread.currentThread();
        return thread instanceof CellThread ? ((CellThread) thread).cell : null;
    }
}
