package dev.ferry.artifact;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads a tar archive entry by entry (POSIX 1003.1, `ustar`; sizes in octal digits, or in base 256 as GNU
/// writes large ones). Headers that extend the next entry come as entries of their own.
final class TarReader implements AutoCloseable {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int SIZE = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_LENGTH = 8;
    private static final int MAGIC = 257;
    private static final int PREFIX = 345;
    private static final int PREFIX_LENGTH = 155;

    private final InputStream in;
    private long content;
    private long padding;

    TarReader(InputStream in) {
        this.in = in;
    }

    /// The next entry; empty at the end.
    Optional<Entry> next() throws IOException {
        in.skipNBytes(content + padding);
        content = 0;
        padding = 0;
        var header = in.readNBytes(BLOCK);
        if (header.length < BLOCK) {
            throw new EOFException("the archive breaks off");
        }
        if (isEmpty(header)) {
            in.transferTo(java.io.OutputStream.nullOutputStream()); // the stream's own checksum comes last
            return Optional.empty();
        }
        check(header);
        content = number(header, SIZE, SIZE_LENGTH);
        padding = (BLOCK - content % BLOCK) % BLOCK;
        return Optional.of(new Entry(name(header), content));
    }

    /// The content of the entry that was read last.
    byte[] content() throws IOException {
        var bytes = in.readNBytes(Math.toIntExact(content));
        content -= bytes.length;
        return bytes;
    }

    private static boolean isEmpty(byte[] header) {
        for (var each : header) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    private static void check(byte[] header) throws IOException {
        var sum = 0L;
        for (var index = 0; index < BLOCK; index++) {
            var isSum = index >= CHECKSUM && index < CHECKSUM + CHECKSUM_LENGTH;
            sum += isSum ? ' ' : header[index] & 0xff;
        }
        if (sum != number(header, CHECKSUM, CHECKSUM_LENGTH)) {
            throw new IOException("not a tar archive");
        }
    }

    private static String name(byte[] header) {
        var name = text(header, 0, NAME);
        var isUstar = text(header, MAGIC, 5).equals("ustar");
        // GNU's own format has other things there; its magic ends in a blank
        var prefix = isUstar && header[MAGIC + 5] == 0 ? text(header, PREFIX, PREFIX_LENGTH) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] header, int from, int length) {
        var end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }

    private static long number(byte[] header, int from, int length) throws IOException {
        if ((header[from] & 0x80) != 0) {
            var value = (long) (header[from] & 0x7f);
            for (var index = from + 1; index < from + length; index++) {
                value = value << 8 | header[index] & 0xff;
            }
            return value;
        }
        try {
            var digits = text(header, from, length).strip();
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new IOException("not a tar archive", e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /// An entry.
    ///
    /// @param name with folders
    /// @param bytes the size of its content
    record Entry(String name, long bytes) {}
}
