package dev.ferry.loader;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Cuts one stream of the loader into pieces, at carriage returns and line feeds alike: 2.1 to 3.0
/// separate progress lines with the first only. Works on bytes, so that a character cut in two heals.
final class Pieces {
    /// The longest piece that is kept, in bytes: a progress line of thousands of target nodes is legal.
    static final int LONGEST = 256 * 1024;

    private static final String STREAMING = "Streaming relevant part of ";

    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    private final Consumer<String> piece;

    private boolean isCutOff;

    /// @param piece is given every piece that is not empty, without its end
    Pieces(Consumer<String> piece) {
        this.piece = piece;
    }

    void feed(byte[] bytes) {
        var start = 0;
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\r' || bytes[i] == '\n') {
                keep(bytes, start, i);
                finish();
                start = i + 1;
            }
        }
        keep(bytes, start, bytes.length);
    }

    void finish() {
        if (pending.size() > 0) {
            var text = pending.toString(StandardCharsets.UTF_8);
            pending.reset();
            piece.accept(text);
        }
        isCutOff = false;
    }

    private void keep(byte[] bytes, int from, int to) {
        var next = from;
        while (next < to && !isCutOff) {
            var count = Math.min(to - next, LONGEST - pending.size());
            pending.write(bytes, next, count);
            next += count;
            if (pending.size() == LONGEST) {
                makeRoom();
            }
        }
    }

    // The one line that may be longer names every staged file; cut off, it would prove too little. So it is handed on
    // in parts, each of which begins as a line of that kind does and ends after a whole name.
    private void makeRoom() {
        var text = pending.toString(StandardCharsets.UTF_8);
        var end = text.lastIndexOf(DataFiles.END + " ");
        if (!text.startsWith(STREAMING) || end < 0) {
            isCutOff = true;
            return;
        }
        var whole = text.substring(0, end + DataFiles.END.length());
        pending.reset();
        pending.writeBytes(STREAMING.getBytes(StandardCharsets.UTF_8));
        pending.writeBytes(text.substring(whole.length() + 1).getBytes(StandardCharsets.UTF_8));
        piece.accept(whole);
        isCutOff = pending.size() >= LONGEST;
    }
}
