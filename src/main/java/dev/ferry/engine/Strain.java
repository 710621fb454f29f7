package dev.ferry.engine;

import dev.ferry.cluster.Gauge;
import dev.ferry.cluster.NodePressure;
import dev.ferry.cluster.TargetPressure;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How hard a target finds it to keep up, judged by its worst node.
///
/// @param level what it calls for
/// @param node the node that is worst off; null if none stands out
/// @param reason why; null if it is calm
record Strain(
        Level level, @Nullable NodePressure node, @Nullable Message reason) {
    // A queue of about one task per table (see Gauge). Some tables always wait while a load brings files for
    // many at once; a hundred that become more from look to look are not caught up with.
    static final long COMPACTIONS_RISING = 100;
    // So many tables with a backlog of files make every read slower, whether the number still rises or not.
    static final long COMPACTIONS_MANY = 300;
    // 32 threads write in a node as it comes (concurrent_writes): six times that twice in a row is no burst.
    static final long WRITES = 200;
    // 128 requests are served at once as it comes (native_transport_max_threads): again twice in a row.
    static final long REQUESTS = 200;
    // Now and then a message is late in a healthy cluster; so many from look to look are lost work.
    static final long DROPPED = 50;
    // A compaction needs room for its own result before its sources go: the last sixth of a disk is for that.
    static final double DISK_SCARCE = 0.85;
    // From here a compaction of the largest table may not fit any more, and then nothing is ever freed.
    static final double DISK_FULL = 0.92;
    // What was stopped begins again a step below, or it would stop and begin with every compaction.
    static final double DISK_FREED = 0.90;
    // Half a threshold makes no sense for a disk: what is loaded stays.
    static final double DISK_CALM = 0.80;
    // A disk that was slowed for already has to have grown fuller by so much to be slowed for again.
    static final double DISK_STEP = 0.01;

    private static final int MOST_LINES = 5;

    /// What a strain calls for, from nothing to everything.
    enum Level {
        /// Every value is below half its threshold: it may be more.
        CALM,
        /// Neither more nor less.
        HOLD,
        /// Less.
        SLOW,
        /// Nothing new at all.
        HALT
    }

    /// Judges a reading.
    ///
    /// @param slowed the reading at which the load was slowed last; null at full pace
    /// @param before the reading before; null for the first
    static Strain of(@Nullable TargetPressure slowed, @Nullable TargetPressure before, TargetPressure now) {
        return now.nodes().stream()
                .flatMap(node -> all(earlier(slowed, node), earlier(before, node), node))
                .max(Comparator.comparing(Strain::level))
                .filter(worst -> worst.level != Level.CALM)
                .orElse(new Strain(Level.CALM, null, null));
    }

    private static @Nullable NodePressure earlier(@Nullable TargetPressure reading, NodePressure node) {
        return reading == null ? null : reading.node(node.address()).orElse(null);
    }

    /// In the order of their weight: of two that call for the same the first one is told.
    private static Stream<Strain> all(@Nullable NodePressure slowed, @Nullable NodePressure before, NodePressure now) {
        return Stream.of(
                disk(slowed, now),
                compactions(before, now),
                waiting(Gauge.WRITES_WAITING, WRITES, "run.pace.writes", before, now),
                waiting(Gauge.REQUESTS_WAITING, REQUESTS, "run.pace.requests", before, now),
                dropped(before, now));
    }

    private static Strain compactions(@Nullable NodePressure before, NodePressure now) {
        var pending = now.value(Gauge.COMPACTIONS_PENDING).orElse(0);
        var earlier = value(before, Gauge.COMPACTIONS_PENDING);
        if (pending > COMPACTIONS_MANY) {
            return because(Level.SLOW, now, "run.pace.compactions", Units.count(pending));
        }
        if (pending > COMPACTIONS_RISING && earlier.isPresent() && pending > earlier.getAsLong()) {
            return because(
                    Level.SLOW,
                    now,
                    "run.pace.compactions-rising",
                    Units.count(pending),
                    Units.count(earlier.getAsLong()));
        }
        return below(now, pending < COMPACTIONS_RISING / 2);
    }

    private static Strain waiting(
            Gauge gauge, long limit, String key, @Nullable NodePressure before, NodePressure now) {
        var waiting = now.value(gauge).orElse(0);
        if (waiting > limit && value(before, gauge).orElse(0) > limit) {
            return because(Level.SLOW, now, key, Units.count(waiting));
        }
        return below(now, waiting < limit / 2);
    }

    /// The number starts again from 0 with its node.
    private static Strain dropped(@Nullable NodePressure before, NodePressure now) {
        var sum = now.value(Gauge.MESSAGES_DROPPED);
        var earlier = value(before, Gauge.MESSAGES_DROPPED);
        var more = sum.isEmpty() || earlier.isEmpty() ? 0 : sum.getAsLong() - earlier.getAsLong();
        return more > DROPPED
                ? because(Level.SLOW, now, "run.pace.dropped", Units.count(more))
                : below(now, more < DROPPED / 2);
    }

    private static Strain disk(@Nullable NodePressure slowed, NodePressure now) {
        var share = now.diskShare().orElse(0);
        if (share > DISK_FULL) {
            return because(Level.HALT, now, "run.pace.disk-full", percent(share), percent(DISK_FREED));
        }
        var isFuller = slowed == null || share >= slowed.diskShare().orElse(0) + DISK_STEP;
        return share > DISK_SCARCE && isFuller
                ? because(Level.SLOW, now, "run.pace.disk", percent(share))
                : below(now, share < DISK_CALM);
    }

    private static Strain below(NodePressure node, boolean isCalm) {
        return new Strain(isCalm ? Level.CALM : Level.HOLD, node, null);
    }

    private static Strain because(Level level, NodePressure node, String key, String... values) {
        var arguments =
                Stream.concat(Stream.of(node.address()), Stream.of(values)).toArray();
        return new Strain(level, node, Message.of(key, arguments));
    }

    private static OptionalLong value(@Nullable NodePressure node, Gauge gauge) {
        return node == null ? OptionalLong.empty() : node.value(gauge);
    }

    private static String percent(double share) {
        return Long.toString(Math.round(share * 100));
    }

    /// Whether every disk has room again, as far as that is known.
    static boolean isDiskFreed(TargetPressure now) {
        return now.nodes().stream().allMatch(node -> node.diskShare().orElse(0) <= DISK_FREED);
    }

    /// A reading as lines, the node that is worst off first.
    String evidence(TargetPressure now) {
        var others = now.nodes().stream()
                .filter(other -> node == null || !other.address().equals(node.address()));
        var lines = Stream.concat(Stream.ofNullable(node), others).map(Strain::line);
        var silent = now.silent().stream().map(address -> Messages.text("run.pace.line.silent", address));
        return Stream.concat(lines, silent).limit(MOST_LINES).collect(Collectors.joining("\n"));
    }

    private static String line(NodePressure node) {
        return Messages.text(
                "run.pace.line",
                node.address(),
                count(node, Gauge.COMPACTIONS_PENDING),
                count(node, Gauge.WRITES_WAITING),
                count(node, Gauge.REQUESTS_WAITING),
                count(node, Gauge.MESSAGES_DROPPED),
                bytes(node, Gauge.DISK_USED),
                bytes(node, Gauge.DISK));
    }

    private static String count(NodePressure node, Gauge gauge) {
        return text(node.value(gauge).stream().mapToObj(Units::count).findFirst());
    }

    private static String bytes(NodePressure node, Gauge gauge) {
        return text(node.value(gauge).stream().mapToObj(Units::bytes).findFirst());
    }

    private static String text(Optional<String> value) {
        return value.orElse("?");
    }
}
