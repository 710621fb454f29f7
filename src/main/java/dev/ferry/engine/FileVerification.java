package dev.ferry.engine;

import dev.ferry.cluster.TableFiles;
import dev.ferry.loader.ChecksumRun;
import dev.ferry.loader.LoaderConfiguration;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Finding;
import dev.ferry.run.Check;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.run.Tick;
import dev.ferry.schema.TableName;
import dev.ferry.source.CellPosition;
import dev.ferry.source.CellState;
import dev.ferry.source.Launch;
import dev.ferry.text.Message;
import dev.ferry.text.Units;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Has a node's data files read whole and compared with their checksums: slowly, behind everything else that
/// the node does, and detached like a load, so that a lost connection costs nothing. What it reads are the
/// live files; what compaction removes meanwhile is not missed.
final class FileVerification {
    private static final String CELL = "checksums";
    private static final String LIST = "list";
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int MOST_ATTEMPTS = 1000;
    private static final int MOST_NAMED = 20;

    private final Workspace node;
    private final Recorder recorder;

    FileVerification(Workspace node, Recorder recorder) {
        this.node = node;
        this.recorder = recorder;
    }

    /// Reads the files of these tables.
    List<Finding> verify(Set<TableName> tables) throws FailureException, InterruptedException {
        var folder = node.folder();
        folder.install(
                CELL,
                Map.of(LIST, list(node.machine().tables().values(), tables).getBytes(StandardCharsets.UTF_8)));
        var command = ChecksumRun.command(
                node.loader().java(),
                node.credentials() + "/" + LoaderConfiguration.NODE_JAR,
                folder.path(CELL) + "/" + LIST,
                Engine.CHECKSUM_MEBIBYTES_PER_SECOND);
        var attempt = start(command);
        var run = new ChecksumRun();
        try {
            var err = watch(attempt, run);
            return findings(node.address(), run, err);
        } finally {
            // nothing goes on reading that nobody asks for any more
            folder.stop(CELL, attempt);
        }
    }

    private static String list(Iterable<TableFiles> all, Set<TableName> tables) {
        var lines = new ArrayList<String>();
        for (var files : all) {
            if (tables.contains(files.table())) {
                files.folders().forEach(path -> lines.add(files.table() + "\t" + path + "\n"));
            }
        }
        lines.sort(Comparator.naturalOrder());
        return String.join("", lines);
    }

    /// Numbers are used once; what an earlier one left living is ended first.
    private int start(String command) throws FailureException, InterruptedException {
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            if (node.folder().launch(CELL, attempt, command) instanceof Launch.Started) {
                return attempt;
            }
            node.folder().stop(CELL, attempt);
        }
        throw Failures.attention("source node " + node.address(), "engine.checksums.not-started", "", MOST_ATTEMPTS);
    }

    private String watch(int attempt, ChecksumRun run) throws FailureException, InterruptedException {
        var position = new CellPosition(CELL, attempt, 0, 0);
        var err = new StringBuilder();
        while (true) {
            var look = Objects.requireNonNull(
                    node.folder().look(List.of(position)).get(CELL), "what was asked for is answered");
            run.out(look.log());
            if (err.length() < 2000) {
                err.append(look.err());
            }
            position = new CellPosition(CELL, attempt, look.logOffset(), look.errOffset());
            tell(run);
            var isLiving = look.state() instanceof CellState.Living || look.state() instanceof CellState.Claimed;
            if (!isLiving && !look.hasMore()) {
                return err.toString();
            }
            if (!look.hasMore()) {
                Thread.sleep(LOOK);
            }
        }
    }

    private void tell(ChecksumRun run) {
        if (run.allBytes() >= 0) {
            recorder.tell(new Tick.StepTold(
                    new StepId(Step.PREFLIGHT, node.address()),
                    Message.of(
                            "engine.checksums.progress",
                            Units.bytes(run.bytes()),
                            Units.bytes(run.allBytes()),
                            Units.count(run.files()),
                            Units.count(run.allFiles()))));
        }
    }

    /// What follows from the answer: a damaged file blocks, for a whole file is sent as it is; what could not
    /// be compared is said.
    static List<Finding> findings(String address, ChecksumRun run, String err) {
        var findings = new ArrayList<Finding>();
        for (var file : run.damaged()) {
            findings.add(Said.block(
                    Check.CHECKSUMS,
                    "differs",
                    address + ":" + file.path(),
                    "stored " + file.stored() + "\nread " + file.computed(),
                    file.table(),
                    file.table().replace('.', ' ')));
        }
        if (run.bad() > run.damaged().size()) {
            findings.add(Said.block(
                    Check.CHECKSUMS,
                    "more",
                    address,
                    "",
                    run.bad() - run.damaged().size()));
        }
        if (run.errors() > 0) {
            findings.add(Said.warn(Check.CHECKSUMS, "unread", address, lines(run.failed()), run.errors()));
        }
        if (run.none() > 0) {
            findings.add(Said.warn(Check.CHECKSUMS, "none", address, lines(run.without()), run.none()));
        }
        if (!run.isOver()) {
            findings.add(Said.warn(
                    Check.CHECKSUMS,
                    "cut",
                    address,
                    err.strip(),
                    Units.bytes(run.bytes()),
                    Units.bytes(Math.max(0, run.allBytes()))));
        } else if (run.bad() == 0) {
            findings.add(Said.pass(
                    Check.CHECKSUMS,
                    "agree",
                    address,
                    byTable(run),
                    Units.count(run.goodFiles()),
                    Units.bytes(run.goodBytes()),
                    Units.count(run.goneFiles())));
        }
        return findings;
    }

    private static String lines(List<String> lines) {
        return lines.stream().limit(MOST_NAMED).collect(Collectors.joining("\n"));
    }

    private static String byTable(ChecksumRun run) {
        var tables = run.goodByTable().entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .toList();
        var more = tables.size() > MOST_NAMED ? "\n… and " + (tables.size() - MOST_NAMED) + " tables more" : "";
        return tables.stream()
                        .limit(MOST_NAMED)
                        .map(each -> each.getKey() + ": " + each.getValue())
                        .collect(Collectors.joining("\n"))
                + more;
    }
}
