package dev.ferry.engine;

import dev.ferry.aiven.ServiceName;
import dev.ferry.text.Message;
import java.util.List;
import java.util.Optional;

/// What an Aiven service may be called.
final class ServiceNames {
    private ServiceNames() {}

    /// What is wrong with a name; empty if it can be had.
    ///
    /// @param taken the names of the project's Cassandra services; one of another product shows only when
    ///     the service is created
    static Optional<Message> objection(String name, List<String> taken) {
        if (name.isBlank()) {
            return Optional.of(Message.of("engine.aiven.name.empty"));
        } else if (!ServiceName.isValid(name)) {
            return Optional.of(Message.of("engine.aiven.name.invalid"));
        }
        return taken.contains(name) ? Optional.of(Message.of("engine.aiven.name.taken", name)) : Optional.empty();
    }
}
