package dev.ferry.migration;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Who runs the scripts on a node, and where.
///
/// @param user the operating system user, as a rule the one that Cassandra runs as, reached by sudo; null
///     for the user who logged in
/// @param sudoPassword where sudo's password comes from; null for `sudo -n`
/// @param container the container that Cassandra runs in on the node; null where it runs in none
public record Becoming(
        @Nullable String user,
        @Nullable String sudoPassword,
        @Nullable Container container) {
    /// The user who logged in.
    public static Becoming nobodyElse() {
        return new Becoming(null, null, null);
    }

    /// Another user by `sudo -n`.
    public static Becoming user(String user) {
        return new Becoming(user, null, null);
    }

    /// The same by sudo with a password.
    ///
    /// @param sudoPassword where it comes from
    public Becoming withSudoPassword(@Nullable String sudoPassword) {
        return new Becoming(user, sudoPassword, container);
    }

    /// The same in a container: `user` calls the engine then.
    public Becoming in(@Nullable Container container) {
        return new Becoming(user, sudoPassword, container);
    }

    /// A container on a node.
    ///
    /// @param engine what it is entered with
    /// @param name its name or id; empty for the only one on the node in which Cassandra runs
    /// @param user the user inside; empty for the one that the image says
    public record Container(Engine engine, String name, String user) {
        public Container {
            Objects.requireNonNull(engine);
            Objects.requireNonNull(name);
            Objects.requireNonNull(user);
        }
    }

    /// What runs containers.
    public enum Engine {
        /// `docker exec`.
        DOCKER,
        /// `podman exec`.
        PODMAN
    }
}
