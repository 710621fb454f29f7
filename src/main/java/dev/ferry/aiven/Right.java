package dev.ferry.aiven;

import dev.ferry.text.Messages;
import java.util.Locale;

/// Something that a token may or may not do in a project, and by which name Aiven grants it (the table of
/// permissions in Aiven's documentation and in its Go client).
public enum Right {
    /// List services and look at one.
    SEE_SERVICES("project:services:read"),
    /// Read the password of a service's superuser.
    SEE_SECRETS("service:secrets:read"),
    /// Create and delete services.
    CREATE("project:services:write"),
    /// Switch migration mode off, switch a service on, change its plan.
    UPDATE("service:configuration:write"),
    /// Fetch the certificate and key with which loaders are let in. No permission grants it alone.
    LOADER_KEYS("operator"),
    /// Read a service's log.
    SEE_LOGS("service:logs:read"),
    /// Read a service's metrics.
    SEE_METRICS("service:metrics:read");

    private final String permission;

    Right(String permission) {
        this.permission = permission;
    }

    /// The permission, or the least role, in Aiven's words.
    public String permission() {
        return permission;
    }

    /// What it lets somebody do, in words that go after “may”.
    public String words() {
        return Messages.text("aiven.right." + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
