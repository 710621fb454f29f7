package dev.ferry.engine;

import dev.ferry.aiven.AivenClient;
import dev.ferry.aiven.AivenService;
import dev.ferry.aiven.CassandraAvailability;
import dev.ferry.aiven.Patience;
import dev.ferry.aiven.Plan;
import dev.ferry.aiven.Right;
import dev.ferry.aiven.Rights;
import dev.ferry.aiven.Vpc;
import dev.ferry.engine.AivenProject.Sale;
import dev.ferry.log.Logs;
import dev.ferry.outcome.FailureException;
import dev.ferry.run.TargetNode;
import dev.ferry.secrets.Secret;
import dev.ferry.text.Message;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Looks into an Aiven account and changes nothing there.
final class AivenLook implements AutoCloseable {
    private static final long MEBIBYTE = 1L << 20;

    private final AivenClient api;

    /// @param api the API's base address
    AivenLook(String api, Secret token, Patience patience) throws FailureException {
        this.api = client(api, token, patience);
    }

    /// A client of the API at an address as a person typed it.
    static AivenClient client(String api, Secret token, Patience patience) throws FailureException {
        return new AivenClient(address(api), token, Logs.audit("Aiven API"), patience);
    }

    /// An address as a person typed it.
    private static URI address(String text) throws FailureException {
        try {
            return URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw Failures.attention("workstation", "engine.aiven.address", String.valueOf(e.getMessage()), text);
        }
    }

    /// Who the token belongs to, and its projects.
    AivenAccount account() throws FailureException, InterruptedException {
        var user = api.me();
        var projects = api.projects().stream()
                .map(project -> new AivenAccount.Project(
                        project.name(), project.account(), project.defaultCloud(), project.trialEnd()))
                .sorted(Comparator.comparing(AivenAccount.Project::name))
                .toList();
        return new AivenAccount(user.user(), user.name(), projects);
    }

    /// One project, with what it has and offers, and what the token may not do in it.
    AivenProject project(String name) throws FailureException, InterruptedException {
        var found = api.services(name);
        var lacking = lacking(api.rights(name, sample(found)));
        var services = found.stream()
                .map(AivenLook::service)
                .sorted(Comparator.comparing(AivenProject.Service::isUsable)
                        .reversed()
                        .thenComparing(AivenProject.Service::name))
                .toList();
        return switch (api.availability(name)) {
            case CassandraAvailability.Available(var versions, var end) ->
                new AivenProject(
                        name,
                        new Sale.Open(versions, end),
                        services,
                        clouds(name),
                        plans(name),
                        lacking,
                        api.vpcs(name).stream().map(Vpc::cloud).collect(Collectors.toSet()));
            // What cannot be had has no plans: the API would only answer that there is no such thing.
            case CassandraAvailability.Ended(var since, var evidence) ->
                new AivenProject(
                        name, new Sale.Ended(since, evidence), services, List.of(), List.of(), lacking, Set.of());
        };
    }

    /// A service at which rights can be tried: one in migration mode shows the most.
    private static @Nullable AivenService sample(List<AivenService> services) {
        return services.stream()
                .filter(service -> service.state() == AivenService.State.RUNNING)
                .max(Comparator.comparing(AivenService::migrationMode))
                .orElse(null);
    }

    private static List<AivenProject.Lack> lacking(Rights rights) {
        return rights.missing().stream()
                .map(right -> new AivenProject.Lack(need(right), right.words(), right.permission()))
                .toList();
    }

    private static AivenProject.Need need(Right right) {
        return switch (right) {
            case SEE_SERVICES, SEE_SECRETS, LOADER_KEYS -> AivenProject.Need.LOAD;
            case CREATE -> AivenProject.Need.CREATE;
            case UPDATE -> AivenProject.Need.CHANGE;
            case SEE_LOGS, SEE_METRICS -> AivenProject.Need.WATCH;
        };
    }

    private List<AivenProject.Cloud> clouds(String project) throws FailureException, InterruptedException {
        return api.clouds(project).stream()
                .map(cloud -> new AivenProject.Cloud(cloud.name(), provider(cloud), place(cloud.description())))
                .sorted(Comparator.comparing(AivenProject.Cloud::provider)
                        .thenComparing(AivenProject.Cloud::place)
                        .thenComparing(AivenProject.Cloud::name))
                .toList();
    }

    private static String provider(dev.ferry.aiven.Cloud cloud) {
        return cloud.provider().isEmpty() ? cloud.name().replaceFirst("-.*", "") : cloud.provider();
    }

    /// `Europe, Belgium - Google Cloud: Belgium` lies in `Europe, Belgium`.
    private static String place(String description) {
        var end = description.indexOf(" - ");
        return end < 0 ? description : description.substring(0, end);
    }

    private List<AivenProject.Plan> plans(String project) throws FailureException, InterruptedException {
        return api.plans(project).stream()
                .map(plan -> new AivenProject.Plan(plan.name(), plan.nodeCount(), offers(plan)))
                .sorted(Comparator.comparing(AivenLook::cheapest).thenComparing(AivenProject.Plan::name))
                .toList();
    }

    private static BigDecimal cheapest(AivenProject.Plan plan) {
        return plan.offers().values().stream()
                .map(AivenProject.Offer::hourUsd)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(BigDecimal.ZERO);
    }

    private static Map<String, AivenProject.Offer> offers(Plan plan) {
        return plan.offers().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, offer -> offer(offer.getValue())));
    }

    private static AivenProject.Offer offer(Plan.Offer offer) {
        return new AivenProject.Offer(
                offer.nodeCpuCount(),
                bytes(offer.nodeMemoryMb()),
                bytes(offer.diskSpaceMb()),
                offer.pricePerHourUsd(),
                offer.pricePerMonthUsd());
    }

    private static OptionalLong bytes(long mebibytes) {
        return mebibytes > 0 ? OptionalLong.of(mebibytes * MEBIBYTE) : OptionalLong.empty();
    }

    /// A service as front ends show it.
    static AivenProject.Service service(AivenService service) {
        return new AivenProject.Service(
                service.name(),
                service.state().name(),
                service.plan(),
                service.cloud(),
                service.version() == null ? "" : service.version(),
                service.nodeCount(),
                service.diskSpaceMb() * MEBIBYTE,
                service.migrationMode(),
                nodes(service),
                service.notifications().stream()
                        .map(AivenService.Notification::endOfLife)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                place(service),
                obstacle(service));
    }

    private static AivenProject.Place place(AivenService service) {
        var maintenance = service.maintenance();
        return new AivenProject.Place(
                service.vpc(),
                service.isPrivate(),
                service.protectedFromDeletion(),
                service.openTo(),
                (maintenance.day() + " " + maintenance.time()).strip(),
                maintenance.updates().stream()
                        .map(update -> new AivenProject.Update(update.description(), update.start(), update.deadline()))
                        .toList());
    }

    /// The nodes of a service with what they are busy with.
    static List<TargetNode> nodes(AivenService service) {
        return service.nodes().stream().map(AivenLook::node).toList();
    }

    private static TargetNode node(AivenService.NodeState node) {
        var busy = node.progress().stream()
                .filter(progress -> !progress.completed())
                .findFirst()
                .orElse(null);
        return new TargetNode(
                node.name(),
                node.zone(),
                node.state(),
                busy == null ? "" : busy.phase(),
                busy == null ? null : busy.fraction());
    }

    private static @Nullable Message obstacle(AivenService service) {
        if (!service.migrationMode()) {
            return Message.of("engine.aiven.obstacle.mode");
        }
        return service.state() == AivenService.State.POWEROFF ? Message.of("engine.aiven.obstacle.off") : null;
    }

    @Override
    public void close() {
        api.close();
    }
}
