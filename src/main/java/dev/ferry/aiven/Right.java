package dev.ferry.aiven;

import dev.ferry.text.Messages;

/// Something that a token may or may not do in a project, and by which name Aiven grants it (the table of
/// permissions in Aiven's documentation and in its Go client).
public enum Right {
    /// List services and look at one.
    SEE_SERVICES("project:services:read", "aiven.right.see-services"),
    /// Read the password of a service's superuser.
    SEE_SECRETS("service:secrets:read", "aiven.right.see-secrets"),
    /// Create and delete services.
    CREATE("project:services:write", "aiven.right.create"),
    /// Switch migration mode off, switch a service on, change its plan.
    UPDATE("service:configuration:write", "aiven.right.update"),
    /// Fetch the certificate and key with which loaders are let in. No permission grants it alone.
    LOADER_KEYS("operator", "aiven.right.loader-keys"),
    /// Read a service's log.
    SEE_LOGS("service:logs:read", "aiven.right.see-logs"),
    /// Read a service's metrics.
    SEE_METRICS("service:metrics:read", "aiven.right.see-metrics");

    private final String permission;
    private final String key;

    Right(String permission, String key) {
        this.permission = permission;
        this.key = key;
    }

    /// The permission, or the least role, in Aiven's words.
    public String permission() {
        return permission;
    }

    /// What it lets somebody do, in words that go after “may”.
    public String words() {
        return Messages.text(key);
    }
}
