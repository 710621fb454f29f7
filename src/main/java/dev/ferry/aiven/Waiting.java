package dev.ferry.aiven;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Looks at a service again and again until it runs steadily.
///
/// @param hop the way to the API, for failures
/// @param pace how often to look, and how often in a row it must be running
/// @param limit after which waiting is given up
/// @param progress is told what each look saw
record Waiting(String hop, Pace pace, Duration limit, Consumer<AivenService> progress) {
    private static final int MOST_ABSENT = 3;

    AivenService until(String name, Look look) throws FailureException, InterruptedException {
        var start = System.nanoTime();
        var steady = 0;
        var absent = 0;
        var wasSeen = false;
        while (true) {
            String seen;
            try {
                var service = look.at();
                wasSeen = true;
                progress.accept(service);
                steady = isRunning(service) ? steady + 1 : 0;
                if (steady >= pace.steadyObservations()) {
                    return service;
                }
                seen = summary(service);
            } catch (FailureException e) {
                steady = 0;
                // A service that was only just made may not be known everywhere yet.
                absent = isMissing(e) && !wasSeen ? absent + 1 : MOST_ABSENT;
                seen = absent < MOST_ABSENT ? e.failure().evidence() : passing(e);
            }
            if (System.nanoTime() - start >= limit.toNanos()) {
                var cause = Message.of("aiven.service.not-running", name, limit.toMinutes());
                throw new FailureException(Refusal.of(Failure.Kind.RETRYABLE, hop, cause, seen));
            }
            Thread.sleep(pace.poll());
        }
    }

    /// A service that says RUNNING but not yet where it listens is not there yet.
    private boolean isRunning(AivenService service) throws FailureException {
        return switch (service.state()) {
            case RUNNING -> service.cql() != null;
            case REBUILDING, REBALANCING, UNKNOWN -> false;
            case POWEROFF -> {
                var cause = Message.of("aiven.service.powered-off");
                throw new FailureException(Refusal.of(Failure.Kind.NEEDS_ATTENTION, hop, cause, ""));
            }
        };
    }

    private static boolean isMissing(FailureException e) {
        return e.failure().cause().key().equals("aiven.service.missing");
    }

    /// A busy API says nothing about the service: look again, as long as there is time.
    private static String passing(FailureException e) throws FailureException {
        if (e.failure().kind() != Failure.Kind.RETRYABLE) {
            throw e;
        }
        return e.failure().evidence();
    }

    private static String summary(AivenService service) {
        return service.state()
                + service.nodes().stream()
                        .map(node -> node.name() + " " + node.state())
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    /// One look at the service.
    interface Look {
        AivenService at() throws FailureException, InterruptedException;
    }
}
