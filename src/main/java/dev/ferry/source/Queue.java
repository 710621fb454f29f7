package dev.ferry.source;

import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.Ended;
import dev.ferry.ssh.Remote;
import dev.ferry.ssh.Script;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The launchers of a node and their queues: what is put in, what is taken out, and what launchers and
/// loaders are told while they run.
///
/// A launcher is a process like a cell's, and its folder lies among those of the cells, under {@link #NAME}.
final class Queue {
    /// The name that no cell may have.
    static final String NAME = "launcher";

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Remote remote;
    private final String root;
    private final Cells cells;

    Queue(Remote remote, String root, Cells cells) {
        this.remote = remote;
        this.root = root;
        this.cells = cells;
    }

    Launch start(int launcher, String command) throws FailureException, InterruptedException {
        return cells.launch(NAME, launcher, command, "orders taken withdrawn");
    }

    String folder(int launcher) {
        return cells.folder(NAME, launcher);
    }

    Set<String> enqueue(int launcher, List<QueuedCell> queued) throws FailureException, InterruptedException {
        var input = queued.stream()
                .flatMap(each -> Stream.concat(
                        Stream.of(each.cell() + " " + each.attempt() + " "
                                + each.arguments().size()),
                        each.arguments().stream()))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        return queued.isEmpty() ? Set.of() : named("in", launcher, run(QueueScripts.ENQUEUE, launcher, input));
    }

    Set<String> withdraw(int launcher, Collection<CellPosition> positions)
            throws FailureException, InterruptedException {
        var input = positions.stream()
                .map(each -> each.cell() + " " + each.attempt() + "\n")
                .collect(Collectors.joining());
        return positions.isEmpty() ? Set.of() : named("out", launcher, run(QueueScripts.WITHDRAW, launcher, input));
    }

    private Ended run(String script, int launcher, String input) throws FailureException, InterruptedException {
        var start = "cells=%s; number=%d\n".formatted(Script.quote(root + "/cells"), launcher);
        return remote.run(Script.of(start + script).withInput(input), LIMIT);
    }

    private Set<String> named(String word, int launcher, Ended ended) throws FailureException {
        if (!ended.isZero()) {
            throw Failures.attention(remote, Failures.firstLine(ended), "source.queue.refused", folder(launcher));
        }
        var lines = ended.out().lines().toList();
        if (lines.isEmpty() || !lines.getLast().equals("end")) {
            throw Failures.retryable(remote, Failures.firstLine(ended), "source.list.incomplete");
        }
        return lines.stream()
                .filter(line -> line.startsWith(word + " "))
                .map(line -> line.substring(word.length() + 1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    void allow(int launcher, int atOnce) throws FailureException, InterruptedException {
        replace(folder(launcher) + "/limits", "atOnce " + notNegative(atOnce) + "\n");
    }

    void throttle(int mebibytesPerSecond) throws FailureException, InterruptedException {
        replace(root + "/throttle", notNegative(mebibytesPerSecond) + "\n");
    }

    void close(int launcher) throws FailureException, InterruptedException {
        replace(folder(launcher) + "/close", "");
    }

    private static int notNegative(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("a negative limit: " + number);
        }
        return number;
    }

    private void replace(String file, String content) throws FailureException, InterruptedException {
        var size = content.getBytes(StandardCharsets.UTF_8).length;
        var start = "file=%s; size=%d\n".formatted(Script.quote(file), size);
        var ended = remote.run(Script.of(start + QueueScripts.REPLACE).withInput(content), LIMIT);
        if (!ended.isZero()) {
            throw Failures.attention(remote, Failures.firstLine(ended), "source.queue.refused", file);
        }
    }

    CellLook look(int launcher, long logOffset, long errOffset) throws FailureException, InterruptedException {
        return cells.look(List.of(new CellPosition(NAME, launcher, logOffset, errOffset)))
                .values()
                .iterator()
                .next();
    }

    void stop(int launcher) throws FailureException, InterruptedException {
        cells.stop(NAME, launcher);
    }

    void stopAll() throws FailureException, InterruptedException {
        var start = "launchers=%s\n".formatted(Script.quote(root + "/cells/" + NAME));
        var ended = remote.run(Script.of(start + QueueScripts.OPEN), LIMIT);
        var lines = ended.out().lines().toList();
        if (lines.isEmpty() || !lines.getLast().equals("end")) {
            throw Failures.retryable(remote, Failures.firstLine(ended), "source.list.incomplete");
        }
        for (var number : lines.subList(0, lines.size() - 1)) {
            stop(Integer.parseInt(number));
        }
    }

    /// The cell's name itself.
    ///
    /// @throws IllegalArgumentException if it is the one of the launchers' folder
    static String checkCell(String cell) {
        if (cell.equals(NAME)) {
            throw new IllegalArgumentException("not the name of a cell: " + cell);
        }
        return cell;
    }
}
