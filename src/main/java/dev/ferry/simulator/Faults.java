package dev.ferry.simulator;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The faults that were told and have not happened yet.
final class Faults {
    private final Queue<Fault> onReads = new ConcurrentLinkedQueue<>();
    private final Queue<Fault> onChanges = new ConcurrentLinkedQueue<>();
    private final Queue<Fault> onServices = new ConcurrentLinkedQueue<>();

    void add(Fault fault) {
        switch (fault) {
            case RESET, UNAVAILABLE, RATE_LIMITED_RETRY_AFTER, RATE_LIMITED, BAD_GATEWAY, SLOW -> onReads.add(fault);
            case ANSWER_LOST, REQUEST_LOST -> onChanges.add(fault);
            case FLAP -> onServices.add(fault);
        }
    }

    /// What happens to this request.
    Optional<Fault> next(String method) {
        return Optional.ofNullable((method.equals("GET") ? onReads : onChanges).poll());
    }

    /// Whether the service that now comes to RUNNING falls back once.
    boolean flaps() {
        return onServices.poll() != null;
    }
}
