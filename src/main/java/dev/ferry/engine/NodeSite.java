package dev.ferry.engine;

import dev.ferry.loader.LoaderCall;
import dev.ferry.loader.LoaderCommand;
import dev.ferry.loader.LoaderFit;
import dev.ferry.loader.LoaderProgram;
import dev.ferry.loader.LoaderVerdict;
import dev.ferry.loader.Staged;
import dev.ferry.migration.Limits;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Outcome;
import dev.ferry.outcome.Severity;
import dev.ferry.plan.CellId;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.schema.TableName;
import dev.ferry.source.CellLook;
import dev.ferry.source.QueuedCell;
import dev.ferry.source.StagedFile;
import dev.ferry.source.StagedPart;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A real source node, through Ferry's folder on it.
final class NodeSite implements LoadSite {
    private final LoaderCalls calls;
    private final Workspace node;
    private final Staging staging;
    private final int place;
    private int turn;

    /// @param place of the node among all that are loaded from, from 0
    NodeSite(Workplace work, LoaderCalls calls, Workspace node, int place) {
        this.place = place;
        this.calls = calls;
        this.node = node;
        this.staging = new Staging(work, node);
    }

    @Override
    public String address() {
        return node.address();
    }

    @Override
    public String key(CellId cell) {
        return staging.key(cell);
    }

    @Override
    public List<StagedPart> parts(CellId cell) throws FailureException, InterruptedException {
        var parts = staging.parts(cell);
        requireFit(address(), node.loader(), parts, calls.target().shape().version());
        return parts;
    }

    @Override
    public int countParts(CellId cell) throws FailureException, InterruptedException {
        return staging.parts(cell).size();
    }

    /// The loader was chosen by the files that a node has now; its snapshot may be older, and then of other
    /// formats.
    static void requireFit(String address, LoaderProgram loader, List<StagedPart> parts, CassandraVersion target)
            throws FailureException {
        var formats = parts.stream().flatMap(part -> part.formats().stream()).collect(Collectors.toSet());
        var block =
                LoaderFit.check("loader on " + address, loader.version(), loader.javaVersion(), target, formats)
                        .stream()
                        .filter(finding -> finding.severity() == Severity.BLOCK)
                        .findFirst();
        if (block.isPresent()) {
            var said = block.get();
            throw new FailureException(new Failure(
                    Failure.Kind.NEEDS_ATTENTION,
                    said.place(),
                    said.reason(),
                    "in the snapshot: " + String.join(", ", new TreeSet<>(formats)),
                    said.remedy()));
        }
    }

    @Override
    public void prepare(Collection<CellId> cells) throws FailureException, InterruptedException {
        staging.prepare(cells);
    }

    @Override
    public void unstage(Collection<CellId> cells) throws FailureException, InterruptedException {
        staging.remove(cells);
    }

    @Override
    public void launch(LiveLoad load, StagedPart part) throws FailureException, InterruptedException {
        node.folder().launch(load.key(), load.attempt(), LoaderCommand.script(call(part)));
    }

    private LoaderCall call(StagedPart part) {
        var hosts = new ContactTurns(calls.target().addresses()).of(place, turn++, ContactTurns.FEW);
        return calls.call(
                node, hosts, part.folder(), part.bytes(), part.dataFiles().size());
    }

    @Override
    public boolean runsLaunchers() {
        return node.loader().runsLaunchers();
    }

    @Override
    public int cellsAPlace() {
        return node.loader().startsManyAtOnce() ? Limits.CELLS_A_PLACE : 1;
    }

    @Override
    public String credentials() {
        return node.credentials();
    }

    @Override
    public void startLauncher(int launcher) throws FailureException, InterruptedException {
        var folder = node.folder().launcherFolder(launcher);
        var command = LoaderCommand.launcher(node.loader(), calls.security(), node.credentials(), folder);
        node.folder().startLauncher(launcher, command);
    }

    @Override
    public Set<String> enqueue(int launcher, Map<LiveLoad, StagedPart> loads)
            throws FailureException, InterruptedException {
        var cells = new ArrayList<QueuedCell>();
        loads.forEach((load, part) -> {
            var arguments = LoaderCommand.arguments(call(part));
            cells.add(new QueuedCell(load.key(), load.attempt(), arguments));
        });
        return node.folder().enqueue(launcher, cells);
    }

    @Override
    public Set<String> withdraw(int launcher, Collection<LiveLoad> loads)
            throws FailureException, InterruptedException {
        return node.folder()
                .withdraw(launcher, loads.stream().map(LiveLoad::position).toList());
    }

    @Override
    public void allow(int launcher, int atOnce) throws FailureException, InterruptedException {
        node.folder().allow(launcher, atOnce);
    }

    @Override
    public void closeLauncher(int launcher) throws FailureException, InterruptedException {
        node.folder().close(launcher);
    }

    @Override
    public CellLook lookAtLauncher(LiveLauncher launcher) throws FailureException, InterruptedException {
        return node.folder().lookAtLauncher(launcher.number(), launcher.logOffset(), launcher.errOffset());
    }

    @Override
    public void stopLauncher(int launcher) throws FailureException, InterruptedException {
        node.folder().stopLauncher(launcher);
    }

    @Override
    public void throttle(int mebibytesPerSecond) throws FailureException, InterruptedException {
        node.folder().throttle(mebibytesPerSecond);
    }

    @Override
    public Map<String, CellLook> look(Collection<LiveLoad> loads) throws FailureException, InterruptedException {
        return node.folder().look(loads.stream().map(LiveLoad::position).toList());
    }

    @Override
    public void stop(LiveLoad load) throws FailureException, InterruptedException {
        node.folder().stop(load.key(), load.attempt());
    }

    @Override
    public boolean anyProcess(CellId cell) throws FailureException, InterruptedException {
        return node.folder().anyProcess(key(cell));
    }

    @Override
    public Outcome judge(LiveLoad load, int exitCode) throws FailureException, InterruptedException {
        load.output().end();
        return load.isStoppedForSilence()
                ? LoaderVerdict.stuck(load.output(), staged(load))
                : LoaderVerdict.judge(exitCode, load.output(), staged(load));
    }

    @Override
    public Outcome judgeGone(LiveLoad load) throws FailureException, InterruptedException {
        load.output().end();
        return LoaderVerdict.gone(load.output(), staged(load));
    }

    private Staged staged(LiveLoad load) throws FailureException, InterruptedException {
        var part = staging.parts(load.cell()).get(load.part() - 1);
        var names = part.dataFiles().stream().map(StagedFile::name).collect(Collectors.toSet());
        return new Staged(node.address(), names, hostsThatGetAll(load.cell().table()));
    }

    /// Where every target node holds every row, every one of them must have got every file.
    private Set<String> hostsThatGetAll(TableName table) throws FailureException, InterruptedException {
        return staging.isOnEveryTargetNode(table, calls.target())
                ? Set.copyOf(calls.target().addresses())
                : Set.of();
    }
}
