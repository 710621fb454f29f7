package dev.ferry.cassandra;

import dev.ferry.outcome.FailureException;
import dev.ferry.schema.Cql;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a login may do, as far as a migration needs it: make keyspaces, and make roles.
///
/// Whoever makes a keyspace or a role may do everything else with it (`CassandraAuthorizer`), so no more
/// has to be asked for.
///
/// @param standing why it may, in words; empty if it may not do all
/// @param missing the grants that it lacks, as `CREATE ON ALL KEYSPACES`; empty if it may do all
public record CqlRights(String standing, Set<String> missing) {
    private static final String KEYSPACES = "CREATE ON ALL KEYSPACES";
    private static final String ROLES = "CREATE ON ALL ROLES";

    public CqlRights {
        missing = Set.copyOf(missing);
    }

    /// Whether it may do all.
    public boolean isEnough() {
        return missing.isEmpty();
    }

    /// The rights of a role. Changes nothing.
    ///
    /// @param user the role that is logged in
    public static CqlRights of(CqlClient client, String user) throws FailureException, InterruptedException {
        try {
            return client.roles(user).stream().anyMatch(CqlRole::isSuperuser)
                    ? all("superuser")
                    : granted(client.query("LIST ALL PERMISSIONS OF " + Cql.name(user)).stream()
                            .map(row -> row.text("permission") + " ON " + resource(row.text("resource")))
                            .collect(Collectors.toSet()));
        } catch (FailureException e) {
            return withoutAnswer(e);
        }
    }

    /// What follows from the grants of a role, its own and those of its roles.
    static CqlRights granted(Set<String> grants) {
        var missing = Stream.of(KEYSPACES, ROLES)
                .filter(each -> !grants.contains(each))
                .collect(Collectors.toSet());
        return missing.isEmpty() ? all("may create keyspaces and roles") : new CqlRights("", missing);
    }

    /// Some clusters do not limit anybody, and say so instead of listing rights.
    private static CqlRights withoutAnswer(FailureException e) throws FailureException {
        var said = e.failure().evidence();
        if (said.contains("AllowAllAuthorizer")) {
            return all("rights are not limited (AllowAllAuthorizer)");
        } else if (said.contains("logged in and not anonymous")) {
            return all("nobody has to log in");
        }
        throw e;
    }

    /// `LIST PERMISSIONS` shows `<all keyspaces>` where `GRANT` says `ALL KEYSPACES`.
    private static String resource(@Nullable String shown) {
        return switch (String.valueOf(shown)) {
            case "<all keyspaces>" -> "ALL KEYSPACES";
            case "<all roles>" -> "ALL ROLES";
            default -> String.valueOf(shown);
        };
    }

    private static CqlRights all(String standing) {
        return new CqlRights(standing, Set.of());
    }
}
