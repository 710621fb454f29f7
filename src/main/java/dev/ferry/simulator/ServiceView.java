package dev.ferry.simulator;

import dev.ferry.simulator.SimulatedService.Snapshot;
import dev.ferry.simulator.SimulatedService.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The service object of Aiven's API, as `GET`, `POST` and `PUT` of a service show it.
final class ServiceView {
    static final String REDACTED = "<redacted>";

    private final Snapshot service;
    private final Catalogue.CloudEntry cloud;
    private final boolean showsSecrets;

    private ServiceView(Snapshot service, Catalogue.CloudEntry cloud, boolean showsSecrets) {
        this.service = service;
        this.cloud = cloud;
        this.showsSecrets = showsSecrets;
    }

    static Map<String, Object> open(Snapshot service, Catalogue.CloudEntry cloud) {
        return new ServiceView(service, cloud, true).view();
    }

    static Map<String, Object> redacted(Snapshot service, Catalogue.CloudEntry cloud) {
        return new ServiceView(service, cloud, false).view();
    }

    private Map<String, Object> view() {
        var view = new LinkedHashMap<String, Object>();
        view.put("service_name", service.name());
        view.put("service_type", "cassandra");
        view.put("service_type_description", "Cassandra - Distributed NoSQL database");
        view.put("cloud_name", cloud.name());
        view.put("cloud_description", cloud.description());
        view.put("project_vpc_id", null);
        view.put("group_list", List.of("default"));
        view.put("state", service.state().name());
        view.put("create_time", service.created().toString());
        view.put("update_time", service.updated().toString());
        view.put("termination_protection", service.isProtected());
        view.put("service_notifications", List.of());
        size(view);
        connection(view);
        view.put("user_config", service.config().view());
        view.put("maintenance", Map.of("dow", "sunday", "enabled", true, "time", "11:00:00", "updates", List.of()));
        for (var list :
                List.of("acl", "backups", "connection_pools", "databases", "service_integrations", "tech_emails")) {
            view.put(list, List.of());
        }
        for (var map : List.of("features", "metadata", "tags")) {
            view.put(map, Map.of());
        }
        return view;
    }

    private void size(Map<String, Object> view) {
        var plan = service.plan();
        view.put("plan", plan.name());
        view.put("node_count", plan.nodes());
        view.put("node_cpu_count", plan.cpus());
        view.put("node_memory_mb", (double) plan.memoryMb());
        view.put("disk_space_mb", service.diskMb());
        view.put("node_states", nodeStates());
    }

    private void connection(Map<String, Object> view) {
        var address = service.address();
        var password = showsSecrets ? service.password().reveal() : REDACTED;
        view.put("users", List.of(Map.of("username", service.user(), "password", password, "type", "primary")));
        if (address == null) {
            view.put("service_uri", null);
            view.put("service_uri_params", Map.of());
            view.put("connection_info", Map.of());
            return;
        }
        var port = String.valueOf(address.nativePort());
        view.put("components", components(address));
        view.put("service_uri", "cassandra://" + service.user() + ":" + password + "@" + address.host() + ":" + port);
        view.put(
                "service_uri_params",
                Map.of("host", address.host(), "port", port, "user", service.user(), "password", password));
        view.put(
                "connection_info",
                Map.of(
                        "cassandra",
                        address.nodes().stream().map(node -> node + ":" + port).toList()));
    }

    private List<Map<String, Object>> components(TargetAddress address) {
        var components = new ArrayList<Map<String, Object>>();
        components.add(component("cassandra", address.host(), address.nativePort()));
        if (service.config().migrationMode()) {
            components.add(component("cassandra_internode", address.host(), address.internodePort()));
        }
        return components;
    }

    private static Map<String, Object> component(String name, String host, int port) {
        return Map.of("component", name, "host", host, "port", port, "route", "dynamic", "usage", "primary");
    }

    private List<Map<String, Object>> nodeStates() {
        if (service.state() == State.POWEROFF || service.nodeState().isEmpty()) {
            return List.of();
        }
        return IntStream.rangeClosed(1, service.plan().nodes())
                .mapToObj(this::nodeState)
                .toList();
    }

    private Map<String, Object> nodeState(int number) {
        return Map.of(
                "name",
                service.name() + "-" + number,
                "state",
                service.nodeState(),
                "availability_zone",
                cloud.name() + "-" + (char) ('a' + number % 3),
                "progress_updates",
                service.nodeState().equals("syncing_data") ? progress() : List.of());
    }

    /// The data of a new node is nothing, so there is a phase, but no amount.
    private static List<Map<String, Object>> progress() {
        var stream = new LinkedHashMap<String, @Nullable Object>();
        stream.put("phase", "stream");
        stream.put("completed", false);
        for (var amount : List.of("current", "min", "max", "unit")) {
            stream.put(amount, null);
        }
        return List.of(Map.of("phase", "prepare", "completed", true), stream);
    }
}
