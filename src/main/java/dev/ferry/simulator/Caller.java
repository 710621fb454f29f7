package dev.ferry.simulator;

import java.util.List;
import java.util.Set;

/// Who calls, by the token.
///
/// @param isKnown whether the token is one of the simulator's
/// @param roles what the API says of the person's roles in the project
/// @param lacks the permissions that are missing, in Aiven's words; `operator` for the loader's keys
record Caller(boolean isKnown, List<String> roles, Set<String> lacks) {
    static final String WRITE = "project:services:write";
    static final String CONFIGURE = "service:configuration:write";
    static final String SECRETS = "service:secrets:read";
    static final String KEYS = "operator";
    static final String LOGS = "service:logs:read";
    static final String METRICS = "service:metrics:read";

    /// Everything in the project.
    static final Caller ADMIN = new Caller(true, List.of("admin"), Set.of());

    /// Look, but not at secrets.
    static final Caller READ_ONLY = new Caller(true, List.of("read_only"), Set.of(WRITE, CONFIGURE, SECRETS, KEYS));

    /// No token, or a wrong one: only what is public.
    static final Caller NOBODY = new Caller(false, List.of(), Set.of());

    Caller {
        roles = List.copyOf(roles);
        lacks = Set.copyOf(lacks);
    }

    boolean may(String permission) {
        return isKnown && !lacks.contains(permission);
    }
}
