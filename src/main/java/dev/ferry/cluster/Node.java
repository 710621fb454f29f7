package dev.ferry.cluster;

import dev.ferry.schema.CassandraVersion;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One node of a ring.
///
/// @param hostId Cassandra's id of the node
/// @param address where clients reach it (native transport address), as text
/// @param broadcastAddress what it announces to its peers
/// @param dataCentre its data centre
/// @param rack its rack
/// @param version its release
/// @param tokens how many token ranges start with it
/// @param up whether the node through which we looked sees it up
/// @param machine what was found on it over SSH; null where nobody looked
public record Node(
        UUID hostId,
        String address,
        String broadcastAddress,
        String dataCentre,
        String rack,
        CassandraVersion version,
        int tokens,
        boolean up,
        @Nullable Machine machine) {
    /// The same node with what was found on it.
    public Node with(Machine machine) {
        return new Node(hostId, address, broadcastAddress, dataCentre, rack, version, tokens, up, machine);
    }
}
