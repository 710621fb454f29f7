package dev.ferry.aiven;

import dev.ferry.secrets.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A service as the API shows it at one moment (`GET /project/P/service/S`).
///
/// @param name its name
/// @param type `cassandra`, for those that matter here
/// @param state what it is doing
/// @param plan for example `startup-4`
/// @param cloud for example `google-europe-west1`
/// @param version the Cassandra line, for example `4.1`; null if not told
/// @param dataCentre what its configuration says, else `aiven`; the node itself knows better
///     (`system.local`)
/// @param nodeCount how many nodes
/// @param diskSpaceMb the sum over all nodes, in MiB
/// @param migrationMode whether the internode port is open for a loader with the right certificate
/// @param protectedFromDeletion whether Aiven refuses to delete it or switch it off
/// @param vpc the private network that it is in; null if it is in the public one
/// @param openTo the networks that it lets in (`ip_filter`); empty if not told
/// @param ways where it speaks CQL, the one that should be tried first at the front; none while there are no
///     nodes yet
/// @param internode where it takes streams; null outside migration mode, and while there are no nodes yet
/// @param login its superuser; null where it was not asked for, and while there are no nodes yet
/// @param nodes its nodes
/// @param maintenance when Aiven changes its machines, and what it is about to change
/// @param notifications what Aiven wants people to know
public record AivenService(
        String name,
        String type,
        State state,
        String plan,
        String cloud,
        @Nullable String version,
        String dataCentre,
        int nodeCount,
        long diskSpaceMb,
        boolean migrationMode,
        boolean protectedFromDeletion,
        @Nullable String vpc,
        List<String> openTo,
        List<Way> ways,
        @Nullable Address internode,
        @Nullable Login login,
        List<NodeState> nodes,
        Maintenance maintenance,
        List<Notification> notifications) {
    public AivenService {
        Objects.requireNonNull(name);
        Objects.requireNonNull(state);
        Objects.requireNonNull(dataCentre);
        Objects.requireNonNull(maintenance);
        openTo = List.copyOf(openTo);
        ways = List.copyOf(ways);
        nodes = List.copyOf(nodes);
        notifications = List.copyOf(notifications);
    }

    /// Where it speaks CQL; null while there are no nodes yet. Whoever cannot reach this may reach one of the
    /// other {@link #ways()}.
    public @Nullable Address cql() {
        return ways.isEmpty() ? null : ways.getFirst().address();
    }

    /// Whether it can be reached only from networks that are peered with its own.
    public boolean isPrivate() {
        return vpc != null && ways.stream().noneMatch(way -> way.route() == Route.PUBLIC);
    }

    /// What a service is doing.
    public enum State {
        REBUILDING,
        REBALANCING,
        RUNNING,
        POWEROFF,
        /// A word that this program does not know.
        UNKNOWN
    }

    /// A host and a port.
    public record Address(String host, int port) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /// By which way an address is reached, in the order in which they are tried.
    public enum Route {
        /// The usual one: public for a service in the public network, private for one in a VPC.
        DYNAMIC,
        /// The public twin of a service in a VPC.
        PUBLIC,
        /// From networks that are peered.
        PRIVATE,
        /// Over a private link of the cloud's provider.
        PRIVATELINK
    }

    /// One way to its CQL port.
    public record Way(Route route, Address address) {}

    /// When Aiven changes machines. A change replaces nodes one by one; addresses change, the host name
    /// stays.
    ///
    /// @param day `monday` and so on, or `never`; empty if not told
    /// @param time of the day in UTC, empty if not told
    /// @param updates what is about to be changed
    public record Maintenance(String day, String time, List<Update> updates) {
        public Maintenance {
            updates = List.copyOf(updates);
        }
    }

    /// A change of machines that is about to come.
    ///
    /// @param description in Aiven's words
    /// @param start when it begins by itself; null if not told
    /// @param deadline when it can wait no longer; null if it can wait
    public record Update(
            String description,
            @Nullable Instant start,
            @Nullable Instant deadline) {}

    /// A user with its password.
    public record Login(String user, Secret password) {}

    /// A node of the service.
    ///
    /// @param name for example `orders-1`
    /// @param state in Aiven's words: `setting_up_vm`, `syncing_data`, `running`, `leaving`, `timing_out`
    ///     and others
    /// @param zone the availability zone, empty if not told
    /// @param progress what it is busy with
    public record NodeState(String name, String state, String zone, List<Progress> progress) {
        public NodeState {
            progress = List.copyOf(progress);
        }
    }

    /// How far a node is in one phase.
    ///
    /// @param phase in Aiven's words: `prepare`, `basebackup`, `stream`, `finalize`
    /// @param completed whether it is over
    /// @param fraction from 0 to 1; null if it cannot be told
    public record Progress(
            String phase, boolean completed, @Nullable Double fraction) {}

    /// Something that Aiven wants people to know.
    ///
    /// @param type `service_end_of_life` or `service_powered_off_removal`
    /// @param message in Aiven's words
    /// @param endOfLife when the service ends; null if that is not what it is about
    public record Notification(
            String type, String message, @Nullable Instant endOfLife) {}
}
