package dev.ferry.node;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One attempt at one cell: its folder, its two outputs, its end. */
final class Cell {
    private final Path folder;

    private final OutputStream log;

    private final OutputStream err;

    private final String[] arguments;

    private boolean isOver;

    private Cell(Path folder, String[] arguments) throws IOException {
        this.folder = folder;
        this.arguments = arguments;
        log = new FileOutputStream(folder.resolve("log").toFile(), true);
        err = new FileOutputStream(folder.resolve("err").toFile(), true);
    }

    /**
     * Says who runs an attempt, its outputs open and its arguments read.
     *
     * @param pid what its file {@code pid} shall say
     * @throws IOException if it was begun before, or cannot be begun; where that can be said, it has then ended with 1
     */
    static Cell begin(Path folder, String pid) throws IOException {
        if (Files.exists(folder.resolve("pid")) || Files.exists(folder.resolve("exit"))) {
            throw new IOException("begun before");
        }
        try {
            List<String> lines = Files.readAllLines(folder.resolve("command"), StandardCharsets.UTF_8);
            if (lines.isEmpty()) {
                throw new IOException("no arguments in " + folder.resolve("command"));
            }
            Cell cell = new Cell(folder, lines.toArray(new String[0]));
            Marks.write(folder, "pid", pid);
            return cell;
        } catch (IOException strange) {
            Marks.write(folder, "exit", "1\n");
            throw strange;
        }
    }

    String[] arguments() {
        return arguments.clone();
    }

    /** The folder that holds the cell's files, as the loader spells it or as the file system does. */
    boolean owns(String file) {
        String staged = staged().getAbsolutePath() + File.separator;
        if (file.startsWith(staged)) {
            return true;
        }
        try {
            return file.startsWith(staged().getCanonicalPath() + File.separator);
        } catch (IOException unknown) {
            return false;
        }
    }

    /** The loader ends the whole JVM if this is not there: whether it is has to be known before. */
    boolean hasFiles() {
        return staged().isDirectory();
    }

    File staged() {
        return new File(arguments[arguments.length - 1]);
    }

    void log(byte[] line) throws IOException {
        synchronized (log) {
            log.write(line);
        }
    }

    void err(byte[] line) throws IOException {
        synchronized (err) {
            err.write(line);
        }
    }

    /** Writes what a JVM prints when its {@code main} throws. */
    void err(Throwable thrown) throws IOException {
        StringWriter text = new StringWriter();
        text.write("Exception in thread \"main\" ");
        thrown.printStackTrace(new PrintWriter(text, true));
        err(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Says how it ended. The first word counts. */
    synchronized void end(int code) throws IOException {
        if (!isOver) {
            isOver = true;
            Marks.write(folder, "exit", code + "\n");
        }
    }

    void close() throws IOException {
        log.close();
        err.close();
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
