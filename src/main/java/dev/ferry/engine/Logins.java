package dev.ferry.engine;

import dev.ferry.loader.TargetSecurity.Login;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The throwaway logins that this process made, by migration, in memory only: with them one node can be
/// checked again without making worthless what lies on the others.
final class Logins {
    private final Map<String, Login> byMigration = new ConcurrentHashMap<>();

    /// The login that was made last, if it was made by this process.
    Optional<Login> of(String migration) {
        return Optional.ofNullable(byMigration.get(migration));
    }

    /// Keeps a login that the target knows now.
    void keep(String migration, Login login) {
        byMigration.put(migration, login);
    }

    /// Forgets it, before the target does.
    void forget(String migration) {
        byMigration.remove(migration);
    }
}
