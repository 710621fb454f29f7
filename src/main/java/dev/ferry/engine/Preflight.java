package dev.ferry.engine;

import dev.ferry.cluster.DataDirectory;
import dev.ferry.cluster.Machine;
import dev.ferry.cluster.Node;
import dev.ferry.loader.LoaderChoice;
import dev.ferry.loader.LoaderCommand;
import dev.ferry.loader.LoaderOutput;
import dev.ferry.loader.ProbeAnswer;
import dev.ferry.loader.ProbeRequest;
import dev.ferry.migration.Becoming;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.plan.TablePlan;
import dev.ferry.run.Check;
import dev.ferry.run.CheckState;
import dev.ferry.run.Fact;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.run.Tick;
import dev.ferry.schema.Schema;
import dev.ferry.schema.TableName;
import dev.ferry.source.SourceNode;
import dev.ferry.ssh.Ended;
import dev.ferry.ssh.Script;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Everything that can be known to fail before data moves, checked from where it will happen: each source
/// node. What is looked at together is asked together; every answer is a fact of its own check.
final class Preflight {
    private static final Duration PROBE = Duration.ofMinutes(2);
    private static final Duration REHEARSAL = Duration.ofMinutes(2);
    private static final String REHEARSAL_CELL = "rehearsal";
    // Room for logs and for what a running Cassandra flushes while its snapshot pins files.
    private static final double LOW_DISK = 0.1;
    // compaction seldom rewrites more of the data in the course of a load
    private static final double LOW_SNAPSHOT = 0.25;

    private static final Set<Check> LOADER = EnumSet.of(Check.LOADER, Check.JAVA, Check.FORMATS);
    private static final Set<Check> TOLD = EnumSet.of(Check.MEMORY, Check.TEMPORARY, Check.HOSTS, Check.USER);
    private static final Set<Check> LOOKED = EnumSet.of(Check.OPEN_FILES, Check.DIRECTORIES);
    private static final Set<Check> NODETOOL = EnumSet.of(Check.NODETOOL);
    private static final Set<Check> FOLDERS = EnumSet.of(Check.ROOM, Check.FOLDER);
    private static final Set<Check> PORTS = EnumSet.of(Check.NATIVE, Check.INTERNODE);

    private final Workplace work;
    private final TargetLink target;
    private final Schema schema;

    /// @param schema of the source
    Preflight(Workplace work, TargetLink target, Schema schema) {
        this.work = work;
        this.target = target;
        this.schema = schema;
    }

    /// Whether nothing of Ferry's can be brought to a machine as it is.
    static boolean isBarred(Machine machine, LoaderChoice choice) {
        return choice.loader().isEmpty()
                || machine.dataDirectories().stream().anyMatch(directory -> !directory.isReadable());
    }

    /// Which loader a node's files go by.
    LoaderChoice choice(Node node) throws FailureException {
        return NodeLoader.choice(
                node,
                Workspace.machine(node),
                tables(),
                target.shape().version(),
                work.software().archivedJava());
    }

    /// What the survey tells already: nothing is brought to the node for it.
    ///
    /// @param choice which loader its files go by
    void onPaper(Node node, Set<Check> asked, LoaderChoice choice) throws FailureException, InterruptedException {
        var machine = Workspace.machine(node);
        look(node, asked, LOADER, choice::findings);
        var judged = new MachineChecks(node, machine, tables());
        look(node, asked, TOLD, () -> told(choice, judged));
    }

    private static List<Finding> readable(Node node, Machine machine) {
        return machine.dataDirectories().stream()
                .map(directory -> readable(node, machine, directory))
                .toList();
    }

    private List<Finding> told(LoaderChoice choice, MachineChecks judged) {
        var findings = new ArrayList<Finding>();
        findings.add(judged.memory(work.control().limits()));
        findings.addAll(judged.temporary(TableFindings.compressors(schema, tables())));
        var chosen = choice.loader();
        if (chosen.isPresent()) {
            findings.add(judged.hosts(chosen.get().version(), target.isInternodeEncrypted(), target.addresses()));
        }
        findings.add(judged.user(wanted(work.migration().source().ssh().becoming())));
        return findings;
    }

    private static @Nullable String wanted(Becoming becoming) {
        var container = becoming.container();
        if (container == null) {
            return becoming.user();
        }
        return container.user().isEmpty() ? null : container.user();
    }

    /// What is seen on the machine itself, without bringing anything there: files and limits, and whether
    /// `nodetool` is let in. What one of them lacks keeps the others from nothing.
    void onMachine(Node node, SourceNode tools, Set<Check> asked) throws FailureException, InterruptedException {
        var machine = Workspace.machine(node);
        var judged = new MachineChecks(node, machine, tables());
        look(node, asked, LOOKED, () -> {
            var folders = machine.dataDirectories().stream()
                    .filter(DataDirectory::isReadable)
                    .map(DataDirectory::path)
                    .toList();
            var seen = tools.checkFiles(folders);
            var findings = new ArrayList<>(judged.openFiles(seen));
            findings.addAll(readable(node, machine));
            findings.addAll(judged.readable(seen));
            return findings;
        });
        look(node, asked, NODETOOL, () -> {
            try {
                return List.of(judged.nodetool(tools.information()));
            } catch (FailureException e) {
                return List.of(judged.nodetool(e.failure()));
            }
        });
    }

    private Set<TableName> tables() {
        return work.plan().tables().stream().map(TablePlan::table).collect(Collectors.toSet());
    }

    private static Finding readable(Node node, Machine machine, DataDirectory directory) {
        return Planning.finding(
                directory.isReadable() ? "preflight.readable" : "preflight.unreadable",
                directory.isReadable() ? Severity.PASS : Severity.BLOCK,
                node.address() + ":" + directory.path(),
                "",
                directory.path(),
                machine.user(),
                machine.cassandraUser());
    }

    /// Room, folders and links, tried on the node, with room for what is brought there.
    void onDisk(Node node, SourceNode tools, Set<Check> asked, LoaderChoice choice)
            throws FailureException, InterruptedException {
        var machine = Workspace.machine(node);
        look(node, asked, FOLDERS, () -> {
            var findings = machine.dataDirectories().stream()
                    .map(directory -> room(node, machine, directory))
                    .collect(Collectors.toList());
            var bringing = work.software().bringing(choice, line -> fetching(node, line));
            findings.addAll(tools.checkFolders(machine, work.migration().id(), bringing));
            return findings;
        });
    }

    /// How much has to be brought is known once it lies on the workstation.
    private void fetching(Node node, String line) {
        var step = new StepId(Step.LOADER, node.address());
        work.recorder().tell(new Tick.StepTold(step, Message.of("engine.bring.fetching", line)));
    }

    /// What a snapshot pins is no more than what moves: if compaction rewrites all of it while it is loaded,
    /// so much is needed besides.
    private Finding room(Node node, Machine machine, DataDirectory directory) {
        var tables = tables();
        var moves = machine.tables().values().stream()
                .filter(files -> tables.contains(files.table()))
                .filter(files -> files.folders().stream().anyMatch(folder -> folder.startsWith(directory.path() + "/")))
                .mapToLong(files -> files.bytes() / Math.max(1, files.folders().size()))
                .sum();
        var isLow = directory.freeBytes() < directory.totalBytes() * LOW_DISK
                || directory.freeBytes() < moves * LOW_SNAPSHOT;
        return Planning.finding(
                "preflight.disk",
                isLow ? Severity.WARN : Severity.PASS,
                node.address() + ":" + directory.path(),
                "a snapshot pins at most " + Units.bytes(moves),
                Units.bytes(directory.freeBytes()),
                Units.bytes(directory.totalBytes()));
    }

    /// The ports, and then, unless anything blocks the node, the rehearsal: both with the credentials that
    /// a load will have.
    void onTheWay(Workspace node, LoaderCalls calls, Set<Check> asked) throws FailureException, InterruptedException {
        look(node.node(), asked, PORTS, () -> ports(node, calls, asked));
        look(
                node.node(),
                asked,
                EnumSet.of(Check.CHECKSUMS),
                () -> new FileVerification(node, work.recorder()).verify(tables()));
        if (!asked.contains(Check.REHEARSAL)) {
            return;
        }
        if (isBlocked(node.address())) {
            answer(node.address(), Check.REHEARSAL, List.of());
        } else {
            look(node.node(), asked, EnumSet.of(Check.REHEARSAL), () -> List.of(rehearsal(node, calls)));
        }
    }

    /// Whether there is no room for Ferry's folders, or they cannot be made.
    boolean hasNoRoom(String node) {
        return work.recorder().run().nodeChecks(node).entrySet().stream()
                .filter(each -> FOLDERS.contains(each.getKey()))
                .anyMatch(each ->
                        each.getValue().worst().filter(Severity.BLOCK::equals).isPresent());
    }

    private boolean isBlocked(String node) {
        return work.recorder().run().nodeChecks(node).entrySet().stream()
                .filter(each -> each.getKey() != Check.REHEARSAL)
                .anyMatch(each ->
                        each.getValue().worst().filter(Severity.BLOCK::equals).isPresent());
    }

    /// From this node to every target node, with the real client certificate and the node's own Java.
    private List<Finding> ports(Workspace node, LoaderCalls calls, Set<Check> asked)
            throws FailureException, InterruptedException {
        var kinds = EnumSet.noneOf(ProbeRequest.Kind.class);
        if (asked.contains(Check.NATIVE)) {
            kinds.add(ProbeRequest.Kind.NATIVE);
        }
        if (asked.contains(Check.INTERNODE)) {
            kinds.add(ProbeRequest.Kind.INTERNODE);
        }
        var ports = target.ports();
        var request = new ProbeRequest(
                target.addresses(),
                target.internodeAddresses(),
                ports.nativePort(),
                ports.internodePort(),
                calls.security(),
                node.credentials(),
                kinds);
        var ended = node.remote().run(request.script(node.loader().java()), PROBE);
        return ProbeAnswer.parse(node.address(), request, ended.out());
    }

    /// The real loader with its real configuration, on a folder without files: it has to find its settings,
    /// its stores and its login, and to reach the target over CQL. It sends nothing.
    private Finding rehearsal(Workspace node, LoaderCalls calls) throws FailureException, InterruptedException {
        var table = work.plan().tables().getFirst().table();
        var root = node.folder().roots().getFirst() + "/stage/" + REHEARSAL_CELL;
        var folder = root + "/1/" + table.keyspace() + "/" + table.table();
        var command = LoaderCommand.script(calls.call(node, target.addresses(), folder, 0, 0));
        var ended = node.remote().run(rehearsalScript(command, root, folder), REHEARSAL);
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

    private static Script rehearsalScript(String command, String root, String folder) {
        return Script.of("umask 077; mkdir -p " + Script.quote(folder) + " && cd " + Script.quote(root)
                + " || exit 1; ( " + command + "\n); code=$?; rm -rf " + Script.quote(root) + "; exit $code");
    }

    private static String evidence(LoaderOutput output, Ended ended) {
        var lines = output.evidence().isEmpty() ? ended.err().lines().limit(5).toList() : output.evidence();
        return "exit code " + ended.code() + "\n" + String.join("\n", lines);
    }

    /// One look that answers several checks. If the look itself fails, that is the answer.
    private void look(Node node, Set<Check> asked, Set<Check> answered, Look look)
            throws FailureException, InterruptedException {
        var wanted = EnumSet.copyOf(answered);
        wanted.retainAll(asked);
        if (wanted.isEmpty()) {
            return;
        }
        work.recorder().tell(new Tick.NodeChecking(node.address(), List.copyOf(wanted)));
        try {
            var found = look.findings().stream().collect(Collectors.groupingBy(finding -> checkOf(finding.code())));
            for (var check : wanted) {
                answer(node.address(), check, found.getOrDefault(check, List.of()));
            }
        } catch (FailureException e) {
            var said = e.failure();
            var finding = new Finding(
                    said.cause().key(), Severity.BLOCK, said.hop(), said.cause(), said.evidence(), said.remedy());
            for (var check : wanted) {
                answer(node.address(), check, List.of(finding));
            }
            throw e;
        }
    }

    private void answer(String node, Check check, List<Finding> findings) throws FailureException {
        work.recorder().record(new Fact.NodeChecked(node, check, Instant.now(), findings));
    }

    /// Which check a finding belongs to.
    static Check checkOf(String code) {
        return switch (code) {
            case "preflight.readable", "preflight.unreadable" -> Check.DIRECTORIES;
            case "preflight.disk", "source.folder.room", "source.folder.full" -> Check.ROOM;
            case "preflight.rehearsal" -> Check.REHEARSAL;
            default -> Optional.ofNullable(Said.checkOf(code)).orElseGet(() -> groupOf(code));
        };
    }

    private static Check groupOf(String code) {
        if (code.startsWith("loader.probe.")) {
            return code.endsWith("internode") ? Check.INTERNODE : Check.NATIVE;
        }
        if (code.startsWith("loader.fit.java")) {
            return Check.JAVA;
        }
        if (code.startsWith("loader.fit.format") || code.equals("loader.fit.defect.copy")) {
            return Check.FORMATS;
        }
        if (code.startsWith("loader.fit.")) {
            return Check.LOADER;
        }
        if (code.startsWith("source.folder.")) {
            return Check.FOLDER;
        }
        throw new IllegalStateException("a finding that belongs to no check: " + code);
    }

    /// Writes down of what was asked for and not answered that something stands in its way.
    void passOverTheRest(String node) throws FailureException {
        for (var each : work.recorder().run().nodeChecks(node).entrySet()) {
            if (each.getValue().isOpen()) {
                answer(node, each.getKey(), List.of());
            }
        }
    }

    /// What all checks of a node say together, those of earlier runs included.
    ///
    /// @return the evidence that nothing blocks it
    List<String> verdict(String node) throws FailureException {
        var run = work.recorder().run();
        var blocks = run.findings(node).stream()
                .filter(finding -> finding.severity() == Severity.BLOCK)
                .toList();
        if (!blocks.isEmpty()) {
            throw Failures.attention("source node " + node, "engine.preflight.blocked", text(blocks), blocks.size());
        }
        var answered = run.nodeChecks(node).values().stream()
                .filter(state -> !state.findings().isEmpty())
                .map(CheckState::findings)
                .toList();
        return List.of(answered.size() + " of " + Check.ofNodes().size() + " checks, "
                + answered.stream().mapToInt(List::size).sum() + " findings, none of them blocks");
    }

    /// Findings, one a line.
    static String text(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.place() + ": " + Messages.text(finding.reason()))
                .collect(Collectors.joining("\n"));
    }

    /// Something to look at.
    @FunctionalInterface
    private interface Look {
        List<Finding> findings() throws FailureException, InterruptedException;
    }
}
