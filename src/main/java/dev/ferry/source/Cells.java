package dev.ferry.source;

import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.Ended;
import dev.ferry.ssh.Remote;
import dev.ferry.ssh.Script;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The processes of cells: started so that they outlive every connection, looked at, and ended.
///
/// A process is known by its id, its start time (field 22 of `/proc/<pid>/stat`, in clock ticks since boot)
/// and the boot's id: the three together are never used again.
final class Cells {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long LONGEST_READ = 256 << 10;
    private static final long MOST_READ = 24 << 20;
    private static final int PIECE = 128 << 10;

    private final Remote remote;
    private final List<String> roots;
    private final Duration grace;

    /// @param grace how long a process may take to end politely
    Cells(Remote remote, List<String> roots, Duration grace) {
        this.remote = remote;
        this.roots = List.copyOf(roots);
        this.grace = grace;
    }

    private String folder(String cell) {
        return roots.getFirst() + "/cells/" + SafeName.check(cell);
    }

    String folder(String cell, int attempt) {
        return folder(cell) + "/" + attempt;
    }

    Launch launch(String cell, int attempt, String command) throws FailureException, InterruptedException {
        return launch(cell, attempt, command, "");
    }

    /// @param folders names, parted by blanks, of folders that it finds in its own when it starts
    Launch launch(String cell, int attempt, String command, String folders)
            throws FailureException, InterruptedException {
        var size = command.getBytes(StandardCharsets.UTF_8).length;
        var start = "cell=%s; attempt=%d; size=%d; folders='%s'; keeper=%s\n"
                .formatted(Script.quote(folder(cell)), attempt, size, folders, Script.quote(CellScripts.KEEPER));
        var ended = remote.run(Script.of(start + CellScripts.LAUNCH).withInput(command), LIMIT);
        var answer = ended.out().strip();
        if (ended.isZero() && answer.equals("claimed")) {
            return new Launch.AlreadyClaimed();
        }
        if (ended.isZero() && answer.matches("started \\d+")) {
            return new Launch.Started(Long.parseLong(answer.substring("started ".length())));
        }
        throw Failures.attention(remote, Failures.firstLine(ended), "source.launch.refused", folder(cell, attempt));
    }

    Map<String, CellLook> look(Collection<CellPosition> cells) throws FailureException, InterruptedException {
        if (cells.isEmpty()) {
            return Map.of();
        }
        var most = Math.max(4096, Math.min(LONGEST_READ, MOST_READ / cells.size()));
        var start = "cells=%s; most=%d\n".formatted(Script.quote(roots.getFirst() + "/cells"), most);
        var input = cells.stream()
                .map(cell -> "%s %d %d %d\n".formatted(cell.cell(), cell.attempt(), cell.logOffset(), cell.errOffset()))
                .collect(Collectors.joining());
        var ended = remote.run(Script.of(start + CellScripts.LOOK).withInput(input), LIMIT);
        return looks(ended, cells);
    }

    private Map<String, CellLook> looks(Ended ended, Collection<CellPosition> cells) throws FailureException {
        var positions = cells.stream().collect(Collectors.toMap(CellPosition::cell, cell -> cell));
        var looks = new LinkedHashMap<String, CellLook>();
        CellAnswer answer = null;
        var isWhole = false;
        for (var line : ended.out().lines().toList()) {
            var parts = line.split(" ");
            if (parts[0].equals("cell") || parts[0].equals("end")) {
                if (answer != null) {
                    looks.put(answer.cell(), answer.look());
                }
                isWhole = parts[0].equals("end");
                answer = isWhole ? null : new CellAnswer(Objects.requireNonNull(positions.get(parts[1])), state(parts));
            } else if (answer != null) {
                answer.add(parts);
            }
        }
        if (!isWhole || looks.size() != positions.size()) {
            throw Failures.retryable(remote, Failures.firstLine(ended), "source.list.incomplete");
        }
        return looks;
    }

    /// Reads one attempt: its command, its state, and its outputs from these offsets on, each below zero for
    /// its last piece.
    AttemptLook read(String cell, int attempt, long logOffset, long errOffset)
            throws FailureException, InterruptedException {
        var start = "d=%s; cell=%s; logs=%d; errs=%d; most=%d\n"
                .formatted(Script.quote(folder(cell, attempt)), cell, logOffset, errOffset, PIECE);
        var ended = remote.run(Script.of(start + CellScripts.READ), LIMIT);
        var lines = ended.out().lines().map(line -> line.split(" ")).toList();
        if (lines.isEmpty() || !lines.getLast()[0].equals("end") || !lines.getFirst()[0].equals("cell")) {
            throw Failures.retryable(remote, Failures.firstLine(ended), "source.list.incomplete");
        }
        var state = state(lines.getFirst());
        if (state instanceof CellState.NotThere) {
            throw Failures.attention(remote, "", "source.attempt.gone", folder(cell, attempt));
        }
        return AttemptLook.of(cell, attempt, state, lines.subList(1, lines.size() - 1));
    }

    private static CellState state(String[] parts) {
        return switch (parts[2]) {
            case "none" -> new CellState.NotThere();
            case "claimed" -> new CellState.Claimed();
            case "queued" -> new CellState.Queued(Integer.parseInt(parts[3]));
            case "living" -> new CellState.Living(Long.parseLong(parts[3]));
            case "ended" -> new CellState.Ended(Integer.parseInt(parts[3]));
            default -> new CellState.Vanished();
        };
    }

    /// Whether a living process has the cell's folders in its arguments, or is written down as an attempt at it,
    /// or is a launcher that has one in its queue or at work.
    boolean anyProcess(String cell) throws FailureException, InterruptedException {
        var texts = roots.stream().flatMap(root -> Stream.of(Stage.folder(root, cell) + "/", folder(cell) + "/"));
        return anyProcess(List.of(folder(cell)), texts.toList());
    }

    /// Whether a living process was started from one of these folders of migrations, or has it in its arguments.
    boolean anyProcess(List<String> folders) throws FailureException, InterruptedException {
        return anyProcess(
                folders.stream().map(folder -> folder + "/cells/launcher").toList(),
                folders.stream().map(folder -> folder + "/").toList());
    }

    private boolean anyProcess(List<String> cells, List<String> texts) throws FailureException, InterruptedException {
        var input = Stream.of(cells.stream(), Stream.of(""), texts.stream().distinct())
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n", "", "\n"));
        return !remote.run(Script.of(CellScripts.SEARCH).withInput(input), LIMIT)
                .out()
                .isBlank();
    }

    void stop(String cell, int attempt) throws FailureException, InterruptedException {
        var start = "d=%s; grace=%d\n".formatted(Script.quote(folder(cell, attempt)), grace.toMillis() / 200);
        var ended = remote.run(Script.of(start + CellScripts.STOP), LIMIT);
        if (!ended.isZero()) {
            throw Failures.attention(remote, Failures.firstLine(ended), "source.stop.refused", folder(cell, attempt));
        }
    }
}
