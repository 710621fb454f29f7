package dev.ferry.ui.source;

import dev.ferry.engine.HopKind;
import dev.ferry.engine.HopSeen;
import dev.ferry.engine.HopState;
import dev.ferry.engine.HostKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the hop test has told so far, one way to a contact point or node after the other.
final class HopBoard {
    private static final Comparator<Way> ORDER =
            Comparator.comparing(Way::part).thenComparing(Way::subject, Addresses.ORDER);

    private final Map<Way, Map<HopKind, HopSeen>> ways = new TreeMap<>(ORDER);

    /// A way to somewhere.
    record Way(HopSeen.Part part, String subject) {}

    /// Takes in what was told.
    void heard(Collection<HopSeen> hops) {
        for (var hop : hops) {
            ways.computeIfAbsent(new Way(hop.part(), hop.subject()), _ -> new LinkedHashMap<>())
                    .put(hop.kind(), hop);
        }
    }

    /// All ways, contact points first.
    List<Way> ways() {
        return List.copyOf(ways.keySet());
    }

    /// The hops of a way, in their order.
    List<HopSeen> hops(Way way) {
        return List.copyOf(ways.getOrDefault(way, Map.of()).values());
    }

    /// How a way stands: as its failed hop, else as the one under way, else as its last.
    HopState state(Way way) {
        var states = hops(way).stream().map(HopSeen::state).toList();
        return states.stream()
                .filter(HopState.Failed.class::isInstance)
                .findFirst()
                .or(() -> states.stream()
                        .filter(HopState.Running.class::isInstance)
                        .findFirst())
                .orElseGet(states::getLast);
    }

    /// The first hop that failed.
    Optional<HopSeen> firstFailed() {
        return failed().stream().findFirst();
    }

    /// Every hop that failed.
    List<HopSeen> failed() {
        var failed = new ArrayList<HopSeen>();
        ways.values()
                .forEach(hops -> hops.values().stream()
                        .filter(hop -> hop.state() instanceof HopState.Failed)
                        .forEach(failed::add));
        return failed;
    }

    /// Every host key that waits for a person, each once, in the order of their servers.
    List<HostKey> unknownKeys() {
        var keys = new LinkedHashMap<String, HostKey>();
        for (var hop : failed()) {
            if (hop.state() instanceof HopState.Failed(var _, HostKey key, var _)) {
                keys.putIfAbsent(key.place(), key);
            }
        }
        return List.copyOf(keys.values());
    }

    /// How many hops work.
    long passed() {
        return ways.values().stream()
                .flatMap(hops -> hops.values().stream())
                .filter(hop -> hop.state() instanceof HopState.Passed)
                .count();
    }

    /// Nobody tries any more: what was under way stays open, as if it had not been tried.
    void stop() {
        ways.values().forEach(hops -> hops.values().removeIf(hop -> hop.state() instanceof HopState.Running));
        ways.values().removeIf(Map::isEmpty);
    }

    /// Whether nothing was told yet.
    boolean isEmpty() {
        return ways.isEmpty();
    }
}
