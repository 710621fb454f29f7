package dev.ferry.plan;

import dev.ferry.outcome.Severity;
import dev.ferry.text.Message;
import dev.ferry.text.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Whether the target's disks hold what is to be sent, and how that was reckoned.
///
/// Every source node sends its own files, and a row lies on several of them: each of its copies arrives on
/// each of the target's replicas. So much lies there at the peak, until the target has compacted it.
///
/// @param parts what is sent, by keyspace
/// @param unmeasuredNodes how many source nodes nobody has looked at: their files are not in the number
/// @param diskBytes what the target's disks hold, over all nodes; empty if nobody can tell
/// @param centres the target's data centres: one with fewer nodes is full first; empty if they are not known
public record Capacity(List<Part> parts, int unmeasuredNodes, OptionalLong diskBytes, List<Centre> centres) {
    /// Beyond this share of the disks there is no room left to compact what has come: it will not end well.
    public static final double FULL = 0.9;

    /// Beyond this share, a compaction of the biggest table may want more room than there is.
    public static final double TIGHT = 0.5;

    private static final int NAMES = 3;
    private static final int MOST_PERCENT = 999;

    public Capacity {
        parts = List.copyOf(parts);
        centres = List.copyOf(centres);
    }

    /// The target as one, whatever its data centres.
    public Capacity(List<Part> parts, int unmeasuredNodes, OptionalLong diskBytes) {
        this(parts, unmeasuredNodes, diskBytes, List.of());
    }

    /// One data centre of the target.
    ///
    /// @param name its name
    /// @param nodes how many; at least 1
    /// @param usedBytes what lies on their disks already, together; empty if nobody can tell
    public record Centre(String name, int nodes, OptionalLong usedBytes) {
        public Centre {
            if (nodes < 1) {
                throw new IllegalArgumentException("a data centre without nodes: " + name);
            }
        }
    }

    /// One keyspace.
    ///
    /// @param keyspace its name
    /// @param bytes of its tables that move, as measured on all source nodes together
    /// @param sourceCopies how many copies of each row the source has; at least 1
    /// @param targetCopies how many the target will have
    /// @param copiesByCentre how many of those in each of its data centres, on average where its replication
    ///     does not say; empty if not known
    public record Part(
            String keyspace, long bytes, int sourceCopies, int targetCopies, Map<String, Double> copiesByCentre) {
        public Part {
            copiesByCentre = Map.copyOf(copiesByCentre);
            if (sourceCopies < 1 || targetCopies < 0) {
                throw new IllegalArgumentException(sourceCopies + " → " + targetCopies + " copies");
            }
        }

        /// Wherever the copies lie.
        public Part(String keyspace, long bytes, int sourceCopies, int targetCopies) {
            this(keyspace, bytes, sourceCopies, targetCopies, Map.of());
        }

        long peakBytes(Centre centre) {
            return Math.round(bytes * copiesByCentre.getOrDefault(centre.name(), 0.0));
        }

        long peakBytes() {
            return bytes * targetCopies;
        }
    }

    /// The same for other disks.
    public Capacity with(OptionalLong disks) {
        return new Capacity(parts, unmeasuredNodes, disks, centres);
    }

    /// The same where this lies on the target's disks already, by data centre.
    public Capacity withUsed(Map<String, Long> used) {
        return new Capacity(
                parts,
                unmeasuredNodes,
                diskBytes,
                centres.stream()
                        .map(centre -> used.containsKey(centre.name())
                                ? new Centre(centre.name(), centre.nodes(), OptionalLong.of(used.get(centre.name())))
                                : centre)
                        .toList());
    }

    /// What was measured on the source: all copies that it has.
    public long sourceBytes() {
        return parts.stream().mapToLong(Part::bytes).sum();
    }

    /// What arrives in all, and lies on the target's disks until they have compacted it.
    public long peakBytes() {
        return parts.stream().mapToLong(Part::peakBytes).sum();
    }

    /// What stays once the source's copies of a row have become one again: an estimate, because compaction
    /// also drops what was deleted or written over.
    public long settledBytes() {
        return parts.stream()
                .mapToLong(part -> part.peakBytes() / part.sourceCopies())
                .sum();
    }

    /// The share of the disks that the peak takes, more than 1 if it does not fit at all; empty if nobody
    /// can tell what they hold.
    public OptionalDouble share() {
        if (diskBytes.isEmpty()) {
            return OptionalDouble.empty();
        } else if (diskBytes.getAsLong() <= 0) {
            return OptionalDouble.of(peakBytes() == 0 ? 0 : Double.POSITIVE_INFINITY);
        }
        var fullest = centres.stream().mapToDouble(this::share).max();
        return fullest.isPresent() ? fullest : OptionalDouble.of((double) peakBytes() / diskBytes.getAsLong());
    }

    /// What arrives in one data centre, and lies there until it is compacted.
    public long peakBytes(Centre centre) {
        return parts.stream().mapToLong(part -> part.peakBytes(centre)).sum();
    }

    /// What each node of a data centre has to have room for at the peak, besides what lies there already.
    public long bytesPerNode(Centre centre) {
        return (peakBytes(centre) + centre.nodes() - 1) / centre.nodes();
    }

    private double share(Centre centre) {
        var nodes = centres.stream().mapToInt(Centre::nodes).sum();
        var disks = (double) diskBytes.orElse(0) / nodes * centre.nodes();
        return (peakBytes(centre) + centre.usedBytes().orElse(0)) / disks;
    }

    /// Whether it fits; where nobody can tell, somebody has to look.
    public Severity verdict() {
        if (share().isEmpty()) {
            return Severity.WARN;
        } else if (share().getAsDouble() > FULL) {
            return Severity.BLOCK;
        }
        return share().getAsDouble() > TIGHT || unmeasuredNodes > 0 ? Severity.WARN : Severity.PASS;
    }

    /// The share for people: `67 %`, `> 999 %` where more digits would say nothing, and a dash where nobody
    /// can tell.
    public String shareText() {
        return share().isEmpty() ? "–" : percent(share().getAsDouble());
    }

    private static String percent(double share) {
        var percent = share * 100;
        if (percent > MOST_PERCENT) {
            return "> " + MOST_PERCENT + " %";
        }
        return String.format(Locale.ROOT, percent > 0 && percent < 9.95 ? "%.1f %%" : "%.0f %%", percent);
    }

    /// How it was reckoned, step by step.
    public List<Message> lines() {
        var lines = new ArrayList<Message>();
        lines.add(Message.of("plan.capacity.measured", Units.bytes(sourceBytes()), parts.size()));
        if (unmeasuredNodes > 0) {
            lines.add(Message.of("plan.capacity.unmeasured", unmeasuredNodes));
        }
        byCopies().forEach((copies, group) -> lines.add(copied(copies, group)));
        lines.add(Message.of("plan.capacity.peak", Units.bytes(peakBytes())));
        lines.add(Message.of("plan.capacity.settled", Units.bytes(settledBytes())));
        if (centres.size() > 1
                || centres.stream().anyMatch(centre -> centre.usedBytes().isPresent())) {
            centres.forEach(centre -> lines.add(line(centre)));
        }
        lines.add(
                diskBytes.isEmpty()
                        ? Message.of("plan.capacity.unknown")
                        : Message.of("plan.capacity.share", Units.bytes(diskBytes.getAsLong()), shareText()));
        return List.copyOf(lines);
    }

    private Message line(Centre centre) {
        return Message.of(
                "plan.capacity.centre",
                centre.name(),
                centre.nodes(),
                Units.bytes(bytesPerNode(centre)),
                centre.usedBytes().isEmpty()
                        ? "?"
                        : Units.bytes(centre.usedBytes().getAsLong() / centre.nodes()),
                diskBytes.isEmpty() ? "–" : percent(share(centre)));
    }

    private Map<Integer, List<Part>> byCopies() {
        return parts.stream().collect(Collectors.groupingBy(Part::targetCopies, TreeMap::new, Collectors.toList()));
    }

    private static Message copied(int copies, List<Part> group) {
        var names = group.stream().map(Part::keyspace).limit(NAMES).collect(Collectors.joining(", "));
        var bytes = group.stream().mapToLong(Part::bytes).sum();
        return group.size() > NAMES
                ? Message.of(
                        "plan.capacity.copies.more",
                        names,
                        group.size() - NAMES,
                        Units.bytes(bytes),
                        copies,
                        Units.bytes(bytes * copies))
                : Message.of("plan.capacity.copies", names, Units.bytes(bytes), copies, Units.bytes(bytes * copies));
    }
}
