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

    Api(SimulatorOptions options, Catalogue catalogue, Project project) {
        this.options = options;
        this.catalogue = catalogue;
        this.project = project;
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
        if (request.caller() == Caller.NOBODY && !PUBLIC.contains(request.route())) {
            throw new ApiError(403, "Authentication failed", "authentication_failed");
        }
        var path = request.path();
        if (path.size() > 1 && path.getFirst().equals("project") && !path.get(1).equals(options.project())) {
            throw new ApiError(404, "Project does not exist", "project_not_found");
        }
    }

    private Map<String, ?> read(Request request) throws ApiError {
        return switch (request.route()) {
            case "GET/me" -> Map.of("user", me());
            case "GET/project" -> Map.of("projects", List.of(projectView()));
            case "GET/project/*" -> Map.of("project", projectView());
            case "GET/clouds", "GET/project/*/clouds" -> catalogue.clouds();
            case "GET/project/*/vpcs" -> Map.of("vpcs", List.of());
            case "GET/service_versions" -> catalogue.versions(options.era());
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
        return switch (request.route()) {
            case "GET/project/*/service/*" -> Map.of("service", view(project.service(request.name(3)), request));
            case "GET/project/*/service/*/kms/ca/*" -> Map.of("certificate", internodeAuthority(request));
            case "GET/project/*/service/*/kms/keypairs/*" -> loaderKeyPair(request);
            default -> throw ApiError.notFound();
        };
    }

    private Map<String, ?> change(Request request) throws ApiError, InterruptedException {
        return switch (request.route()) {
            case "POST/project/*/service/*/logs" -> Telemetry.logs(project.service(request.name(3)), request.body());
            case "POST/project/*/service/*/metrics" -> Telemetry.metrics(project.service(request.name(3)));
            case "POST/project/*/service" -> {
                requireWrites(request);
                requireProduct(request);
                yield Map.of("service", view(project.create(request.body()), request));
            }
            case "PUT/project/*/service/*" -> {
                requireWrites(request);
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
        if (request.caller() != Caller.ADMIN) {
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
        return options.era() != Era.AFTER_END_OF_LIFE;
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
        requireWrites(request);
        var service = inMigrationMode(request);
        if (!request.name(6).equals(LOADER_KEY_PAIR)) {
            throw new ApiError(404, "Key pair does not exist");
        }
        var pair = service.keys().loader();
        return Map.of("certificate", pair.certificate(), "key", pair.key().reveal());
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
        var view = request.caller() == Caller.ADMIN
                ? ServiceView.open(snapshot, cloud)
                : ServiceView.redacted(snapshot, cloud);
        if (options.era() == Era.ANNOUNCED) {
            view.put("service_notifications", List.of(Catalogue.endOfLifeNotice()));
        }
        return view;
    }

    private Map<String, Object> me() {
        return Map.of(
                "user", "somebody@example.org",
                "user_id", "u1",
                "real_name", "Some Body",
                "state", "active",
                "auth", List.of("password"),
                "projects", List.of(options.project()),
                "project_membership", Map.of(options.project(), "admin"),
                "project_memberships", Map.of(options.project(), List.of("admin")),
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
