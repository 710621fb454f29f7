package dev.ferry.engine;

import dev.ferry.aiven.AivenClient;
import dev.ferry.aiven.AivenService;
import dev.ferry.aiven.LogQuery;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Notices that a service that is being built does not get any further, and looks into its log why.
final class Standstill {
    /// Setting up a machine and filling it takes minutes as it is.
    static final Duration LONG = Duration.ofMinutes(8);

    private final AivenClient api;
    private final String project;
    private final String service;
    private final LongSupplier nanos;
    private List<?> seen = List.of();
    private long since;

    Standstill(AivenClient api, String project, String service) {
        this(api, project, service, System::nanoTime);
    }

    /// @param nanos a clock
    Standstill(AivenClient api, String project, String service, LongSupplier nanos) {
        this.api = api;
        this.project = project;
        this.service = service;
        this.nanos = nanos;
        this.since = nanos.getAsLong();
    }

    /// Takes in a look at the service.
    ///
    /// @return what has to be said: that nothing has changed for long, once for each such time
    Optional<Message> look(AivenService now) {
        var shown = List.of(now.state(), now.nodes());
        if (!shown.equals(seen) || now.state() == AivenService.State.RUNNING) {
            seen = shown;
            since = nanos.getAsLong();
            return Optional.empty();
        }
        var still = Duration.ofNanos(nanos.getAsLong() - since);
        if (still.compareTo(LONG) < 0) {
            return Optional.empty();
        }
        since = nanos.getAsLong();
        return Optional.of(Message.of("engine.aiven.still", service, still.toMinutes(), lastLine()));
    }

    private String lastLine() {
        try {
            var lines = api.log(project, service, LogQuery.newest(1)).lines();
            return lines.isEmpty() ? "" : lines.getLast().text();
        } catch (FailureException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
