package dev.ferry.engine;

import dev.ferry.loader.LoaderCommand;
import dev.ferry.loader.LoaderOutput;
import dev.ferry.loader.ProbeAnswer;
import dev.ferry.loader.ProbeRequest;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.plan.TablePlan;
import dev.ferry.run.Fact;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.schema.TableName;
import dev.ferry.ssh.Ended;
import dev.ferry.ssh.Script;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Everything that can be known to fail before data moves, checked from where it will happen: each source
/// node.
final class Preflight {
    private static final Duration PROBE = Duration.ofMinutes(2);
    private static final Duration REHEARSAL = Duration.ofMinutes(2);
    private static final String REHEARSAL_CELL = "rehearsal";
    // Room for logs and for what a running Cassandra flushes while its snapshot pins files.
    private static final double LOW_DISK = 0.1;

    private final Workplace work;
    private final LoaderCalls calls;

    Preflight(Workplace work, LoaderCalls calls) {
        this.work = work;
        this.calls = calls;
    }

    /// Checks one node, writes down what was found, and stops the run if anything blocks it.
    void check(Workspace node) throws FailureException, InterruptedException {
        work.recorder().again(new StepId(Step.PREFLIGHT, node.address()), () -> {
            var findings = findings(node);
            work.recorder().record(new Fact.NodeChecked(node.address(), findings));
            var blocks = findings.stream()
                    .filter(finding -> finding.severity() == Severity.BLOCK)
                    .toList();
            if (!blocks.isEmpty()) {
                throw Failures.attention(
                        "source node " + node.address(), "engine.preflight.blocked", text(blocks), blocks.size());
            }
            return List.of(findings.size() + " checks");
        });
    }

    private static String text(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.place() + ": " + Messages.text(finding.reason()))
                .collect(Collectors.joining("\n"));
    }

    private List<Finding> findings(Workspace node) throws FailureException, InterruptedException {
        var findings = new ArrayList<Finding>();
        findings.addAll(Planning.loader(
                node.node(), node.machine(), tables(), calls.target().shape()));
        findings.addAll(disks(node));
        findings.addAll(
                node.tools().checkFolders(node.machine(), work.migration().id()));
        findings.addAll(ports(node));
        if (findings.stream().noneMatch(finding -> finding.severity() == Severity.BLOCK)) {
            findings.add(rehearsal(node));
        }
        return findings;
    }

    private Set<TableName> tables() {
        return work.plan().tables().stream().map(TablePlan::table).collect(Collectors.toSet());
    }

    private static List<Finding> disks(Workspace node) {
        return node.machine().dataDirectories().stream()
                .map(directory -> {
                    var place = node.address() + ":" + directory.path();
                    if (!directory.isReadable()) {
                        return Planning.finding(
                                "preflight.unreadable",
                                Severity.BLOCK,
                                place,
                                "",
                                directory.path(),
                                node.machine().user(),
                                node.machine().cassandraUser());
                    }
                    var isLow = directory.freeBytes() < directory.totalBytes() * LOW_DISK;
                    return Planning.finding(
                            "preflight.disk",
                            isLow ? Severity.WARN : Severity.PASS,
                            place,
                            "",
                            Units.bytes(directory.freeBytes()),
                            Units.bytes(directory.totalBytes()));
                })
                .toList();
    }

    /// From this node to every target node, both ports, with the real client certificate and the node's own
    /// Java.
    private List<Finding> ports(Workspace node) throws FailureException, InterruptedException {
        var ports = calls.target().ports();
        var request = new ProbeRequest(
                calls.target().addresses(),
                ports.nativePort(),
                ports.internodePort(),
                calls.security(),
                node.credentials());
        var ended = node.remote().run(request.script(node.loader().java()), PROBE);
        return ProbeAnswer.parse(node.address(), request, ended.out());
    }

    /// The real loader with its real configuration, on a folder without files: it has to find its settings,
    /// its stores and its login, and to reach the target over CQL. It sends nothing.
    private Finding rehearsal(Workspace node) throws FailureException, InterruptedException {
        var table = work.plan().tables().getFirst().table();
        var root = node.folder().roots().getFirst() + "/stage/" + REHEARSAL_CELL;
        var folder = root + "/1/" + table.keyspace() + "/" + table.table();
        var ended = node.remote().run(rehearsalScript(node, root, folder), REHEARSAL);
        var output = new LoaderOutput();
        output.out(ended.out().getBytes(StandardCharsets.UTF_8));
        output.err(ended.err().getBytes(StandardCharsets.UTF_8));
        output.end();
        var isGood = ended.isZero() && output.established();
        return Planning.finding(
                "preflight.rehearsal",
                isGood ? Severity.PASS : Severity.BLOCK,
                "loader on " + node.address(),
                isGood ? "" : evidence(output, ended),
                node.loader().version());
    }

    private Script rehearsalScript(Workspace node, String root, String folder) {
        var command = LoaderCommand.script(calls.call(node, folder, 0, 0));
        return Script.of("umask 077; mkdir -p " + Script.quote(folder) + " && cd " + Script.quote(root)
                + " || exit 1; ( " + command + "\n); code=$?; rm -rf " + Script.quote(root) + "; exit $code");
    }

    private static String evidence(LoaderOutput output, Ended ended) {
        var lines = output.evidence().isEmpty() ? ended.err().lines().limit(5).toList() : output.evidence();
        return "exit code " + ended.code() + "\n" + String.join("\n", lines);
    }
}
