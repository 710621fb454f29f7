package dev.ferry.engine;

import dev.ferry.aiven.AivenClient;
import dev.ferry.aiven.LogPage;
import dev.ferry.aiven.LogQuery;
import dev.ferry.aiven.Metrics;
import dev.ferry.aiven.Pace;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The console over Aiven's API.
final class AivenDesk implements AivenConsole {
    private static final int EVIDENCE_LINES = 12;

    private final AivenClient api;
    private final Pace pace;
    private final Duration limit;

    /// @param pace how a service is watched
    /// @param limit how long it may take to run
    AivenDesk(AivenClient api, Pace pace, Duration limit) {
        this.api = api;
        this.pace = pace;
        this.limit = limit;
    }

    @Override
    public AivenProject.Service service(String project, String service) throws FailureException, InterruptedException {
        return AivenLook.service(api.look(project, service));
    }

    @Override
    public AivenProject.Service powerOn(String project, String service, Consumer<AivenProject.Service> told)
            throws FailureException, InterruptedException {
        told.accept(AivenLook.service(api.powerOn(project, service)));
        return awaited(project, service, told);
    }

    @Override
    public AivenProject.Service maintain(String project, String service, Consumer<AivenProject.Service> told)
            throws FailureException, InterruptedException {
        api.startMaintenance(project, service);
        return awaited(project, service, told);
    }

    private AivenProject.Service awaited(String project, String service, Consumer<AivenProject.Service> told)
            throws FailureException, InterruptedException {
        try {
            return AivenLook.service(
                    api.awaitUp(project, service, pace, limit, seen -> told.accept(AivenLook.service(seen))));
        } catch (FailureException e) {
            throw withLog(api, project, service, e);
        }
    }

    /// The failure of a service that does not come to run, with what its own log says last. That the log cannot
    /// be read is no news.
    static FailureException withLog(AivenClient api, String project, String service, FailureException failed)
            throws InterruptedException {
        var failure = failed.failure();
        if (!failure.cause().key().equals("aiven.service.not-running")) {
            return failed;
        }
        try {
            var lines = api.log(project, service, LogQuery.newest(EVIDENCE_LINES)).lines().stream()
                    .map(AivenDesk::line)
                    .map(ServiceLog.Line::plain);
            var evidence = Stream.concat(Stream.of(failure.evidence()), lines).collect(Collectors.joining("\n"));
            return new FailureException(
                    new Failure(failure.kind(), failure.hop(), failure.cause(), evidence, failure.remedy()), failed);
        } catch (FailureException e) {
            return failed;
        }
    }

    @Override
    public ServiceLog log(String project, String service, int lines, @Nullable String from)
            throws FailureException, InterruptedException {
        var page = api.log(project, service, new LogQuery(LogQuery.Order.DESC, lines, from));
        var isAtStart = page.lines().isEmpty() || Objects.equals(page.offset(), page.first());
        return new ServiceLog(page.lines().stream().map(AivenDesk::line).toList(), isAtStart ? null : page.offset());
    }

    private static ServiceLog.Line line(LogPage.Line line) {
        return new ServiceLog.Line(line.time(), line.host(), line.unit(), line.severity(), line.text());
    }

    @Override
    public ServiceGauges gauges(String project, String service) throws FailureException, InterruptedException {
        return gauges(api.metrics(project, service, Metrics.Period.HOUR));
    }

    /// The last value of every node.
    static ServiceGauges gauges(Metrics metrics) {
        var groups = List.of(Metrics.DISK, Metrics.CPU, Metrics.MEMORY, Metrics.LOAD);
        var names = new TreeSet<String>();
        groups.forEach(group -> names.addAll(metrics.latest(group).keySet()));
        var nodes = new ArrayList<ServiceGauges.Node>();
        for (var name : names) {
            nodes.add(new ServiceGauges.Node(
                    name,
                    value(metrics.latest(Metrics.DISK), name),
                    value(metrics.latest(Metrics.CPU), name),
                    value(metrics.latest(Metrics.MEMORY), name),
                    value(metrics.latest(Metrics.LOAD), name)));
        }
        return new ServiceGauges(time(metrics), nodes);
    }

    private static OptionalDouble value(Map<String, Double> values, String name) {
        var value = values.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static @Nullable Instant time(Metrics metrics) {
        var series = metrics.groups().get(Metrics.DISK);
        return series == null || series.rows().isEmpty()
                ? null
                : series.rows().getLast().time();
    }

    @Override
    public void close() {
        api.close();
    }
}
