package dev.ferry.aiven;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What shall be different about a service (`PUT /project/P/service/S`). Null leaves a thing as it is, and
/// is not sent: the API would take a null `project_vpc_id` for a move, and does not know the others.
///
/// @param powered whether its machines shall run
/// @param plan another plan
/// @param cloud another cloud; not while it is in migration mode
/// @param diskSpaceMb the sum over all nodes, in MiB
/// @param protectedFromDeletion whether Aiven shall refuse to delete it or switch it off
public record ServiceChange(
        @Nullable Boolean powered,
        @Nullable String plan,
        @Nullable String cloud,
        @Nullable Long diskSpaceMb,
        @Nullable Boolean protectedFromDeletion) {
    private static final ServiceChange NONE = new ServiceChange(null, null, null, null, null);

    /// Its machines shall run.
    public static ServiceChange powerOn() {
        return new ServiceChange(true, null, null, null, null);
    }

    /// Its machines shall go, and with them everything but the last backup.
    public static ServiceChange powerOff() {
        return new ServiceChange(false, null, null, null, null);
    }

    /// Another plan: more or larger nodes.
    public static ServiceChange toPlan(String plan) {
        return new ServiceChange(null, plan, null, null, null);
    }

    /// Another cloud.
    public static ServiceChange toCloud(String cloud) {
        return new ServiceChange(null, null, cloud, null, null);
    }

    /// More disk.
    public static ServiceChange toDisk(long diskSpaceMb) {
        return new ServiceChange(null, null, null, diskSpaceMb, null);
    }

    /// Termination protection on.
    public static ServiceChange protect() {
        return new ServiceChange(null, null, null, null, true);
    }

    /// Termination protection off: somebody has to want just this.
    public static ServiceChange unprotect() {
        return new ServiceChange(null, null, null, null, false);
    }

    /// Whether nothing is to change.
    boolean isNone() {
        return equals(NONE);
    }

    /// What is sent: only what changes.
    Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        put(body, "powered", powered);
        put(body, "plan", plan);
        put(body, "cloud", cloud);
        put(body, "disk_space_mb", diskSpaceMb);
        put(body, "termination_protection", protectedFromDeletion);
        return body;
    }

    private static void put(Map<String, Object> body, String key, @Nullable Object value) {
        if (value != null) {
            body.put(key, value);
        }
    }

    /// Whether a service is as wanted already.
    boolean isTrueOf(AivenService service) {
        var isOn = service.state() != AivenService.State.POWEROFF;
        return (powered == null || powered == isOn)
                && (plan == null || plan.equals(service.plan()))
                && (cloud == null || cloud.equals(service.cloud()))
                && (diskSpaceMb == null || diskSpaceMb == service.diskSpaceMb())
                && (protectedFromDeletion == null || protectedFromDeletion == service.protectedFromDeletion());
    }
}
