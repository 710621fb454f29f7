package dev.ferry.cassandra;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where and how a cluster answers CQL.
///
/// @param contactPoints host names or addresses, those of IPv6 with or without brackets, at least one; a name
///     that has several addresses stands for all of them
/// @param port the native transport port
/// @param login null where the cluster asks for none
/// @param tls null for a plain port
/// @param home the data centre whose nodes are asked; null for that of the contact points
/// @param road how the ports of its nodes are reached
public record CqlEndpoint(
        List<String> contactPoints,
        int port,
        @Nullable CqlLogin login,
        @Nullable CqlTls tls,
        @Nullable String home,
        CqlRoad road) {
    public CqlEndpoint {
        contactPoints = contactPoints.stream().map(Addresses::bare).toList();
        Objects.requireNonNull(road);
        if (contactPoints.isEmpty()) {
            throw new IllegalArgumentException("no contact point");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
    }

    /// A cluster that is reached directly, whose data centre is that of the contact points.
    public CqlEndpoint(List<String> contactPoints, int port, @Nullable CqlLogin login, @Nullable CqlTls tls) {
        this(contactPoints, port, login, tls, null, CqlRoad.DIRECT);
    }

    /// The same, asking the nodes of a data centre; where there is none of this name, as without it.
    public CqlEndpoint at(String home) {
        return new CqlEndpoint(contactPoints, port, login, tls, home, road);
    }

    /// The same cluster by another road.
    public CqlEndpoint by(CqlRoad road) {
        return new CqlEndpoint(contactPoints, port, login, tls, home, road);
    }

    /// For people: the first contact point with the port, such as `10.0.0.7:9042`.
    public String label() {
        return Addresses.label(contactPoints.getFirst(), port);
    }

    /// The same place, without showing a login.
    public CqlEndpoint withoutLogin() {
        return new CqlEndpoint(contactPoints, port, null, tls, home, road);
    }
}
