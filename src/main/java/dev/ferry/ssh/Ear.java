package dev.ferry.ssh;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/// Listens in on what a server sends: whether it says anything at all, and what it says before it tells
/// who it is. There OpenSSH says why it will not talk ("Exceeded MaxStartups"), which the library passes
/// over (RFC 4253, section 4.2 allows such lines).
final class Ear {
    private static final int LONGEST_GREETING = 512;

    private final AtomicLong heard = new AtomicLong();
    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();

    /// The stream, listened in on.
    InputStream on(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                var one = in.read();
                if (one >= 0) {
                    hear(new byte[] {(byte) one}, 0, 1);
                }
                return one;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                var count = in.read(buffer, offset, length);
                if (count > 0) {
                    hear(buffer, offset, count);
                }
                return count;
            }
        };
    }

    private void hear(byte[] buffer, int offset, int count) {
        if (heard.getAndAdd(count) < LONGEST_GREETING) {
            synchronized (beginning) {
                beginning.write(buffer, offset, Math.min(count, LONGEST_GREETING));
            }
        }
    }

    /// How many bytes were heard.
    long heard() {
        return heard.get();
    }

    private String beginning() {
        synchronized (beginning) {
            return beginning.toString(StandardCharsets.UTF_8);
        }
    }

    /// Whether the server has told who it is.
    boolean isIdentified() {
        return beginning().lines().anyMatch(line -> line.startsWith("SSH-"));
    }

    /// What it said before that.
    String greeting() {
        return String.join(
                " ",
                beginning().lines().takeWhile(line -> !line.startsWith("SSH-")).toList());
    }
}
