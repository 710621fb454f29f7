package dev.ferry.engine;

import dev.ferry.cluster.ClockReading;
import dev.ferry.cluster.Cluster;
import dev.ferry.cluster.Gauge;
import dev.ferry.cluster.Machine;
import dev.ferry.cluster.Member;
import dev.ferry.cluster.Node;
import dev.ferry.loader.LoaderChoice;
import dev.ferry.migration.Side;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.plan.Demand;
import dev.ferry.plan.TablePlan;
import dev.ferry.run.Check;
import dev.ferry.run.CheckState;
import dev.ferry.run.Fact;
import dev.ferry.run.Tick;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.schema.TableName;
import dev.ferry.source.RingAnswer;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is asked of the two clusters as wholes, once, whatever the number of nodes. A look that fails is no
/// pass: what would make a load wrong blocks it then, anything else warns.
final class ClusterChecks {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterChecks.class);
    private static final int NODES_TRIED = 3;
    private static final Set<Check> MUST_BE_SEEN = EnumSet.of(
            Check.SOURCE_PRODUCT,
            Check.SOURCE_RING,
            Check.SOURCE_SCHEMA,
            Check.TARGET_PRODUCT,
            Check.PARTITIONER,
            Check.TARGET_RING,
            Check.TARGET_SCHEMA);

    private final Workplace work;
    private final SourceLink source;
    private final TargetLink target;
    private final Cluster cluster;
    private final Preflight preflight;
    private final RingFindings ofSource;
    private final RingFindings ofTarget;
    private @Nullable RingAnswer seenRing;
    private boolean hasAskedRing;
    private @Nullable Demand demand;

    ClusterChecks(Workplace work, SourceLink source, TargetLink target, Cluster cluster, Preflight preflight) {
        this.work = work;
        this.source = source;
        this.target = target;
        this.cluster = cluster;
        this.preflight = preflight;
        this.ofSource = new RingFindings(Side.SOURCE, cluster.name());
        this.ofTarget = new RingFindings(Side.TARGET, target.ring().clusterName());
    }

    /// Asks, each check by itself.
    ///
    /// @param asked those of nodes are passed over
    void check(Set<Check> asked) throws FailureException, InterruptedException {
        var wanted = EnumSet.copyOf(Check.ofClusters());
        wanted.retainAll(asked);
        if (wanted.isEmpty()) {
            return;
        }
        work.recorder().record(new Fact.ChecksAsked(Check.CLUSTERS, List.copyOf(wanted)));
        for (var check : wanted) {
            work.recorder().tell(new Tick.NodeChecking(Check.CLUSTERS, List.of(check)));
            work.recorder().record(new Fact.NodeChecked(Check.CLUSTERS, check, Instant.now(), answer(check)));
        }
    }

    private List<Finding> answer(Check check) throws InterruptedException {
        try {
            return look(check);
        } catch (FailureException e) {
            var said = e.failure();
            var severity = MUST_BE_SEEN.contains(check) ? Severity.BLOCK : Severity.WARN;
            return List.of(new Finding(
                    said.cause().key(), severity, said.hop(), said.cause(), said.evidence(), said.remedy()));
        }
    }

    private List<Finding> look(Check check) throws FailureException, InterruptedException {
        return switch (check) {
            case SOURCE_PRODUCT -> {
                var health = source.cql().health();
                yield List.of(ofSource.product(health.product(), health.release()));
            }
            case SOURCE_RING -> sourceRing();
            case SOURCE_SCHEMA -> List.of(sourceSchema());
            case SOURCE_CLOCKS -> ClockFindings.source(sourceClocks(), withoutClock());
            case SOURCE_TABLES -> TableFindings.source(cluster.schema(), tables());
            case SOURCE_REPAIRS -> repairs();
            case TARGET_PRODUCT -> {
                var health = target.cql().health();
                yield List.of(ofTarget.product(health.product(), health.release()));
            }
            case PARTITIONER -> List.of(RingFindings.partitioner(cluster.partitioner(), target.partitioner()));
            case TARGET_RING -> targetRing();
            case TARGET_SCHEMA -> List.of(ofTarget.schema(target.cql().health().schemas()));
            case TARGET_CLOCKS ->
                ClockFindings.target(sourceClocks(), target.cql().health().clocks());
            case TARGET_ROOM -> List.of(room());
            case TARGET_TABLES -> TableFindings.target(cluster.schema(), Survey.schema(target.cql()), tables());
            case TARGET_PRESSURE -> List.of(ofTarget.pressure(target.pressure()));
            case TARGET_SETTINGS ->
                ofTarget.settings(
                        target.cql().health().settings(), target.shape().version(), oldestLoader());
            case LOADER,
                    JAVA,
                    MEMORY,
                    FORMATS,
                    DIRECTORIES,
                    ROOM,
                    FOLDER,
                    CHECKSUMS,
                    USER,
                    OPEN_FILES,
                    TEMPORARY,
                    HOSTS,
                    NODETOOL,
                    NATIVE,
                    INTERNODE,
                    REHEARSAL -> throw new IllegalArgumentException("asked of every node: " + check);
        };
    }

    private Set<TableName> tables() {
        return work.plan().tables().stream().map(TablePlan::table).collect(Collectors.toSet());
    }

    /// The ring as `nodetool` shows it on the first of a few nodes that answers; without any, gossip's own
    /// table, and else what the ring's tables have, in which those that join cannot be seen.
    private List<Finding> sourceRing() throws FailureException, InterruptedException {
        var answer = ring();
        if (answer != null && !answer.members().isEmpty()) {
            return ofSource.ring(answer.members(), true, this::isElsewhere);
        }
        var gossip = source.cql().health().gossip();
        return gossip.isPresent()
                ? ofSource.ring(gossip.get(), true, this::isElsewhere)
                : ofSource.ring(members(source.cql().ring().nodes()), false, this::isElsewhere);
    }

    /// Whether a node stands in a data centre that is not loaded from, as far as it is known where it stands.
    private boolean isElsewhere(Member member) {
        return !member.dataCentre().isEmpty() && !work.migration().options().loadsFrom(member.dataCentre());
    }

    private @Nullable RingAnswer ring() throws InterruptedException {
        if (hasAskedRing) {
            return seenRing;
        }
        hasAskedRing = true;
        for (var node :
                cluster.nodes().stream().filter(Node::up).limit(NODES_TRIED).toList()) {
            try {
                seenRing = source.node(node).ring();
                return seenRing;
            } catch (FailureException e) {
                LOG.info("no ring from nodetool on {}: {}", node.address(), e.getMessage());
            }
        }
        return null;
    }

    private Finding sourceSchema() throws FailureException, InterruptedException {
        var answer = ring();
        if (answer == null || answer.schemas().isEmpty()) {
            return ofSource.schema(source.cql().health().schemas());
        }
        var elsewhere = answer.members().stream()
                .filter(this::isElsewhere)
                .map(Member::address)
                .collect(Collectors.toSet());
        return ofSource.schema(answer.schemas(), elsewhere);
    }

    private List<Finding> targetRing() throws FailureException, InterruptedException {
        var gossip = target.cql().health().gossip();
        return gossip.isPresent()
                ? ofTarget.ring(gossip.get(), true)
                : ofTarget.ring(members(target.cql().ring().nodes()), false);
    }

    private static List<Member> members(List<Node> nodes) {
        return nodes.stream()
                .map(node -> new Member(
                        node.address(), node.dataCentre(), Member.State.NORMAL, node.up(), OptionalLong.empty()))
                .toList();
    }

    private Map<String, ClockReading> sourceClocks() {
        var readings = new TreeMap<String, ClockReading>();
        for (var node : cluster.nodes()) {
            var surroundings = node.machine() == null ? null : node.machine().surroundings();
            var clock = surroundings == null ? null : surroundings.clock();
            if (clock != null) {
                readings.put(node.address(), clock);
            }
        }
        return readings;
    }

    private List<String> withoutClock() {
        var read = sourceClocks().keySet();
        return cluster.nodes().stream()
                // nobody looks at the others: they are down, or not loaded from
                .filter(node -> node.machine() != null)
                .map(Node::address)
                .filter(address -> !read.contains(address))
                .toList();
    }

    private List<Finding> repairs() throws FailureException, InterruptedException {
        var history = new RepairHistory(tables());
        var isRead = source.cql().health().readRepairs(history::add);
        return RepairFindings.of(
                isRead ? Optional.of(history) : Optional.empty(),
                cluster.schema(),
                tables(),
                demand().sourceCopies(),
                source.cql().version(),
                Instant.now());
    }

    /// What is to be sent of the whole ring: how many copies there are, the nodes that are loaded from do not
    /// tell alone.
    private Demand demand() throws FailureException, InterruptedException {
        var known = demand;
        if (known == null) {
            known = new Demand(
                    cluster.with(source.cql().ring().nodes()),
                    work.migration().selection(),
                    work.migration().options());
            demand = known;
        }
        return known;
    }

    /// The reckoning of the plan, with what lies on the target's disks by now.
    private Finding room() throws FailureException, InterruptedException {
        var capacity = demand().on(target.shape(), Survey.schema(target.cql()), target.diskBytes())
                .withUsed(used());
        var reckoning = capacity.lines().stream().map(Messages::text).collect(Collectors.joining("\n"));
        var perNode = capacity.centres().stream()
                .mapToLong(capacity::bytesPerNode)
                .max()
                .orElse(0);
        var severity = capacity.verdict();
        var word = capacity.diskBytes().isEmpty()
                ? "unknown"
                : severity == Severity.PASS ? "enough" : severity == Severity.WARN ? "tight" : "full";
        return Said.finding(
                Check.TARGET_ROOM,
                word,
                severity,
                "target " + target.ring().clusterName(),
                reckoning,
                Units.bytes(capacity.peakBytes()),
                capacity.shareText(),
                Units.bytes(perNode),
                capacity.diskBytes().isEmpty()
                        ? "–"
                        : Units.bytes(capacity.diskBytes().getAsLong()));
    }

    /// What lies on the target's disks, by data centre; only where all its nodes told.
    private Map<String, Long> used() throws FailureException, InterruptedException {
        var loads = new HashMap<String, Long>();
        target.cql().health().gossip().orElse(List.of()).stream()
                .filter(member -> member.loadBytes().isPresent())
                .forEach(
                        member -> loads.put(member.address(), member.loadBytes().getAsLong()));
        if (loads.isEmpty()) {
            target.pressure().nodes().stream()
                    .filter(node -> node.value(Gauge.DISK_USED).isPresent())
                    .forEach(node -> loads.put(
                            node.address(), node.value(Gauge.DISK_USED).getAsLong()));
        }
        var used = new HashMap<String, Long>();
        target.ring().nodes().stream()
                .collect(Collectors.groupingBy(Node::dataCentre))
                .forEach((centre, nodes) -> {
                    var known = nodes.stream()
                            .map(node -> loads.get(node.address()))
                            .toList();
                    if (known.stream().allMatch(java.util.Objects::nonNull)) {
                        used.put(
                                centre,
                                known.stream().mapToLong(Long::longValue).sum());
                    }
                });
        return used;
    }

    private Optional<CassandraVersion> oldestLoader() throws FailureException {
        var versions = new java.util.ArrayList<CassandraVersion>();
        for (var node : cluster.nodes()) {
            Machine machine = node.machine();
            if (machine != null) {
                preflight
                        .choice(node)
                        .loader()
                        .map(LoaderChoice.Chosen::version)
                        .ifPresent(versions::add);
            }
        }
        return versions.stream().min(Comparator.naturalOrder());
    }

    /// What all checks of the clusters say together, those of earlier runs included.
    ///
    /// @throws FailureException if one of them blocks
    void verdict() throws FailureException {
        var blocks = work.recorder().run().clusterChecks().values().stream()
                .map(CheckState::findings)
                .flatMap(List::stream)
                .filter(finding -> finding.severity() == Severity.BLOCK)
                .toList();
        if (!blocks.isEmpty()) {
            throw Failures.attention(
                    "source and target as wholes", "engine.preflight.blocked", Preflight.text(blocks), blocks.size());
        }
    }
}
