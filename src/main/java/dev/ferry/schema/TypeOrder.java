package dev.ferry.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Collects the user-defined types of a keyspace that are needed, each after those that it needs itself.
final class TypeOrder {
    private final Keyspace keyspace;
    private final List<UserType> types = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    TypeOrder(Keyspace keyspace) {
        this.keyspace = keyspace;
    }

    /// Adds what a type mentions.
    void need(String type) {
        for (var name : CqlType.parse(type).userTypes()) {
            if (seen.add(name)) {
                keyspace.type(name).ifPresent(found -> {
                    found.fields().forEach(each -> need(each.type()));
                    types.add(found);
                });
            }
        }
    }

    /// The types so far, in the order in which they can be created.
    List<UserType> types() {
        return List.copyOf(types);
    }
}
