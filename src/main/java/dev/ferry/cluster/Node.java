package dev.ferry.cluster;

import dev.ferry.schema.CassandraVersion;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One node of a ring.
///
/// @param hostId Cassandra's id of the node
/// @param address where clients reach it (native transport address), as text
/// @param nativePort the port of that address; null where the ring does not say (before 4.0)
/// @param broadcastAddress what it announces to its peers
/// @param listenAddress what it listens on for its peers; null where the ring does not say
/// @param dataCentre its data centre
/// @param rack its rack
/// @param version its release
/// @param tokens how many token ranges start with it
/// @param up whether the node through which we looked sees it up
/// @param machine what was found on it over SSH; null where nobody looked
public record Node(
        UUID hostId,
        String address,
        @Nullable Integer nativePort,
        String broadcastAddress,
        @Nullable String listenAddress,
        String dataCentre,
        String rack,
        CassandraVersion version,
        int tokens,
        boolean up,
        @Nullable Machine machine) {
    /// A node of which only the addresses are known that every ring tells.
    public Node(
            UUID hostId,
            String address,
            String broadcastAddress,
            String dataCentre,
            String rack,
            CassandraVersion version,
            int tokens,
            boolean up,
            @Nullable Machine machine) {
        this(hostId, address, null, broadcastAddress, null, dataCentre, rack, version, tokens, up, machine);
    }

    /// The same node with what was found on it.
    public Node with(Machine machine) {
        return new Node(
                hostId,
                address,
                nativePort,
                broadcastAddress,
                listenAddress,
                dataCentre,
                rack,
                version,
                tokens,
                up,
                machine);
    }

    /// Every address by which it is known, each once: that for clients first.
    public List<String> addresses() {
        return Stream.of(address, broadcastAddress, listenAddress)
                .filter(Objects::nonNull)
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList();
    }
}
