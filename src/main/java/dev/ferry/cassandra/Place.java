package dev.ferry.cassandra;

import com.datastax.oss.driver.api.core.metadata.EndPoint;
import java.net.InetSocketAddress;
import java.util.Objects;

/// A node as the driver knows it: its own name, and the road there. Two of them are the same if they name
/// the same node.
final class Place implements EndPoint {
    private final InetSocketAddress node;
    private final CqlRoad road;

    Place(InetSocketAddress node, CqlRoad road) {
        this.node = node;
        this.road = road;
    }

    /// The node's native port, as the ring or the user names it; perhaps not resolved where the road does not
    /// need that.
    InetSocketAddress node() {
        return node;
    }

    /// Called by the driver before every attempt to connect.
    @Override
    public InetSocketAddress resolve() {
        return road.to(node);
    }

    @Override
    public String asMetricPrefix() {
        return node.getHostString().replace('.', '_') + ":" + node.getPort();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Place place && place.node.equals(node);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(node);
    }

    @Override
    public String toString() {
        return Addresses.label(node);
    }
}
