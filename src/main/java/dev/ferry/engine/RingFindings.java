package dev.ferry.engine;

import dev.ferry.cluster.Gauge;
import dev.ferry.cluster.Member;
import dev.ferry.cluster.NodePressure;
import dev.ferry.cluster.Product;
import dev.ferry.cluster.TargetPressure;
import dev.ferry.migration.Side;
import dev.ferry.outcome.Finding;
import dev.ferry.run.Check;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.text.Units;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Judges what a cluster says of itself: what it is, who is in its ring, whether it agrees about its schema,
/// whether it keeps up, how it is configured. Decides only.
final class RingFindings {
    static final String UNREACHABLE = "UNREACHABLE";
    private static final int MOST_NAMED = 20;

    private final Side side;
    private final String place;

    /// @param cluster the cluster's name, for the place of a finding
    RingFindings(Side side, String cluster) {
        this.side = side;
        this.place = side.name().toLowerCase(Locale.ROOT) + " " + cluster;
    }

    private Check of(Check source, Check target) {
        return side == Side.SOURCE ? source : target;
    }

    /// Only Cassandra has the files and the internode protocol that a load goes by.
    Finding product(Product product, String release) {
        var check = of(Check.SOURCE_PRODUCT, Check.TARGET_PRODUCT);
        var evidence = "release_version " + release;
        return switch (product) {
            case CASSANDRA -> Said.pass(check, "cassandra", place, evidence, product.title(), release);
            case DSE -> Said.block(check, "dse", place, evidence, product.title(), release);
            case SCYLLA -> Said.block(check, "scylla", place, evidence, product.title(), release);
            case ASTRA, KEYSPACES, COSMOS, YUGABYTE ->
                Said.block(check, "service", place, evidence, product.title(), release);
        };
    }

    /// Nobody may be down, join, leave or move.
    ///
    /// @param isWhole whether those that join and leave can be seen at all
    List<Finding> ring(Collection<Member> members, boolean isWhole) {
        return ring(members, isWhole, member -> false);
    }

    /// Nobody that is loaded from may be down, join, leave or move; of all others it is said only.
    ///
    /// @param isElsewhere who is not loaded from
    List<Finding> ring(Collection<Member> all, boolean isWhole, Predicate<Member> isElsewhere) {
        var check = of(Check.SOURCE_RING, Check.TARGET_RING);
        var members = all.stream().filter(isElsewhere.negate()).toList();
        var findings = new ArrayList<>(steadiness(check, members, isWhole));
        var unsteady = all.stream()
                .filter(isElsewhere)
                .filter(member -> !member.isSteady())
                .toList();
        if (!unsteady.isEmpty()) {
            findings.add(Said.warn(check, "elsewhere", place, lines(unsteady), addresses(unsteady), unsteady.size()));
        }
        return findings;
    }

    private List<Finding> steadiness(Check check, List<Member> members, boolean isWhole) {
        var findings = new ArrayList<Finding>();
        var down = members.stream().filter(member -> !member.isUp()).toList();
        if (!down.isEmpty()) {
            findings.add(Said.block(check, "down", place, lines(down), addresses(down), down.size()));
        }
        for (var state : List.of(Member.State.JOINING, Member.State.LEAVING, Member.State.MOVING)) {
            var found =
                    members.stream().filter(member -> member.state() == state).toList();
            if (!found.isEmpty()) {
                var word = state.name().toLowerCase(Locale.ROOT);
                findings.add(Said.block(check, word, place, lines(found), addresses(found), found.size()));
            }
        }
        if (findings.isEmpty()) {
            findings.add(
                    isWhole
                            ? Said.pass(check, "steady", place, lines(members), members.size())
                            : Said.pass(check, "up", place, lines(members), members.size()));
        }
        return findings;
    }

    private static String addresses(Collection<Member> members) {
        return members.stream().map(Member::address).limit(MOST_NAMED).collect(Collectors.joining(", "));
    }

    private static String lines(Collection<Member> members) {
        return members.stream()
                .limit(MOST_NAMED)
                .map(member -> (member.isUp() ? "UP " : "DOWN ") + member.state() + " " + member.address()
                        + (member.dataCentre().isEmpty() ? "" : " in " + member.dataCentre()))
                .collect(Collectors.joining("\n"));
    }

    /// One schema on all nodes, or a table may be missing where its files arrive.
    Finding schema(Map<String, List<String>> holders) {
        return schema(holders, Set.of());
    }

    /// The same where some need not answer.
    ///
    /// @param elsewhere the addresses of nodes that are not loaded from
    Finding schema(Map<String, List<String>> all, Set<String> elsewhere) {
        var holders = new HashMap<>(all);
        holders.computeIfPresent(UNREACHABLE, (key, nodes) -> {
            var missed =
                    nodes.stream().filter(node -> !elsewhere.contains(node)).toList();
            return missed.isEmpty() ? null : missed;
        });
        var check = of(Check.SOURCE_SCHEMA, Check.TARGET_SCHEMA);
        var evidence = holders.entrySet().stream()
                .map(each -> each.getKey() + ": "
                        + each.getValue().stream().limit(MOST_NAMED).collect(Collectors.joining(", ")))
                .sorted()
                .collect(Collectors.joining("\n"));
        var unreachable = holders.getOrDefault(UNREACHABLE, List.of());
        if (!unreachable.isEmpty()) {
            return Said.block(check, "unreachable", place, evidence, String.join(", ", unreachable));
        }
        if (holders.isEmpty()) {
            return Said.warn(check, "unread", place, "");
        }
        return holders.size() > 1
                ? Said.block(check, "several", place, evidence, holders.size())
                : Said.pass(
                        check,
                        "one",
                        place,
                        evidence,
                        holders.values().iterator().next().size());
    }

    /// Rows lie where the partitioner says: files of another one are of no use.
    static Finding partitioner(String source, String target) {
        var evidence = "source " + source + "\ntarget " + target;
        return source.equals(target)
                ? Said.pass(Check.PARTITIONER, "same", "source → target", evidence, simple(source))
                : Said.block(Check.PARTITIONER, "differs", "source → target", evidence, simple(source), simple(target));
    }

    static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    /// Whether the target has work left over before any file arrives.
    Finding pressure(TargetPressure pressure) {
        var evidence = pressure.nodes().stream()
                .filter(node -> !node.isUnread())
                .map(RingFindings::line)
                .limit(MOST_NAMED)
                .collect(Collectors.joining("\n"));
        // what a provider tells of a node's disks says nothing of its backlog
        var told = pressure.nodes().stream()
                .filter(node -> node.value(Gauge.COMPACTIONS_PENDING).isPresent()
                        || node.value(Gauge.WRITES_WAITING).isPresent())
                .count();
        if (told == 0) {
            return Said.warn(Check.TARGET_PRESSURE, "untold", place, "");
        }
        var behind = pressure.nodes().stream()
                .filter(node -> node.value(Gauge.COMPACTIONS_PENDING).orElse(0) > Strain.COMPACTIONS_RISING
                        || node.value(Gauge.WRITES_WAITING).orElse(0) > Strain.WRITES)
                .map(NodePressure::address)
                .toList();
        return behind.isEmpty()
                ? Said.pass(Check.TARGET_PRESSURE, "calm", place, evidence, told)
                : Said.warn(Check.TARGET_PRESSURE, "behind", place, evidence, String.join(", ", behind));
    }

    private static String line(NodePressure node) {
        return node.address() + ": " + value(node, Gauge.COMPACTIONS_PENDING) + " compactions wait, "
                + value(node, Gauge.WRITES_WAITING) + " writes wait"
                + (node.value(Gauge.DISK_USED).isEmpty()
                        ? ""
                        : ", " + Units.bytes(node.value(Gauge.DISK_USED).getAsLong()) + " in tables");
    }

    private static String value(NodePressure node, Gauge gauge) {
        var value = node.value(gauge);
        return value.isEmpty() ? "?" : String.valueOf(value.getAsLong());
    }

    /// What of the target's configuration decides about a load.
    ///
    /// @param settings by name; empty where they cannot be read
    /// @param oldestLoader the oldest release of all loaders
    List<Finding> settings(
            Optional<Map<String, String>> settings, CassandraVersion target, Optional<CassandraVersion> oldestLoader) {
        if (settings.isEmpty()) {
            return List.of(Said.warn(Check.TARGET_SETTINGS, "untold", place, "", target.text()));
        }
        var values = settings.get();
        var policy = values.getOrDefault("disk_failure_policy", "");
        var mode = values.getOrDefault("storage_compatibility_mode", "");
        var evidence = List.of(
                        "disk_failure_policy",
                        "storage_compatibility_mode",
                        "reject_out_of_token_range_requests",
                        "concurrent_compactors",
                        "compaction_throughput",
                        "compaction_throughput_mb_per_sec")
                .stream()
                .filter(name -> !values.getOrDefault(name, "").isEmpty())
                .map(name -> name + ": " + values.get(name))
                .collect(Collectors.joining("\n"));
        var findings = new ArrayList<Finding>();
        if (policy.equals("ignore")) {
            findings.add(Said.warn(Check.TARGET_SETTINGS, "policy", place, evidence, policy));
        }
        var isNew = !mode.isEmpty() && !mode.equals("CASSANDRA_4");
        oldestLoader
                .filter(loader -> target.isAtLeast(5, 0) && isNew && !loader.isAtLeast(5, 0))
                .ifPresent(loader ->
                        findings.add(Said.block(Check.TARGET_SETTINGS, "mode", place, evidence, mode, loader.text())));
        if (findings.isEmpty()) {
            findings.add(Said.pass(Check.TARGET_SETTINGS, "suit", place, evidence));
        }
        return findings;
    }
}
