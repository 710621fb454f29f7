package dev.ferry.simulator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What lasting faults do to the service object.
final class Troubles {
    /// The id of the one private network.
    static final String VPC_ID = "11111111-2222-3333-4444-555555555555";

    private Troubles() {}

    static void put(Faults faults, Map<String, Object> view) {
        if (faults.lasts(Fault.VPC)) {
            view.put("project_vpc_id", VPC_ID);
        }
        if (faults.lasts(Fault.NO_COMPONENTS)) {
            view.remove("components");
        }
        if (faults.lasts(Fault.MAINTENANCE_PENDING)) {
            view.put("maintenance", maintenance());
        }
        if (faults.lasts(Fault.PASSWORD_OVERRIDDEN)) {
            overridePassword(view);
        }
        if (faults.lasts(Fault.USERS_MISSING)) {
            view.put("users", List.of());
            view.put("service_uri_params", Map.of());
            view.put("service_uri", null);
        }
    }

    private static Map<String, Object> maintenance() {
        return Map.of(
                "dow",
                "sunday",
                "enabled",
                true,
                "time",
                "11:00:00",
                "updates",
                List.of(Map.of(
                        "description",
                        "Security updates of the machines",
                        "deadline",
                        "2025-12-01T11:00:00Z",
                        "start_after",
                        "2025-11-23T11:00:00Z")));
    }

    private static void overridePassword(Map<String, Object> view) {
        var user = new HashMap<String, @Nullable Object>(Map.of("username", "avnadmin", "type", "primary"));
        user.put("password", null);
        view.put("users", List.of(user));
        view.put("service_uri_params", Map.of("user", "avnadmin"));
        view.put("service_uri", null);
    }
}
