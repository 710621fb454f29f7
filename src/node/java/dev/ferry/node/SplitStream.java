package dev.ferry.node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Standard output or standard error of a launcher: what a cell's own thread prints goes to the cell, what another
 * thread says about a cell's stream does, too, and the rest is the launcher's.
 *
 * <p>The loader's progress lines are left out: streaming threads print them, and nothing in them says whose they are.
 * {@link StreamWatch} writes them anew.
 */
final class SplitStream extends OutputStream {
    private static final int LONGEST = 1 << 24;

    private static final Pattern STREAM = Pattern.compile("\\[Stream #([0-9a-f-]{36})");

    /** How a line of {@code logback-tools.xml} begins; a line that does not belongs to the event above it. */
    private static final Pattern EVENT = Pattern.compile("(TRACE|DEBUG|INFO|WARN|ERROR) .*", Pattern.DOTALL);

    private final OutputStream own;

    private final StreamWatch watch;

    private final boolean isLog;

    private final ThreadLocal<Line> lines = ThreadLocal.withInitial(Line::new);

    private SplitStream(OutputStream own, StreamWatch watch, boolean isLog) {
        this.own = own;
        this.watch = watch;
        this.isLog = isLog;
    }

    static SplitStream log(OutputStream own, StreamWatch watch) {
        return new SplitStream(own, watch, true);
    }

    static SplitStream err(OutputStream own, StreamWatch watch) {
        return new SplitStream(own, watch, false);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Line line = lines.get();
        int start = offset;
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n' || line.bytes.size() + i - start > LONGEST) {
                line.bytes.write(bytes, start, i + 1 - start);
                start = i + 1;
                end(line);
            }
        }
        line.bytes.write(bytes, start, offset + length - start);
    }

    /** Writes what the calling thread has left without a line end. */
    void finish() throws IOException {
        Line line = lines.get();
        if (line.bytes.size() > 0) {
            end(line);
        }
        lines.remove();
    }

    private void end(Line line) throws IOException {
        byte[] bytes = line.bytes.toByteArray();
        line.bytes.reset();
        // The bytes of every other character set that a JVM may print in are of no matter here.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Cell cell = CellThread.current();
        if (isLog) {
            log(text, bytes, cell);
        } else {
            err(text, bytes, cell, line);
        }
    }

    private void log(String text, byte[] bytes, Cell cell) throws IOException {
        if (text.startsWith("progress: ") || text.startsWith("\rprogress: ")) {
            return;
        }
        if (cell == null) {
            toOwn(bytes);
            return;
        }
        if (text.startsWith("Summary statistics:")) {
            watch.pass(cell);
        }
        cell.log(bytes);
    }

    private void err(String text, byte[] bytes, Cell cell, Line line) throws IOException {
        Matcher stream = STREAM.matcher(text);
        boolean isOfStream = stream.find();
        if (cell != null) {
            if (isOfStream) {
                watch.belongs(stream.group(1), cell);
            }
            cell.err(bytes);
            return;
        }
        if (isOfStream || EVENT.matcher(text).matches()) {
            line.cell = isOfStream ? watch.cell(stream.group(1)) : null;
        }
        if (line.cell == null) {
            toOwn(bytes);
        } else {
            toCellOrOwn(line.cell, bytes);
        }
    }

    /** A streaming thread may still speak when its cell is over and its files are closed. */
    private void toCellOrOwn(Cell cell, byte[] bytes) throws IOException {
        try {
            cell.err(bytes);
        } catch (IOException closed) {
            toOwn(bytes);
        }
    }

    private void toOwn(byte[] bytes) throws IOException {
        synchronized (own) {
            own.write(bytes);
            own.flush();
        }
    }

    /** What one thread has printed of its line, and whose its last log event was. */
    private static final class Line {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

        private Cell cell;
    }
}
