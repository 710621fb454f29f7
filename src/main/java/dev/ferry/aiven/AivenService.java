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
/// @param cql where it speaks CQL; null while there are no nodes yet
/// @param internode where it takes streams; null outside migration mode, and while there are no nodes yet
/// @param login its superuser; null where it was not asked for, and while there are no nodes yet
/// @param nodes its nodes
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
        @Nullable Address cql,
        @Nullable Address internode,
        @Nullable Login login,
        List<NodeState> nodes,
        List<Notification> notifications) {
    public AivenService {
        Objects.requireNonNull(name);
        Objects.requireNonNull(state);
        Objects.requireNonNull(dataCentre);
        nodes = List.copyOf(nodes);
        notifications = List.copyOf(notifications);
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
