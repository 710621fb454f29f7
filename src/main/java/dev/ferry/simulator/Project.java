package dev.ferry.simulator;

import dev.ferry.json.JsonValue;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Authority;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one project: its authority and its services.
final class Project implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Project.class);
    private static final Pattern NAME = Pattern.compile("[a-z][-a-z0-9]{0,63}");

    private final Authority authority;
    private final Catalogue catalogue;
    private final TargetLauncher launcher;
    private final Faults faults;
    private final Duration stage;
    private final Set<String> beyond;
    private final Authority.KeyKind kind;
    private final Map<String, SimulatedService> services = new ConcurrentSkipListMap<>();

    Project(SimulatorOptions options, Catalogue catalogue, TargetLauncher launcher, Faults faults) {
        this.authority = Keys.projectAuthority(options.project(), options.keys());
        this.catalogue = catalogue;
        this.launcher = launcher;
        this.faults = faults;
        this.stage = options.stage();
        this.beyond = options.beyond();
        this.kind = options.keys();
    }

    String authority() {
        return authority.pem();
    }

    List<SimulatedService> services() {
        return List.copyOf(services.values());
    }

    SimulatedService service(String name) throws ApiError {
        var service = services.get(name);
        if (service == null) {
            throw ApiError.noSuchService(name);
        }
        return service;
    }

    Optional<Failure> launchFailure(String name) {
        return Optional.ofNullable(services.get(name)).flatMap(SimulatedService::launchFailure);
    }

    SimulatedService create(JsonValue body) throws ApiError {
        var order = order(body);
        if (services.containsKey(order.name())) {
            throw new ApiError(409, "Service " + order.name() + " already exists");
        }
        var keys = Keys.of(
                order.name(), authority, kind, launcher.addresses(order.plan().nodes()));
        var surroundings = new SimulatedService.Surroundings(authority.pem(), launcher, faults, stage);
        var service = new SimulatedService(order, keys, surroundings);
        services.put(order.name(), service);
        service.build();
        return service;
    }

    SimulatedService update(String name, JsonValue body) throws ApiError, InterruptedException {
        var service = service(name);
        var now = service.snapshot();
        var plan = catalogue
                .plan(body.at("plan").text(now.plan().name()))
                .orElseThrow(() -> ApiError.bad("Invalid plan for service type cassandra"));
        if (plan.nodes() != now.plan().nodes()) {
            throw ApiError.bad("Changing the number of nodes is not part of the simulation");
        }
        if (body.at("project_vpc_id").isPresent()) {
            throw new ApiError(404, "VPC does not exist");
        }
        var isPowered = flag(body, "powered", now.state() != SimulatedService.State.POWEROFF);
        if (now.isProtected() && !isPowered) {
            throw protectedService();
        }
        service.update(new SimulatedService.Change(
                body.at("user_config"),
                plan,
                cloud(body.at("cloud").text(now.cloud())),
                disk(body, plan, plan.equals(now.plan()) ? now.diskMb() : plan.diskMb()),
                flag(body, "termination_protection", now.isProtected()),
                isPowered));
        return service;
    }

    void delete(String name) throws ApiError, InterruptedException {
        var service = service(name);
        if (service.snapshot().isProtected()) {
            throw new ApiError(
                    403, "Service is protected against termination and shutdown. Remove termination protection first.");
        }
        try {
            service.remove();
        } catch (FailureException e) {
            LOG.error("the target of {} cannot be removed", name, e);
            throw new ApiError(500, "Internal server error", "internal_server_error");
        }
        services.remove(name);
    }

    @Override
    public void close() {
        for (var service : services()) {
            try {
                service.remove();
            } catch (FailureException e) {
                LOG.error("a target cannot be removed", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        services.clear();
    }

    private SimulatedService.Order order(JsonValue body) throws ApiError {
        var name = body.at("service_name").text("");
        if (!NAME.matcher(name).matches()) {
            throw new ApiError(400, "Service name must consist of 1-64 alphanumerical characters");
        }
        if (!body.at("service_type").text("").equals("cassandra")) {
            throw new ApiError(400, "Invalid service type", "invalid_service_type");
        }
        if (body.at("project_vpc_id").isPresent()) {
            throw new ApiError(404, "VPC does not exist");
        }
        var plan = catalogue
                .plan(body.at("plan").text(""))
                .orElseThrow(() -> ApiError.bad("Invalid plan for service type cassandra"));
        return new SimulatedService.Order(
                name,
                plan,
                cloud(body.at("cloud").text(catalogue.defaultCloud())),
                disk(body, plan, plan.diskMb()),
                flag(body, "termination_protection", false),
                UserConfig.created(body.at("user_config"), beyond));
    }

    private String cloud(String name) throws ApiError {
        return catalogue
                .cloud(name)
                .orElseThrow(() -> ApiError.bad("Invalid cloud"))
                .name();
    }

    private static long disk(JsonValue body, Catalogue.PlanEntry plan, long now) throws ApiError {
        if (!body.at("disk_space_mb").isPresent()) {
            return now;
        }
        var wanted = body.at("disk_space_mb").number(0);
        if (!plan.allowsDiskMb(wanted)) {
            throw ApiError.bad("Invalid disk_space_mb for plan " + plan.name());
        }
        return wanted;
    }

    private static ApiError protectedService() {
        return new ApiError(
                403, "Service is protected against termination and shutdown. Remove termination protection first.");
    }

    private static boolean flag(JsonValue body, String name, boolean now) {
        return body.at(name).isPresent() ? body.at(name).isTrue() : now;
    }
}
