package dev.ferry.source;

import dev.ferry.secrets.Secret;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How `nodetool` gets at Cassandra on its own machine.
///
/// @param port the JMX port; 0 for the one that the running process names
/// @param login what JMX asks for; null for nothing
public record Jmx(int port, @Nullable Login login) {
    public Jmx {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("no port: " + port);
        }
    }

    /// Nothing that is not found.
    public static Jmx found() {
        return new Jmx(0, null);
    }

    /// A JMX login.
    ///
    /// @param user its name
    /// @param password never in arguments, in the environment or in a file
    public record Login(String user, Secret password) {
        public Login {
            Objects.requireNonNull(user);
            Objects.requireNonNull(password);
        }
    }
}
