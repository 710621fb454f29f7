package dev.ferry.ui.target;

import dev.ferry.engine.HopKind;
import dev.ferry.engine.HopSeen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The ways that a test has gone so far, each with its hops in order: what was told last of a hop counts.
///
/// @param hops way → hop by kind
record Ways(Map<Way, Map<HopKind, HopSeen>> hops) {
    static final Ways NONE = new Ways(Map.of());

    /// One way.
    ///
    /// @param subject whom it leads to
    record Way(HopSeen.Part part, String subject) {}

    /// The same with one more word.
    Ways with(HopSeen hop) {
        var all = new LinkedHashMap<>(hops);
        var way = new Way(hop.part(), hop.subject());
        var kinds = new LinkedHashMap<>(all.getOrDefault(way, Map.of()));
        kinds.put(hop.kind(), hop);
        all.put(way, kinds);
        return new Ways(all);
    }

    boolean isEmpty() {
        return hops.isEmpty();
    }

    List<Way> ways() {
        return List.copyOf(hops.keySet());
    }

    List<HopSeen> of(Way way) {
        return List.copyOf(hops.getOrDefault(way, Map.of()).values());
    }
}
