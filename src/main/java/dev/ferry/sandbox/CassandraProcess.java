package dev.ferry.sandbox;

import dev.ferry.loader.ModuleFlags;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Failure.Kind;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One Cassandra node run from jars: a process, its port, its log. Its files stay when it ends.
///
/// An interrupt from the keyboard does not reach it: whoever started it ends it.
public final class CassandraProcess implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Duration ORDERLY_END = Duration.ofMinutes(1);
    private static final int EVIDENCE_LINES = 20;

    private final NodePlan plan;
    private final PackagedNode folder;
    private final Process process;

    private CassandraProcess(NodePlan plan, PackagedNode folder, Process process) {
        this.plan = plan;
        this.folder = folder;
        this.process = process;
    }

    /// Writes the node's configuration into its folder and starts it; it can be used once
    /// {@link #awaitCql(Duration)} returns.
    public static CassandraProcess start(NodePlan plan) throws FailureException {
        var folder = new PackagedNode(plan);
        try {
            folder.write();
            var builder = new ProcessBuilder(command(folder));
            builder.environment().put(Mark.VARIABLE, plan.sandbox().toString());
            var process = builder.directory(plan.root().toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.logs().resolve("console.log").toFile())
                    .start();
            return new CassandraProcess(plan, folder, process);
        } catch (IOException e) {
            throw new FailureException(
                    failure(plan, Kind.NEEDS_ATTENTION, "sandbox.node.unstartable", String.valueOf(e.getMessage())), e);
        }
    }

    /// The command line: the keyboard's interrupt and the terminal's end are ignored from the first
    /// instant, which a JVM then respects.
    private static List<String> command(PackagedNode folder) {
        var plan = folder.plan();
        var software = plan.software();
        var command = new ArrayList<>(Ignoring.keyboard());
        command.add(software.jdk().resolve("bin/java").toString());
        command.add(Mark.flag(plan.sandbox()));
        command.addAll(ModuleFlags.of(software.java()));
        command.addAll(List.of(
                "-Xms64m", "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:MaxDirectMemorySize=256m"));
        command.add("-javaagent:" + software.agent());
        // a seed has nobody to wait for; the others ask the seed for the ring, and give up after this delay
        command.add("-Dcassandra.ring_delay_ms=" + (plan.seeds().contains(plan.address()) ? 0 : 30_000));
        command.add("-Dcassandra.skip_wait_for_gossip_to_settle=0");
        command.add("-Dcassandra.superuser_setup_delay_ms=0");
        command.add("-Dcassandra.jmx.local.port=" + plan.jmxPort());
        command.add("-Dcassandra.config=" + url(folder.conf().resolve("cassandra.yaml")));
        command.add("-Dcassandra-rackdc.properties=" + url(folder.conf().resolve("cassandra-rackdc.properties")));
        command.add("-Dcassandra.storagedir=" + folder.storage());
        command.add("-Dcassandra.logdir=" + folder.logs());
        command.add("-Dlogback.configurationFile=" + url(folder.conf().resolve("logback.xml")));
        // native libraries are unpacked there: a folder of its own keeps nodes out of each other's way
        command.add("-Djava.io.tmpdir=" + folder.temporary());
        plan.properties().forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-Dcassandra-foreground=yes", "-cp", folder.conf() + ":" + folder.lib() + "/*"));
        command.add("org.apache.cassandra.service.CassandraDaemon");
        return command;
    }

    private static String url(Path file) {
        return file.toUri().toString();
    }

    /// What it was started with.
    public NodePlan plan() {
        return plan;
    }

    /// Waits until the CQL port accepts connections.
    ///
    /// @throws FailureException if the process ended or the time passed, with the end of its log as
    ///     evidence
    public void awaitCql(Duration limit) throws FailureException, InterruptedException {
        awaitPort(plan.cqlPort(), limit);
    }

    /// Waits until a port of the node accepts connections.
    ///
    /// @throws FailureException if the process ended or the time passed, with the end of its log as
    ///     evidence
    public void awaitPort(int port, Duration limit) throws FailureException, InterruptedException {
        var end = System.nanoTime() + limit.toNanos();
        while (!Ports.accepts(plan.address(), port)) {
            if (!process.isAlive()) {
                throw failed("sandbox.node.ended", process.exitValue());
            }
            if (System.nanoTime() > end) {
                throw failed("sandbox.node.slow", port, limit.toSeconds());
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private FailureException failed(String key, Object... arguments) {
        return new FailureException(failure(plan, Kind.RETRYABLE, key, lastWords(), arguments));
    }

    private static Failure failure(NodePlan plan, Kind kind, String key, String evidence, Object... arguments) {
        return new Failure(
                kind,
                "node " + plan.address(),
                Message.of(key, arguments),
                evidence,
                Message.of("sandbox.node.remedy", new PackagedNode(plan).logs()));
    }

    /// The last error in the log with what follows it, else the end of the log.
    private String lastWords() {
        var log = Files.exists(log()) ? log() : folder.logs().resolve("console.log");
        try {
            var lines = Files.readAllLines(log);
            var error = lines.reversed().stream()
                    .filter(line -> line.startsWith("ERROR"))
                    .findFirst();
            var start = error.map(lines::lastIndexOf).orElse(Math.max(0, lines.size() - EVIDENCE_LINES));
            return String.join("\n", lines.subList(start, Math.min(lines.size(), start + EVIDENCE_LINES)));
        } catch (IOException unreadable) {
            return "";
        }
    }

    /// Whether the process lives.
    public boolean isAlive() {
        return process.isAlive();
    }

    /// The process id.
    public long pid() {
        return process.pid();
    }

    /// The node's `system.log`.
    public Path log() {
        return folder.logs().resolve("system.log");
    }

    /// Ends it in an orderly way and waits for the end; kills it if it does not end within a minute.
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(ORDERLY_END.toSeconds(), TimeUnit.SECONDS)) {
            kill();
        }
    }

    /// Ends it at once and waits for the end.
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /// Kills it.
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
