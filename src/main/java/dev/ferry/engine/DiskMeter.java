package dev.ferry.engine;

import dev.ferry.aiven.AivenClient;
import dev.ferry.aiven.Metrics;
import dev.ferry.cluster.Gauge;
import dev.ferry.cluster.NodePressure;
import dev.ferry.outcome.FailureException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How full the disks of an Aiven service are by Aiven's own measurement. A target's tables know only of their
/// own files; commit logs, snapshots and what compactions write are on the same disk, and releases before 4.0
/// tell nothing at all.
///
/// Aiven measures about twice a minute, and calls are counted: asked more often it says what it said before.
/// For one thread.
final class DiskMeter {
    private static final Logger LOG = LoggerFactory.getLogger(DiskMeter.class);
    private static final Duration FRESH = Duration.ofSeconds(45);
    private static final double WHOLE = 100;

    private final AivenClient api;
    private final String project;
    private final String service;
    private final long bytesPerNode;
    private List<NodePressure> last = List.of();
    private long readAt = System.nanoTime() - FRESH.toNanos();

    /// @param bytesPerNode what the disk of a node holds, more than zero
    DiskMeter(AivenClient api, String project, String service, long bytesPerNode) {
        this.api = api;
        this.project = project;
        this.service = service;
        this.bytesPerNode = bytesPerNode;
    }

    /// The disks, each under the name that Aiven gives the node; none if they cannot be read, which is no trouble
    /// of the target's.
    List<NodePressure> read() throws InterruptedException {
        if (System.nanoTime() - readAt < FRESH.toNanos()) {
            return last;
        }
        readAt = System.nanoTime();
        try {
            last = api.metrics(project, service, Metrics.Period.HOUR).latest(Metrics.DISK).entrySet().stream()
                    .map(node -> pressure(node.getKey(), node.getValue()))
                    .toList();
        } catch (FailureException e) {
            LOG.info("the disks of {} cannot be read: {}", service, e.getMessage());
            last = List.of();
        }
        return last;
    }

    private NodePressure pressure(String node, double percent) {
        var used = Math.round(Math.clamp(percent, 0, WHOLE) / WHOLE * bytesPerNode);
        return new NodePressure(node, Map.of(Gauge.DISK_USED, used, Gauge.DISK, bytesPerNode));
    }
}
