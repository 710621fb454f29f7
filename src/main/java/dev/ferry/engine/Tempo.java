package dev.ferry.engine;

import dev.ferry.aiven.Pace;
import dev.ferry.migration.Target;
import java.net.URI;
import java.time.Duration;

/// How patient the engine is. Tests and the sandbox are less so than the world.
///
/// @param service how the state of a service is watched
/// @param serviceLimit how long a service may take to run
/// @param answerLimit how long a running target may take to let us in
/// @param look how often running loaders are looked at
/// @param overdue how long a loader may live after it has said its last word
/// @param stalled after how long without a word a loader is shown as stalled
/// @param silent how long nothing may be heard of a small cell that shares a process with others
/// @param unreachable how long a node may be out of reach before its cells are given up for this run
public record Tempo(
        Pace service,
        Duration serviceLimit,
        Duration answerLimit,
        Duration look,
        Duration overdue,
        Duration stalled,
        Duration silent,
        Duration unreachable) {
    private static Tempo usual() {
        return new Tempo(
                Pace.standard(),
                Duration.ofMinutes(40),
                Duration.ofMinutes(5),
                Duration.ofMillis(700),
                Duration.ofSeconds(60),
                Duration.ofMinutes(5),
                Duration.ofMinutes(10),
                Duration.ofMinutes(15));
    }

    /// For a target: one that is as near as this machine does not have to be waited for like the rest of
    /// the world.
    public static Tempo of(Target target) {
        return target instanceof Target.AivenService service ? of(service.api()) : usual();
    }

    /// For a service behind the API at this address.
    static Tempo of(String api) {
        return isNear(URI.create(api.strip())) ? near() : usual();
    }

    private static boolean isNear(URI api) {
        var host = String.valueOf(api.getHost());
        return host.equals("localhost") || host.startsWith("127.");
    }

    private static Tempo near() {
        var usual = usual();
        return new Tempo(
                new Pace(Duration.ofMillis(250), 3),
                usual.serviceLimit,
                Duration.ofMinutes(2),
                Duration.ofMillis(300),
                usual.overdue,
                usual.stalled,
                usual.silent,
                usual.unreachable);
    }
}
