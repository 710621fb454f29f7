package dev.ferry.engine;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// How the machines of an Aiven service were doing when Aiven measured them last.
///
/// @param at when; null if not told
/// @param nodes one for each node
public record ServiceGauges(@Nullable Instant at, List<Node> nodes) {
    public ServiceGauges {
        nodes = List.copyOf(nodes);
    }

    /// A node. What was not measured is empty.
    ///
    /// @param name what Aiven calls it
    /// @param diskPercent of its disk that is in use
    /// @param cpuPercent of its processors that are busy
    /// @param memoryPercent of its memory that is in use
    /// @param load its load average
    public record Node(
            String name,
            OptionalDouble diskPercent,
            OptionalDouble cpuPercent,
            OptionalDouble memoryPercent,
            OptionalDouble load) {}
}
