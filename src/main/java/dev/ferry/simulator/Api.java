package dev.ferry.simulator;

import dev.ferry.simulator.SimulatorOptions.Era;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The calls of Aiven's API that a migration needs, and what each answers.
final class Api {
    private static final String INTERNODE_AUTHORITY = "cassandra_internode_service_nodes_ca";
    private static final String LOADER_KEY_PAIR = "cassandra_migrate_sstableloader_user";
    private static final Set<String> PUBLIC = Set.of("GET/clouds", "GET/service_types", "GET/service_versions");

    private final SimulatorOptions options;
    private final Catalogue catalogue;
    private final Project project;
    private final Faults faults;
    private volatile Era era;

    Api(SimulatorOptions options, Catalogue catalogue, Project project, Faults faults) {
        this.faults = faults;
        this.era = options.era();
        this.options = options;
        this.catalogue = catalogue;
        this.project = project;
    }

    /// Time passes. Services that are there stay: nobody could look at what Aiven deleted.
    void now(Era era) {
        this.era = era;
    }

    Reply answer(Request request) throws ApiError, InterruptedException {
        requireAccess(request);
        if (request.method().equals("GET")) {
            return Reply.ok(read(request));
        }
        // One change at a time: two at once to the same service would be a race that nobody asked for.
        synchronized (this) {
            return Reply.ok(change(request));
        }
    }

    private void requireAccess(Request request) throws ApiError {
        if (!request.caller().isKnown() && !PUBLIC.contains(request.route())) {
            throw ApiError.unauthenticated();
        }
        var path = request.path();
        if (path.size() > 1 && path.getFirst().equals("project") && !path.get(1).equals(options.project())) {
            throw new ApiError(404, "Project does not exist", "project_not_found");
        }
    }

    private Map<String, ?> read(Request request) throws ApiError {
        return switch (request.route()) {
            case "GET/me" -> Map.of("user", me(request.caller()));
            case "GET/project" -> Map.of("projects", List.of(projectView()));
            case "GET/project/*" -> Map.of("project", projectView());
            case "GET/clouds", "GET/project/*/clouds" -> catalogue.clouds();
            case "GET/project/*/vpcs" -> Map.of("vpcs", vpcs());
            case "GET/service_versions" -> catalogue.versions(era);
            case "GET/service_types", "GET/project/*/service_types" ->
                isLive() ? catalogue.types() : Map.of("service_types", Map.of());
            case "GET/project/*/kms/ca" -> Map.of("certificate", project.authority());
            case "GET/project/*/service" ->
                Map.of(
                        "services",
                        project.services().stream()
                                .map(service -> view(service, request))
                                .toList());
            default -> request.isBelowService() ? readService(request) : readProduct(request);
        };
    }

    private Map<String, ?> readProduct(Request request) throws ApiError {
        requireProduct(request);
        return switch (request.route()) {
            case "GET/project/*/service-types/*" -> catalogue.type();
            case "GET/project/*/service-types/*/plans" -> catalogue.plans();
            case "GET/project/*/service-types/*/plans/*" ->
                plan(request.name(5)).size();
            case "GET/project/*/pricing/service-types/*/plans/*/clouds/*" ->
                plan(request.name(6)).price(catalogue.cloud(request.name(8)).orElseThrow(ApiError::notFound));
            default -> throw ApiError.notFound();
        };
    }

    private Map<String, ?> readService(Request request) throws ApiError {
        if (!isLive() && request.path().contains("kms")) {
            throw new ApiError(404, "This endpoint is no longer available", "retired_api_endpoint");
        }
        return switch (request.route()) {
            case "GET/project/*/service/*" -> Map.of("service", view(project.service(request.name(3)), request));
            case "GET/project/*/service/*/kms/ca/*" -> Map.of("certificate", internodeAuthority(request));
            case "GET/project/*/service/*/kms/keypairs/*" -> loaderKeyPair(request);
            default -> throw ApiError.notFound();
        };
    }

    private Map<String, ?> change(Request request) throws ApiError, InterruptedException {
        return switch (request.route()) {
            case "POST/project/*/service/*/logs" -> {
                require(request, Caller.LOGS);
                yield Telemetry.logs(project.service(request.name(3)), request.body());
            }
            case "POST/project/*/service/*/metrics" -> {
                require(request, Caller.METRICS);
                yield Telemetry.metrics(project.service(request.name(3)), request.body(), faults);
            }
            case "PUT/project/*/service/*/maintenance/start" -> {
                require(request, Caller.CONFIGURE);
                project.service(request.name(3)).maintain();
                faults.heal(Fault.MAINTENANCE_PENDING);
                yield Map.of("message", "Maintenance updates started");
            }
            case "PUT/project/*/service/*/user/*/credentials/reset" -> {
                require(request, Caller.CONFIGURE);
                var service = project.service(request.name(3));
                faults.heal(Fault.PASSWORD_OVERRIDDEN);
                yield Map.of("service", view(service, request));
            }
            case "POST/project/*/service" -> {
                requireWrites(request);
                requireProduct(request);
                yield Map.of("service", view(project.create(request.body()), request));
            }
            case "PUT/project/*/service/*" -> {
                require(request, Caller.CONFIGURE);
                yield Map.of("service", view(project.update(request.name(3), request.body()), request));
            }
            case "DELETE/project/*/service/*" -> {
                requireWrites(request);
                project.delete(request.name(3));
                yield Map.of();
            }
            default -> throw ApiError.notFound();
        };
    }

    private static void requireWrites(Request request) throws ApiError {
        require(request, Caller.WRITE);
    }

    private static void require(Request request, String permission) throws ApiError {
        if (!request.caller().may(permission)) {
            throw new ApiError(403, "Not authorized", "permission_denied");
        }
    }

    private void requireProduct(Request request) throws ApiError {
        var names = request.path();
        var type = names.indexOf("service-types");
        if (!isLive() && request.method().equals("POST")) {
            throw new ApiError(400, "Invalid service type", "invalid_service_type");
        }
        if (type >= 0 && (!isLive() || !names.subList(type, names.size()).contains("cassandra"))) {
            throw new ApiError(404, "Service type does not exist");
        }
    }

    private boolean isLive() {
        return era != Era.AFTER_END_OF_LIFE;
    }

    private Catalogue.PlanEntry plan(String name) throws ApiError {
        return catalogue.plan(name).orElseThrow(() -> new ApiError(404, "Plan " + name + " does not exist"));
    }

    private String internodeAuthority(Request request) throws ApiError {
        var service = inMigrationMode(request);
        if (!request.name(6).equals(INTERNODE_AUTHORITY)) {
            throw new ApiError(404, "CA does not exist");
        }
        return service.keys().internodeAuthority();
    }

    private Map<String, ?> loaderKeyPair(Request request) throws ApiError {
        require(request, Caller.KEYS);
        var service = inMigrationMode(request);
        if (!request.name(6).equals(LOADER_KEY_PAIR)) {
            throw new ApiError(404, "Key pair does not exist");
        }
        var pair = service.keys().loader();
        var key = faults.lasts(Fault.SECRETS_REDACTED)
                ? ServiceView.REDACTED
                : pair.key().reveal();
        return Map.of("certificate", pair.certificate(), "key", key);
    }

    private SimulatedService inMigrationMode(Request request) throws ApiError {
        var service = project.service(request.name(3));
        if (!service.snapshot().config().migrationMode()) {
            throw ApiError.notFound();
        }
        return service;
    }

    private Map<String, Object> view(SimulatedService service, Request request) {
        var snapshot = service.snapshot();
        var cloud = catalogue.cloud(snapshot.cloud()).orElseThrow();
        var isShown = request.caller().may(Caller.SECRETS)
                && !request.query().contains("include_secrets=false")
                && !faults.lasts(Fault.SECRETS_REDACTED);
        var view = isShown ? ServiceView.open(snapshot, cloud) : ServiceView.redacted(snapshot, cloud);
        Troubles.put(faults, view);
        if (era == Era.ANNOUNCED) {
            view.put("service_notifications", List.of(Catalogue.endOfLifeNotice()));
        }
        return view;
    }

    private List<Map<String, Object>> vpcs() {
        return faults.lasts(Fault.VPC)
                ? List.of(Map.of(
                        "project_vpc_id",
                        Troubles.VPC_ID,
                        "cloud_name",
                        catalogue.defaultCloud(),
                        "network_cidr",
                        "10.0.0.0/24",
                        "state",
                        "ACTIVE"))
                : List.of();
    }

    private Map<String, Object> me(Caller caller) {
        return Map.of(
                "user", "somebody@example.org",
                "user_id", "u1",
                "real_name", "Some Body",
                "state", "active",
                "auth", List.of("password"),
                "projects", List.of(options.project()),
                "project_membership", Map.of(options.project(), caller.roles().getFirst()),
                "project_memberships", Map.of(options.project(), caller.roles()),
                "invitations", List.of(),
                "features", Map.of());
    }

    private Map<String, Object> projectView() {
        var view = new LinkedHashMap<String, Object>();
        view.put("project_name", options.project());
        view.put("account_id", "a1");
        view.put("account_name", "Sandbox");
        view.put("default_cloud", catalogue.defaultCloud());
        view.put("estimated_balance", "0.00");
        view.put("trial_expiration_time", null);
        view.put("tech_emails", List.of());
        view.put("tags", Map.of());
        view.put("features", Map.of());
        return view;
    }
}
