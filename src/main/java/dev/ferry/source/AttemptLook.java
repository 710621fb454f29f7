package dev.ferry.source;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/// One attempt at a cell, for somebody who wants to read it.
///
/// @param command the script that was started
/// @param logFrom the offset of the first byte of {@link CellLook#log()}
/// @param errFrom the offset of the first byte of {@link CellLook#err()}
/// @param look its state and its outputs
public record AttemptLook(String command, long logFrom, long errFrom, CellLook look) {
    public AttemptLook {
        Objects.requireNonNull(command);
        Objects.requireNonNull(look);
    }

    /// @param lines `from <log> <err>`, `command <base64>`, and then those of a {@link CellAnswer}
    static AttemptLook of(String cell, int attempt, CellState state, List<String[]> lines) {
        var from = lines.get(0);
        var logFrom = Long.parseLong(from[1]);
        var errFrom = Long.parseLong(from[2]);
        var command = lines.get(1).length > 1 ? Base64.getDecoder().decode(lines.get(1)[1]) : new byte[0];
        var answer = new CellAnswer(new CellPosition(cell, attempt, logFrom, errFrom), state);
        lines.subList(2, lines.size()).forEach(answer::add);
        return new AttemptLook(new String(command, StandardCharsets.UTF_8), logFrom, errFrom, answer.look());
    }
}
