package dev.ferry.engine;

import dev.ferry.outcome.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The hops on the way to one contact point or node, gone through in order, each told as it starts and
/// ends. What comes after the end is not told any more.
final class HopTrail {
    private final HopSeen.Part part;
    private final String subject;
    private final Map<HopKind, String> places;
    private final List<HopKind> kinds;
    private final Consumer<HopSeen> told;
    private int at;
    private long since;
    private boolean ended;

    /// @param places the kinds of hops in their order, with the place of each
    HopTrail(HopSeen.Part part, String subject, LinkedHashMap<HopKind, String> places, Consumer<HopSeen> told) {
        this.part = part;
        this.subject = subject;
        this.places = Map.copyOf(places);
        this.kinds = List.copyOf(places.keySet());
        this.told = told;
    }

    /// The first hop is tried from now on.
    synchronized void start() {
        begin();
    }

    /// A hop works, and with it every one before it. The next one is tried from now on.
    synchronized void passed(HopKind kind, String evidence) {
        var target = kinds.indexOf(kind);
        while (!ended && at <= target) {
            tell(kinds.get(at), new HopState.Passed(evidence, took()));
            at++;
            if (at < kinds.size()) {
                begin();
            } else {
                ended = true;
            }
        }
    }

    /// The hop that is being tried does not work; what follows is skipped.
    synchronized void failed(Failure failure) {
        if (ended) {
            return;
        }
        ended = true;
        var broken = kinds.get(at);
        var key = Hosts.unknownKey(failure).orElse(null);
        tell(broken, new HopState.Failed(failure, key, took()));
        for (var rest : new ArrayList<>(kinds.subList(at + 1, kinds.size()))) {
            tell(rest, new HopState.Skipped(broken));
        }
    }

    /// Whether every hop worked.
    synchronized boolean isPassed() {
        return at == kinds.size();
    }

    private void begin() {
        since = System.nanoTime();
        tell(kinds.get(at), new HopState.Running());
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    private void tell(HopKind kind, HopState state) {
        told.accept(new HopSeen(part, subject, places.getOrDefault(kind, ""), kind, state));
    }
}
