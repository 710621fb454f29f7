package dev.ferry.engine;

import dev.ferry.run.TargetNode;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.schema.TargetShape;
import dev.ferry.text.Message;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What one Aiven project has and offers as a target, at one moment.
///
/// @param name the project's name
/// @param sale whether a new service can be had
/// @param services its Cassandra services
/// @param clouds where a new service could run; empty where none can be had
/// @param plans what a new service could be, the cheapest first; empty where none can be had
public record AivenProject(String name, Sale sale, List<Service> services, List<Cloud> clouds, List<Plan> plans) {
    // A service's data centre unless its configuration says otherwise (facts of the API as it last was).
    private static final String DATA_CENTRE = "aiven";

    public AivenProject {
        services = List.copyOf(services);
        clouds = List.copyOf(clouds);
        plans = List.copyOf(plans);
    }

    /// What is wrong with a name for a new service; empty if it can be had.
    public Optional<Message> objection(String serviceName) {
        return ServiceNames.objection(
                serviceName, services.stream().map(Service::name).toList());
    }

    /// What a service of a plan will be like.
    ///
    /// @param version the Cassandra line as the API names it: `3` is 3.11, `4` is 4.0
    public static TargetShape shape(int nodes, String version) {
        var release = switch (version) {
            case "3" -> "3.11";
            case "4" -> "4.0";
            default -> version;
        };
        return new TargetShape(CassandraVersion.of(release), new TreeMap<>(Map.of(DATA_CENTRE, nodes)));
    }

    /// Whether a new service can be had, as the API itself says.
    public sealed interface Sale {
        /// It can.
        ///
        /// @param versions the Cassandra lines, newest first, as the API names them; empty if it does not
        ///     list them
        /// @param end when the product will end; null if nobody has said so
        record Open(List<String> versions, @Nullable Instant end) implements Sale {
            public Open {
                versions = List.copyOf(versions);
            }
        }

        /// It cannot any more.
        ///
        /// @param since the day of the end
        /// @param evidence what the API answered, in words
        record Ended(Instant since, String evidence) implements Sale {}
    }

    /// A Cassandra service.
    ///
    /// @param name its name
    /// @param state what it is doing, in Aiven's words: `RUNNING`, `REBUILDING`, `REBALANCING`, `POWEROFF`
    /// @param plan for example `startup-4`
    /// @param cloud for example `google-europe-west1`
    /// @param version the Cassandra line as the API names it; empty if not told
    /// @param nodeCount how many nodes
    /// @param diskBytes over all nodes
    /// @param migrationMode whether its internode port is open for loaders
    /// @param nodes its nodes with their states
    /// @param endOfLife when it will be deleted, as its notice says; null if there is none
    /// @param obstacle why it cannot be a target; null if it can
    public record Service(
            String name,
            String state,
            String plan,
            String cloud,
            String version,
            int nodeCount,
            long diskBytes,
            boolean migrationMode,
            List<TargetNode> nodes,
            @Nullable Instant endOfLife,
            @Nullable Message obstacle) {
        public Service {
            nodes = List.copyOf(nodes);
        }

        /// Whether it can be a target.
        public boolean isUsable() {
            return obstacle == null;
        }
    }

    /// A place where a service can run.
    ///
    /// @param name for example `google-europe-west1`
    /// @param provider for example `Google Cloud`
    /// @param place for example `Europe, Belgium`
    public record Cloud(String name, String provider, String place) {}

    /// A plan.
    ///
    /// @param name for example `startup-4`
    /// @param nodes how many nodes
    /// @param offers cloud name → what it is there; it is offered in exactly these
    public record Plan(String name, int nodes, Map<String, Offer> offers) {
        public Plan {
            offers = Map.copyOf(offers);
        }
    }

    /// What a plan is in one cloud. What the API does not tell is empty, never guessed.
    ///
    /// @param cpusPerNode processors of one node; 0 if not told
    /// @param memoryBytesPerNode memory of one node
    /// @param diskBytes over all nodes
    /// @param hourUsd what an hour costs, in US dollars; null if not told
    /// @param monthUsd what 730 hours cost, which Aiven calls a month; null if not told
    public record Offer(
            int cpusPerNode,
            OptionalLong memoryBytesPerNode,
            OptionalLong diskBytes,
            @Nullable BigDecimal hourUsd,
            @Nullable BigDecimal monthUsd) {}
}
