package dev.ferry.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// What a look says of one cell, line by line: its state, the sizes of its outputs, and what is new of
/// them.
final class CellAnswer {
    private final CellPosition position;
    private final CellState state;
    private Piece log;
    private Piece err;

    CellAnswer(CellPosition position, CellState state) {
        this.position = position;
        this.state = state;
        this.log = Piece.nothing(position.logOffset());
        this.err = Piece.nothing(position.errOffset());
    }

    /// The cell's key.
    String cell() {
        return position.cell();
    }

    /// A line `sizes <log> <err>`, `log <base64>` or `err <base64>`.
    void add(String[] parts) {
        switch (parts[0]) {
            case "sizes" -> {
                log = log.of(Long.parseLong(parts[1]));
                err = err.of(Long.parseLong(parts[2]));
            }
            case "log" -> log = log.with(Base64.getDecoder().decode(parts[1]));
            case "err" -> err = err.with(Base64.getDecoder().decode(parts[1]));
            default -> throw new IllegalArgumentException(parts[0]);
        }
    }

    /// All that was said.
    CellLook look() {
        var isOver = state instanceof CellState.Ended || state instanceof CellState.Vanished;
        var out = isOver && log.isLast() ? log : log.upToLastCharacter();
        var errors = isOver && err.isLast() ? err : err.upToLastCharacter();
        return new CellLook(state, out.text(), out.end(), errors.text(), errors.end(), !log.isLast() || !err.isLast());
    }

    /// A piece of an output.
    ///
    /// @param from the offset of its first byte
    /// @param size of the whole output when it was read
    private record Piece(long from, byte[] bytes, long size) {
        static Piece nothing(long from) {
            return new Piece(from, new byte[0], from);
        }

        Piece of(long size) {
            return new Piece(from, bytes, size);
        }

        Piece with(byte[] bytes) {
            return new Piece(from, bytes, size);
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        long end() {
            return from + bytes.length;
        }

        /// Whether it reaches the end of the output as it was.
        boolean isLast() {
            return end() >= size;
        }

        /// Without the start of a character whose rest is still to come.
        Piece upToLastCharacter() {
            for (int back = 1; back <= Math.min(3, bytes.length); back++) {
                int value = bytes[bytes.length - back] & 0xff;
                if (value < 0x80) {
                    return this;
                }
                if (value >= 0xc0) {
                    int wanted = value >= 0xf0 ? 4 : value >= 0xe0 ? 3 : 2;
                    return wanted > back ? with(Arrays.copyOf(bytes, bytes.length - back)) : this;
                }
            }
            return this;
        }
    }
}
