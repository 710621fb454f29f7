package dev.ferry.ui;

import dev.ferry.engine.AivenConsole;
import dev.ferry.engine.AivenProject;
import dev.ferry.engine.ServiceGauges;
import dev.ferry.engine.ServiceLog;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An account at Aiven that shows what it is told to.
public final class FakeConsole implements AivenConsole {
    private static final int PAGE = 50;

    /// The services by name.
    public final Map<String, AivenProject.Service> services = new ConcurrentHashMap<>();

    /// What a service shows while it comes up.
    public final List<AivenProject.Service> steps = new CopyOnWriteArrayList<>();

    /// The whole log, the oldest line first.
    public final List<ServiceLog.Line> lines = new CopyOnWriteArrayList<>();

    /// How its machines are doing.
    public volatile ServiceGauges gauges = new ServiceGauges(null, List.of());

    /// What every call fails with; null for nothing.
    public volatile @Nullable Failure failure;

    /// What coming up waits for after the last step.
    public volatile CountDownLatch gate = new CountDownLatch(0);

    private final List<String> asked;

    FakeConsole(List<String> asked) {
        this.asked = asked;
    }

    @Override
    public AivenProject.Service service(String project, String service) throws FailureException {
        failIfAsked();
        return Objects.requireNonNull(services.get(service));
    }

    @Override
    public AivenProject.Service powerOn(String project, String service, Consumer<AivenProject.Service> told)
            throws FailureException, InterruptedException {
        asked.add("power on " + project + "/" + service);
        failIfAsked();
        steps.forEach(told);
        gate.await();
        failIfAsked();
        return steps.getLast();
    }

    @Override
    public AivenProject.Service maintain(String project, String service, Consumer<AivenProject.Service> told)
            throws FailureException {
        asked.add("maintain " + project + "/" + service);
        failIfAsked();
        return steps.getLast();
    }

    @Override
    public ServiceLog log(String project, String service, int most, @Nullable String from) throws FailureException {
        asked.add("log " + from);
        failIfAsked();
        var all = List.copyOf(lines);
        var end = from == null ? all.size() : Integer.parseInt(from);
        var first = Math.max(0, end - Math.min(most, PAGE));
        return new ServiceLog(all.subList(first, end), first == 0 ? null : String.valueOf(first));
    }

    @Override
    public ServiceGauges gauges(String project, String service) throws FailureException {
        failIfAsked();
        return gauges;
    }

    @Override
    public void close() {
        // nothing is open
    }

    private void failIfAsked() throws FailureException {
        var wanted = failure;
        if (wanted != null) {
            throw new FailureException(wanted);
        }
    }
}
