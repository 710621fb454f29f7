package dev.ferry.node;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Loads many cells in one JVM, by the loader's own {@code main}, several at once, for as long as its queue is fed.
 *
 * <p>Its folder is {@code <cells>/launcher/<number>}; {@link Orders} reads the queue there. A cell's attempt has the
 * folder {@code <cells>/<cell>/<attempt>}, which gets the files that a process of its own would leave: {@code pid},
 * {@code log}, {@code err} and, last, {@code exit}, which is 0 only if {@code main} returned. If this JVM dies, no
 * {@code exit} is written, and that is how it should be: nobody knows what became of those cells.
 */
final class Launcher {
    private static final long MILLIS_BETWEEN_LOOKS = 100;

    private static final long MILLIS_BETWEEN_LINES = 500;

    private static final long PID_PATIENCE_MILLIS = 30_000;

    private static final long IDLE_MILLIS = 15 * 60 * 1000;

    private static final int TERMINATED = 143;

    private final Path folder;

    private final Orders orders;

    /** Null if nothing but the cells' own arguments limits them. */
    private final Pace pace;

    private final StreamWatch watch = new StreamWatch();

    private final Set<Cell> running = ConcurrentHashMap.newKeySet();

    private SplitStream out;

    private SplitStream err;

    private Launcher(Path folder, Pace pace) {
        this.folder = folder;
        this.orders = new Orders(folder);
        this.pace = pace;
    }

    /** Runs until the queue is closed or was empty for long, and ends the JVM: 0, or 1 if something went wrong. */
    static void run(Path folder, Pace pace) {
        int code = 1;
        try {
            new Launcher(folder, pace).run();
            code = 0;
        } catch (InterruptedException | ReflectiveOperationException | IOException | RuntimeException | Error strange) {
            strange.printStackTrace();
        }
        System.out.flush();
        System.err.flush();
        // Not exit: hooks of Cassandra's and its libraries have nothing to do here and could hang.
        Runtime.getRuntime().halt(code);
    }

    private void run() throws InterruptedException, ReflectiveOperationException, IOException {
        split();
        String pid = awaitPid();
        Bulk bulk = Bulk.open(watch);
        Termination.handle(this::terminate);
        Thread lines = new Thread(() -> write(bulk), "ferry-progress");
        lines.setDaemon(true);
        lines.start();
        serve(pid, bulk);
        orders.close();
    }

    private void serve(String pid, Bulk bulk) throws InterruptedException, IOException {
        long idle = Long.getLong("ferry.launcher.idle", IDLE_MILLIS);
        long lastWork = System.nanoTime();
        while (true) {
            boolean isClosing = orders.isClosing();
            if (!isClosing && !begin(pid, bulk)) {
                lastWork = System.nanoTime();
            }
            if (!running.isEmpty()) {
                lastWork = System.nanoTime();
            } else if (isClosing || System.nanoTime() - lastWork > idle * 1_000_000) {
                return;
            }
            Thread.sleep(MILLIS_BETWEEN_LOOKS);
        }
    }

    /** Begins what may be begun; tells whether nothing was waiting. */
    private boolean begin(String pid, Bulk bulk) throws IOException {
        boolean isEmpty = true;
        int atOnce = orders.atOnce();
        for (Order order : orders.waiting()) {
            isEmpty = false;
            if (running.size() >= atOnce) {
                break;
            }
            begin(order, pid, bulk);
        }
        return isEmpty;
    }

    /** Holds the lock, so that no cell is begun while {@link #terminate} says that all have ended. */
    private synchronized void begin(Order order, String pid, Bulk bulk) throws IOException {
        if (!orders.take(order)) {
            return;
        }
        Path cells = folder.toAbsolutePath().normalize().getParent().getParent();
        Path attempt = cells.resolve(order.cell).resolve(order.attempt);
        try {
            Cell cell = Cell.begin(attempt, pid);
            running.add(cell);
            watch.begin(cell);
            new CellThread(cell, () -> load(cell, bulk)).start();
        } catch (IOException strange) {
            System.err.println("cannot begin " + order + ": " + strange);
        }
    }

    private void load(Cell cell, Bulk bulk) {
        int code = 1;
        try {
            if (!cell.hasFiles()) {
                // The loader would end the whole JVM for it (LoaderOptions.parseArgs), with these words.
                System.err.println("Unknown directory: " + cell.staged());
            } else {
                bulk.load(pace == null ? cell.arguments() : pace.applyTo(cell.arguments()));
                code = 0;
            }
        } catch (Throwable thrown) {
            tell(cell, thrown);
        }
        finish(cell, code);
    }

    private static void tell(Cell cell, Throwable thrown) {
        try {
            cell.err(thrown);
        } catch (IOException full) {
            full.printStackTrace();
        }
    }

    private void finish(Cell cell, int code) {
        try {
            out.finish();
            err.finish();
            watch.end(cell);
            cell.close();
        } catch (IOException full) {
            full.printStackTrace();
        }
        try {
            cell.end(code);
        } catch (IOException full) {
            System.err.println("cannot say that " + cell + " ended with " + code + ": " + full);
        } finally {
            running.remove(cell);
        }
    }

    private synchronized void terminate() {
        for (Cell cell : running) {
            try {
                cell.end(TERMINATED);
            } catch (IOException full) {
                // Without that word it counts as vanished, which is as true.
            }
        }
        Runtime.getRuntime().halt(TERMINATED);
    }

    private void write(Bulk bulk) {
        try {
            while (true) {
                Thread.sleep(MILLIS_BETWEEN_LINES);
                if (!running.isEmpty()) {
                    watch.pass(bulk.streams());
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } catch (ReflectiveOperationException strange) {
            System.err.println("no progress any more: " + strange);
        }
    }

    private void split() throws IOException {
        out = SplitStream.log(new FileOutputStream(FileDescriptor.out), watch);
        err = SplitStream.err(new FileOutputStream(FileDescriptor.err), watch);
        System.setOut(new PrintStream(out, true, "UTF-8"));
        System.setErr(new PrintStream(err, true, "UTF-8"));
    }

    /** The keeper writes it right after it has started this JVM. */
    private String awaitPid() throws InterruptedException, IOException {
        long start = System.nanoTime();
        while (!Files.exists(folder.resolve("pid")) && System.nanoTime() - start < PID_PATIENCE_MILLIS * 1_000_000) {
            Thread.sleep(MILLIS_BETWEEN_LOOKS);
        }
        String pid = Marks.pid(folder);
        // The process in there may be the script that started this JVM, which can be killed alone.
        Marks.write(folder, "pid", pid);
        return pid;
    }
}
