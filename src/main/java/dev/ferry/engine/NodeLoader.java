package dev.ferry.engine;

import dev.ferry.artifact.LocalFile;
import dev.ferry.cluster.JavaRuntime;
import dev.ferry.cluster.Machine;
import dev.ferry.cluster.Node;
import dev.ferry.loader.LoaderChoice;
import dev.ferry.loader.LoaderProgram;
import dev.ferry.outcome.FailureException;
import dev.ferry.run.Fact;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.schema.TableName;
import dev.ferry.source.NodeFolder;
import dev.ferry.text.Message;
import dev.ferry.text.Units;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/// The loader by which a node's files go: which one it is, and how it gets there if it is not the node's own.
final class NodeLoader {
    private final Recorder recorder;
    private final Software software;

    NodeLoader(Workplace work) {
        this.recorder = work.recorder();
        this.software = work.software();
    }

    /// Which loader suits the files of these tables on a node, and such a target.
    ///
    /// @param archive the feature release of the Java that the user has pointed to
    static LoaderChoice choice(
            Node node, Machine machine, Set<TableName> tables, CassandraVersion target, OptionalInt archive) {
        var formats = new HashSet<String>();
        machine.tables().forEach((table, files) -> {
            if (tables.contains(table)) {
                formats.addAll(files.formats());
            }
        });
        return LoaderChoice.of(
                "loader on " + node.address(), machine.loader(), machine.javas(), archive, target, formats);
    }

    /// Makes a chosen loader ready on its node. What is there already is not brought again.
    LoaderProgram ready(Node node, NodeFolder folder, LoaderChoice.Chosen chosen)
            throws FailureException, InterruptedException {
        var program = switch (chosen) {
            case LoaderChoice.Chosen.Own own -> new LoaderProgram.Own(own.loader());
            case LoaderChoice.Chosen.Bring bring -> bring(node, folder, bring);
        };
        var origin = chosen instanceof LoaderChoice.Chosen.Own ? Fact.Origin.OWN : Fact.Origin.BROUGHT;
        recorder.record(new Fact.LoaderChosen(
                node.address(), program.version().text(), origin, program.javaVersion(), program.runsLaunchers()));
        return program;
    }

    private LoaderProgram bring(Node node, NodeFolder folder, LoaderChoice.Chosen.Bring bring)
            throws FailureException, InterruptedException {
        var step = new StepId(Step.LOADER, node.address());
        var program = new AtomicReference<LoaderProgram>();
        recorder.again(step, () -> {
            var told = recorder.progress(step);
            var release = bring.version().text();
            var files = software.jars(release, line -> told.told(Message.of("engine.bring.fetching", line)));
            var bytes = files.stream().mapToLong(LocalFile::bytes).sum();
            var name = "loader-" + release;
            folder.bring(
                    name,
                    files,
                    inTenths(
                            bytes,
                            there -> told.told(Message.of(
                                    "engine.bring.uploading", release, Units.bytes(there), Units.bytes(bytes)))));
            var java = bring.java() != null ? bring.java() : bringJava(folder, told);
            program.set(new LoaderProgram.Brought(bring.version(), folder.path(name), java.path(), java.feature()));
            return List.of(
                    folder.path(name) + ": " + files.size() + " jars, " + Units.bytes(bytes)
                            + ", checksums compared on the node",
                    "Java " + java.feature() + ": " + java.path());
        });
        return Objects.requireNonNull(program.get());
    }

    private JavaRuntime bringJava(NodeFolder folder, TargetDoor.Progress told)
            throws FailureException, InterruptedException {
        var archive = software.archive();
        var path = folder.bringJava(
                "java-" + archive.feature() + "-" + archive.file().sha256().substring(0, 8),
                archive.file(),
                inTenths(
                        archive.file().bytes(),
                        there -> told.told(Message.of(
                                "engine.bring.java",
                                archive.feature(),
                                Units.bytes(there),
                                Units.bytes(archive.file().bytes())))));
        return new JavaRuntime(path, archive.feature());
    }

    /// Tells only each tenth: what is brought comes in hundreds of pieces.
    private static LongConsumer inTenths(long bytes, LongConsumer told) {
        var last = new AtomicLong(-1);
        return there -> {
            var tenth = bytes == 0 ? 0 : there * 10 / bytes;
            if (last.getAndSet(tenth) != tenth) {
                told.accept(there);
            }
        };
    }
}
