package dev.ferry.simulator;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The faults that were told and have not happened yet, and those that last.
final class Faults {
    private final Map<Fault.On, Queue<Fault>> waiting = new EnumMap<>(Fault.On.class);
    private final Set<Fault> lasting = ConcurrentHashMap.newKeySet();

    Faults() {
        for (var on : Fault.On.values()) {
            waiting.put(on, new ConcurrentLinkedQueue<>());
        }
    }

    void add(Fault fault) {
        if (fault.on() == Fault.On.LASTING) {
            lasting.add(fault);
        } else {
            queue(fault.on()).add(fault);
        }
    }

    void heal(Fault fault) {
        lasting.remove(fault);
        queue(fault.on()).removeIf(fault::equals);
    }

    /// What happens to this request.
    Optional<Fault> next(String method, String path) {
        var isQuestion = method.equals("POST") && (path.endsWith("/logs") || path.endsWith("/metrics"));
        var on = method.equals("GET") ? Fault.On.READ : isQuestion ? Fault.On.QUESTION : Fault.On.CHANGE;
        return Optional.ofNullable(queue(on).poll());
    }

    /// Whether the next fault of services is this one; it is used up then.
    boolean meetsService(Fault fault) {
        return queue(Fault.On.SERVICE).remove(fault);
    }

    boolean lasts(Fault fault) {
        return lasting.contains(fault);
    }

    private Queue<Fault> queue(Fault.On on) {
        return waiting.getOrDefault(on, new ConcurrentLinkedQueue<>());
    }
}
