package dev.ferry.aiven;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A service to create. It is always in migration mode (it cannot be switched on later) and in the public
/// network (the internode port must be reachable for the source nodes).
///
/// @param name its name
/// @param plan for example `startup-4`
/// @param cloud for example `google-europe-west1`
/// @param version the Cassandra line, for example `4.1`; null leaves it to Aiven
/// @param dataCentre the name of its data centre; null for Aiven's own, `aiven`
/// @param diskSpaceMb the sum over all nodes, in MiB; null for what the plan comes with
public record ServiceRequest(
        ServiceName name,
        String plan,
        String cloud,
        @Nullable String version,
        @Nullable String dataCentre,
        @Nullable Long diskSpaceMb) {
    public ServiceRequest {
        Objects.requireNonNull(name);
        Objects.requireNonNull(plan);
        Objects.requireNonNull(cloud);
    }

    /// A request with Aiven's own version, data centre and disks.
    public static ServiceRequest of(ServiceName name, String plan, String cloud) {
        return new ServiceRequest(name, plan, cloud, null, null, null);
    }

    /// What is sent where the project has a private network in this cloud: without a word about it the
    /// service would be put in there, where the source nodes may not reach it. Null is the public network.
    Map<String, @Nullable Object> publicBody() {
        var body = new LinkedHashMap<String, @Nullable Object>(body());
        body.put("project_vpc_id", null);
        return body;
    }

    /// What is sent elsewhere. `project_vpc_id` must not appear: its null would mean something.
    Map<String, Object> body() {
        var config = new LinkedHashMap<String, Object>();
        config.put("migrate_sstableloader", true);
        if (version != null) {
            config.put("cassandra_version", version);
        }
        if (dataCentre != null) {
            config.put("cassandra", Map.of("datacenter", dataCentre));
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("service_name", name.value());
        body.put("service_type", "cassandra");
        body.put("plan", plan);
        body.put("cloud", cloud);
        if (diskSpaceMb != null) {
            body.put("disk_space_mb", diskSpaceMb);
        }
        body.put("user_config", config);
        return body;
    }
}
