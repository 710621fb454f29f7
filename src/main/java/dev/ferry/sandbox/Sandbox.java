package dev.ferry.sandbox;

import dev.ferry.cassandra.CqlEndpoint;
import dev.ferry.migration.Target;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.secrets.Secret;
import dev.ferry.simulator.AivenSimulator;
import dev.ferry.simulator.Fault;
import dev.ferry.simulator.SimulatorOptions;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running sandbox: a source cluster of two nodes with data of every kind, an SSH server for each, and
/// a local server with the API of the target's vendor, which starts real target nodes when it is asked
/// for a service.
///
/// Any number of them can run side by side. All its processes end with it, also when this process is
/// killed.
public final class Sandbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);

    private final SandboxFolder folder;
    private final Slot slot;
    private final int targetNodes;
    private final Release targetRelease;
    private final Source source;
    private final AivenSimulator simulator;
    private final @Nullable OwnCluster own;
    private final Deque<AutoCloseable> parts;

    private Sandbox(
            SandboxFolder folder,
            Slot slot,
            int targetNodes,
            Release targetRelease,
            Source source,
            AivenSimulator simulator,
            @Nullable OwnCluster own,
            Deque<AutoCloseable> parts) {
        this.folder = folder;
        this.slot = slot;
        this.targetNodes = targetNodes;
        this.targetRelease = targetRelease;
        this.source = source;
        this.simulator = simulator;
        this.own = own;
        this.parts = parts;
    }

    /// Starts one and waits until every part of it can be used.
    ///
    /// @param progress is told what happens, one line for a person at a time, from any thread
    public static Sandbox start(SandboxOptions options, Consumer<String> progress)
            throws FailureException, InterruptedException {
        return start(options, Map.of(), progress);
    }

    /// The same with more settings in the source nodes' cassandra.yaml, each value as it stands after `key: `.
    static Sandbox start(SandboxOptions options, Map<String, String> settings, Consumer<String> progress)
            throws FailureException, InterruptedException {
        // what is closed first is at the front
        var parts = new ArrayDeque<AutoCloseable>();
        try {
            return start(options, settings, progress, parts);
        } catch (FailureException | InterruptedException | RuntimeException e) {
            closeAll(parts);
            throw e;
        } catch (IOException | GeneralSecurityException e) {
            closeAll(parts);
            throw new FailureException(
                    new Failure(
                            Failure.Kind.NEEDS_ATTENTION,
                            "workstation",
                            Message.of("sandbox.unstartable"),
                            e.toString(),
                            Message.of("sandbox.unstartable.remedy")),
                    e);
        }
    }

    private static Sandbox start(
            SandboxOptions options, Map<String, String> settings, Consumer<String> progress, Deque<AutoCloseable> parts)
            throws FailureException, InterruptedException, IOException, GeneralSecurityException {
        var software = Software.find(release(options.source()), progress);
        var targetRelease = release(options.target());
        if (targetRelease != software.release()) {
            Software.find(targetRelease, progress); // what is missing shows now and not when the target is wanted
        }
        var slot = Slot.claim(SourceCluster.NODES, options.targetNodes());
        parts.push(slot);
        var wanted = options.folder();
        var folder = wanted == null ? SandboxFolder.temporary() : SandboxFolder.at(wanted);
        parts.push(folder);

        var cluster = new SourceCluster(
                software,
                folder.path(),
                slot.sources(SourceCluster.NODES),
                options.sourceDataCentres(),
                settings,
                progress);
        cluster.start(options.size());
        var source = logins(cluster, folder.path(), parts);

        progress.accept(Messages.text("sandbox.progress.api"));
        var target = new SandboxTarget(folder, slot.targets(options.targetNodes()), targetRelease, progress);
        parts.push(target);
        var offers = SimulatorOptions.standard()
                .withTargetNodes(options.targetNodes())
                .beyond(SandboxTarget.spelt(targetRelease));
        var simulator = AivenSimulator.start(offers, target);
        parts.push(simulator);
        var own = options.targetDataCentres() > 1 ? own(folder, slot, options, targetRelease, progress, parts) : null;
        return new Sandbox(folder, slot, options.targetNodes(), targetRelease, source, simulator, own, parts);
    }

    private static OwnCluster own(
            SandboxFolder folder,
            Slot slot,
            SandboxOptions options,
            Release release,
            Consumer<String> progress,
            Deque<AutoCloseable> parts)
            throws FailureException, InterruptedException, IOException {
        progress.accept(Messages.text("sandbox.progress.own"));
        var own = OwnCluster.launch(folder, slot.targets(options.targetNodes()), release, progress);
        parts.push(own);
        return own;
    }

    static Release release(CassandraVersion version) throws FailureException {
        var release = Release.of(version);
        if (release.isPresent()) {
            return release.get();
        }
        var known = Arrays.stream(Release.values())
                .map(each -> each.version().major() + "." + each.version().minor())
                .collect(Collectors.joining(", "));
        throw new FailureException(new Failure(
                Failure.Kind.NEEDS_ATTENTION,
                "workstation",
                Message.of("sandbox.release.unknown", version),
                "",
                Message.of("sandbox.release.unknown.remedy", known)));
    }

    /// An SSH server for each node, and the files that a client needs.
    private static Source logins(SourceCluster cluster, Path folder, Deque<AutoCloseable> parts)
            throws IOException, GeneralSecurityException {
        var user = System.getProperty("user.name");
        var key = folder.resolve("ssh/id_ecdsa");
        var knownHosts = folder.resolve("ssh/known_hosts");
        var keys =
                SshKeys.generate(cluster.plans().stream().map(NodePlan::address).toList());
        keys.writeLogin(key);
        keys.writeKnownHosts(knownHosts, Slot.SSH_PORT);
        for (var plan : cluster.plans()) {
            var hostKey = Objects.requireNonNull(keys.hosts().get(plan.address()));
            parts.push(NodeSsh.start(
                    new PackagedNode(plan),
                    Slot.SSH_PORT,
                    hostKey,
                    user,
                    keys.login().getPublic()));
        }
        var nodes = cluster.plans().stream()
                .map(plan -> new SourceNode(
                        plan.address(), Slot.SSH_PORT, user, key, knownHosts, plan.root(), plan.jmxPort()))
                .toList();
        return new Source(nodes, cluster.plans().getFirst().cqlPort());
    }

    /// The cluster to move away from.
    public Source source() {
        return source;
    }

    /// The target that no vendor made, as a user would write it down; empty where the vendor's API makes it.
    public Optional<Target.CassandraCluster> ownTarget() {
        return Optional.ofNullable(own).map(OwnCluster::settings);
    }

    /// The way into that target for its administrator.
    public Optional<CqlEndpoint> ownTargetEndpoint() throws FailureException {
        return own == null ? Optional.empty() : Optional.of(own.endpoint());
    }

    /// The server that speaks the vendor's API.
    public Api api() {
        return new Api(simulator.base(), simulator.token(), simulator.project());
    }

    /// Lets something go wrong with the vendor's API.
    ///
    /// @param fault a constant of {@link Fault}, in capitals or not, with `-` or `_`: `rate-limited`
    /// @throws FailureException if there is no such fault
    public void inject(String fault) throws FailureException {
        simulator.inject(named(fault, Fault.values()));
    }

    /// Says whether words are known before anything is started for them.
    ///
    /// @param faults for {@link #inject}
    /// @param era for {@link #now}
    /// @throws FailureException if one of them is not, with all that are
    public static void requireKnown(List<String> faults, String era) throws FailureException {
        for (var fault : faults) {
            named(fault, Fault.values());
        }
        named(era, SimulatorOptions.Era.values());
    }

    /// Makes it another time for the vendor's API: its product lives, its end is announced, or it is gone.
    ///
    /// @param era `live`, `announced` or `after-end-of-life`
    /// @throws FailureException if there is no such time
    public void now(String era) throws FailureException {
        simulator.now(named(era, SimulatorOptions.Era.values()));
    }

    private static <E extends Enum<E>> E named(String text, E[] values) throws FailureException {
        var wanted = text.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        var known = Arrays.stream(values).map(Sandbox::word).collect(Collectors.joining(", "));
        return Arrays.stream(values)
                .filter(value -> word(value).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new FailureException(new Failure(
                        Failure.Kind.NEEDS_ATTENTION,
                        "sandbox",
                        Message.of("sandbox.word.unknown", text),
                        "",
                        Message.of("sandbox.word.unknown.remedy", known))));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The loopback addresses on which target nodes will listen.
    public List<String> targetAddresses() {
        return slot.targets(targetNodes);
    }

    /// What its target nodes will be.
    public Release targetRelease() {
        return targetRelease;
    }

    /// Where everything lies.
    public Path folder() {
        return folder.path();
    }

    /// Ends every process; removes the folder unless it was named in the options.
    @Override
    public void close() {
        closeAll(parts);
    }

    private static void closeAll(Deque<AutoCloseable> parts) {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warn("a part of the sandbox did not end as it should", e);
            }
        }
    }

    /// The cluster to move away from. It asks for no CQL login and has no TLS.
    ///
    /// @param cqlPort the same on every node
    public record Source(List<SourceNode> nodes, int cqlPort) {
        public Source {
            nodes = List.copyOf(nodes);
        }

        /// The addresses to connect to with CQL.
        public List<String> contactPoints() {
            return nodes.stream().map(SourceNode::address).toList();
        }
    }

    /// A node of the source, and how to log in there.
    ///
    /// @param address where Cassandra and the SSH server listen
    /// @param sshPort the SSH server's port
    /// @param user the login
    /// @param key the private key's file, without a pass phrase
    /// @param knownHosts a file with the host keys of all nodes
    /// @param root the folder that holds the node's `etc`, `usr` and `var`
    /// @param jmxPort on 127.0.0.1
    public record SourceNode(
            String address, int sshPort, String user, Path key, Path knownHosts, Path root, int jmxPort) {}

    /// The server that speaks the vendor's API.
    ///
    /// @param base what the paths of the API are appended to
    /// @param token for the Authorization header
    /// @param project the project in which services are made
    public record Api(URI base, Secret token, String project) {}
}
