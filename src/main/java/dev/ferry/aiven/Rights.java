package dev.ferry.aiven;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a token may do in a project, as far as that is known without changing anything.
///
/// @param standings every right with how it stands
public record Rights(Map<Right, Standing> standings) {
    private static final Set<Right> CHANGING = Set.of(Right.CREATE, Right.UPDATE, Right.LOADER_KEYS);

    public Rights {
        var all = new EnumMap<Right, Standing>(Right.class);
        for (var right : Right.values()) {
            all.put(right, standings.getOrDefault(right, Standing.UNKNOWN));
        }
        standings = Map.copyOf(all);
    }

    /// How a right stands.
    public enum Standing {
        GRANTED,
        MISSING,
        /// Only trying would tell.
        UNKNOWN
    }

    /// What roles and permissions say (`project_memberships` of `GET /me`): the roles `admin`, `operator`,
    /// `developer` and `read_only`, those of the form `role:project:admin`, and permissions such as
    /// `project:services:write`, by Aiven's tables of who may do what. A word that is not known leaves open
    /// what the others do not grant.
    public static Rights of(Collection<String> roles) {
        var found = new EnumMap<Right, Standing>(Right.class);
        for (var right : Right.values()) {
            found.put(
                    right,
                    roles.stream()
                            .map(role -> standing(role, right))
                            .reduce(Rights::better)
                            .orElse(Standing.UNKNOWN));
        }
        return new Rights(found);
    }

    private static Standing standing(String role, Right right) {
        return switch (role) {
            case "admin", "operator", "role:organization:admin" -> Standing.GRANTED;
            case "developer" -> CHANGING.contains(right) ? Standing.MISSING : Standing.GRANTED;
            case "read_only", "role:project:read" ->
                switch (right) {
                    case SEE_SERVICES -> Standing.GRANTED;
                    case SEE_LOGS, SEE_METRICS -> Standing.UNKNOWN;
                    case SEE_SECRETS, CREATE, UPDATE, LOADER_KEYS -> Standing.MISSING;
                };
            case "role:project:admin", "role:project:manager" ->
                switch (right) {
                    case SEE_SERVICES, CREATE, UPDATE, SEE_LOGS -> Standing.GRANTED;
                    case SEE_SECRETS, SEE_METRICS, LOADER_KEYS -> Standing.UNKNOWN;
                };
            default -> permission(role, right);
        };
    }

    private static Standing permission(String role, Right right) {
        var isKnown = Arrays.stream(Right.values()).anyMatch(each -> grants(role, each));
        return grants(role, right) ? Standing.GRANTED : isKnown ? Standing.MISSING : Standing.UNKNOWN;
    }

    private static boolean grants(String permission, Right right) {
        return permission.equals(right.permission())
                || permission.equals("project:services:write") && right == Right.UPDATE
                || permission.equals("service:users:write") && right == Right.SEE_SECRETS;
    }

    private static Standing better(Standing one, Standing other) {
        return one == Standing.GRANTED || other == Standing.GRANTED
                ? Standing.GRANTED
                : one == Standing.UNKNOWN ? one : other;
    }

    /// How this right stands.
    public Standing standing(Right right) {
        return standings.getOrDefault(right, Standing.UNKNOWN);
    }

    /// The same, with one right as it was found by trying.
    public Rights with(Right right, Standing standing) {
        var all = new EnumMap<>(standings);
        all.put(right, standing);
        return new Rights(all);
    }

    /// The rights that are known to be missing, in the order of the enumeration.
    public List<Right> missing() {
        return Arrays.stream(Right.values())
                .filter(right -> standing(right) == Standing.MISSING)
                .toList();
    }
}
