package dev.ferry.node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Lets through every line but most progress lines: of those it holds back the newest until {@link #pass()}, until
 * anything else is printed, or until the end.
 *
 * <p>A line ends with a line feed, or, as 2.1 to 3.0 print progress, where the next carriage return begins another
 * one. Nothing is lost in a line that is no progress line, however it is cut: as soon as a line cannot be one any more
 * its bytes go out at once.
 */
final class ThinningStream extends OutputStream {
    private static final byte[] START = {'p', 'r', 'o', 'g', 'r', 'e', 's', 's', ':', ' '};

    private static final int LONGEST = 1 << 20;

    private final OutputStream out;

    /** What is written of the present line and may still be of progress. */
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);

    /** The newest progress line; empty if it has gone out. */
    private byte[] held = {};

    /** Whether the present line is none of progress, so that its bytes go out as they come. */
    private boolean isPassing;

    ThinningStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public synchronized void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        int start = offset;
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            boolean isInLine = isPassing || line.size() > 0 || i > start;
            if (bytes[i] == '\n') {
                take(bytes, start, i + 1);
                endLine();
                start = i + 1;
            } else if (bytes[i] == '\r' && isInLine) {
                take(bytes, start, i);
                endLine();
                start = i;
            }
        }
        take(bytes, start, end);
    }

    @Override
    public synchronized void flush() throws IOException {
        out.flush();
    }

    /** Lets the newest progress line out, unless another line is just being written. */
    synchronized void pass() {
        if (isPassing) {
            return;
        }
        try {
            release();
        } catch (IOException gone) {
            // Nobody reads any more; the next write will tell.
        }
    }

    /** Writes what is still held back or unfinished. */
    synchronized void finish() {
        try {
            release();
            line.writeTo(out);
            line.reset();
            out.flush();
        } catch (IOException gone) {
            // Nobody reads any more: nothing is left to be done.
        }
    }

    private void take(byte[] bytes, int from, int to) throws IOException {
        if (from == to) {
            return;
        }
        if (isPassing) {
            out.write(bytes, from, to - from);
            return;
        }
        line.write(bytes, from, to - from);
        if (matching() < 0 || line.size() > LONGEST) {
            release();
            line.writeTo(out);
            line.reset();
            isPassing = true;
        }
    }

    private void endLine() throws IOException {
        if (!isPassing && matching() == START.length) {
            held = line.toByteArray();
        } else if (!isPassing) {
            // Too short to have been told apart: an empty line, or the beginning of the word.
            release();
            line.writeTo(out);
        }
        line.reset();
        isPassing = false;
    }

    private void release() throws IOException {
        if (held.length > 0) {
            byte[] bytes = held;
            held = new byte[0];
            out.write(bytes);
            out.flush();
        }
    }

    /** How many bytes of the line, its carriage return apart, are those of a progress line; -1 if one is not. */
    private int matching() {
        byte[] bytes = line.toByteArray();
        int first = bytes.length > 0 && bytes[0] == '\r' ? 1 : 0;
        int count = Math.min(bytes.length - first, START.length);
        for (int i = 0; i < count; i++) {
            if (bytes[first + i] != START[i]) {
                return -1;
            }
        }
        return count;
    }
}
