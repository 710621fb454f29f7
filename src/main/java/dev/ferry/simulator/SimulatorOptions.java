package dev.ferry.simulator;

import dev.ferry.secrets.Authority;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/// How the simulator behaves.
///
/// @param project the name of the one project
/// @param targetNodes how many nodes the plan `startup-4` has
/// @param stage how long a new node stays in each stage at least; short in tests
/// @param era when it is
/// @param keys what certificates are made of: RSA, unless the target is known to be newer than Cassandra
///     3.11
/// @param beyond versions that can be had here although the API never sold them, or no more: a sandbox wants
///     every target
public record SimulatorOptions(
        String project, int targetNodes, Duration stage, Era era, Authority.KeyKind keys, Set<String> beyond) {
    public SimulatorOptions {
        beyond = Set.copyOf(beyond);
        Objects.requireNonNull(project);
        Objects.requireNonNull(stage);
        Objects.requireNonNull(era);
        Objects.requireNonNull(keys);
        if (targetNodes < 1) {
            throw new IllegalArgumentException("a target of " + targetNodes + " nodes");
        }
    }

    /// A time, because the product had an end.
    public enum Era {
        /// Aiven for Apache Cassandra can be bought.
        LIVE,
        /// It can be bought, and its end is announced: versions name the day, services carry a notice.
        ANNOUNCED,
        /// It is gone: what a caller sees since 2026.
        AFTER_END_OF_LIFE
    }

    /// One node, stages of two seconds, the product alive.
    public static SimulatorOptions standard() {
        return new SimulatorOptions("sandbox", 1, Duration.ofSeconds(2), Era.LIVE, Authority.KeyKind.RSA, Set.of());
    }

    /// The same with this many nodes.
    public SimulatorOptions withTargetNodes(int nodes) {
        return new SimulatorOptions(project, nodes, stage, era, keys, beyond);
    }

    /// The same with stages of this length.
    public SimulatorOptions withStage(Duration stage) {
        return new SimulatorOptions(project, targetNodes, stage, era, keys, beyond);
    }

    /// The same at another time.
    public SimulatorOptions in(Era era) {
        return new SimulatorOptions(project, targetNodes, stage, era, keys, beyond);
    }

    /// The same with certificates of this kind.
    public SimulatorOptions withKeys(Authority.KeyKind keys) {
        return new SimulatorOptions(project, targetNodes, stage, era, keys, beyond);
    }

    /// The same with a version that the API did not sell.
    public SimulatorOptions beyond(String version) {
        return new SimulatorOptions(project, targetNodes, stage, era, keys, Set.of(version));
    }
}
