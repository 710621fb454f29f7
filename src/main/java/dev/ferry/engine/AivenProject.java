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
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What one Aiven project has and offers as a target, at one moment.
///
/// @param name the project's name
/// @param sale whether a new service can be had
/// @param services its Cassandra services
/// @param clouds where a new service could run; empty where none can be had
/// @param plans what a new service could be, the cheapest first; empty where none can be had
/// @param lacking what the token may not do here of what a migration needs; none where nothing is missing as far
///     as can be told
/// @param privateClouds the clouds in which the project has a private network
public record AivenProject(
        String name,
        Sale sale,
        List<Service> services,
        List<Cloud> clouds,
        List<Plan> plans,
        List<Lack> lacking,
        Set<String> privateClouds) {
    // A service's data centre unless its configuration says otherwise (facts of the API as it last was).
    private static final String DATA_CENTRE = "aiven";

    public AivenProject {
        services = List.copyOf(services);
        clouds = List.copyOf(clouds);
        plans = List.copyOf(plans);
        lacking = List.copyOf(lacking);
        privateClouds = Set.copyOf(privateClouds);
    }

    /// A right that the token does not have.
    ///
    /// @param need what it is needed for
    /// @param what what it would let somebody do, in words that go after “may not”
    /// @param permission its name at Aiven
    public record Lack(Need need, String what, String permission) {}

    /// What a right is needed for.
    public enum Need {
        /// To load into a service at all.
        LOAD,
        /// To have a new service made.
        CREATE,
        /// To switch migration mode off in the end, and to switch a service on.
        CHANGE,
        /// To look closer when something does not go well.
        WATCH
    }

    /// Whether the token is known to lack a right that is needed for this.
    public boolean lacks(Need need) {
        return lacking.stream().anyMatch(lack -> lack.need() == need);
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
    /// @param place how it lies and what is about to happen to it
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
            Place place,
            @Nullable Message obstacle) {
        public Service {
            nodes = List.copyOf(nodes);
        }

        /// Whether it is switched off, and has no machines.
        public boolean isOff() {
            return state.equals("POWEROFF");
        }

        /// Whether it can be a target.
        public boolean isUsable() {
            return obstacle == null;
        }
    }

    /// How a service lies and what is about to happen to it.
    ///
    /// @param vpc the private network that it is in; null if it is in the public one
    /// @param isPrivate whether only networks that are peered with its own reach it
    /// @param isProtected whether Aiven refuses to delete it or to switch it off
    /// @param openTo the networks that it lets in; empty if not told
    /// @param window when Aiven changes its machines: day and time in UTC; empty if not told
    /// @param pending the changes of machines that are about to come
    public record Place(
            @Nullable String vpc,
            boolean isPrivate,
            boolean isProtected,
            List<String> openTo,
            String window,
            List<Update> pending) {
        /// In the public network, open to all, nothing to come.
        public static final Place PUBLIC = new Place(null, false, false, List.of("0.0.0.0/0", "::/0"), "", List.of());

        public Place {
            openTo = List.copyOf(openTo);
            pending = List.copyOf(pending);
        }

        /// Whether every address is let in.
        public boolean isOpenToAll() {
            return openTo.isEmpty() || openTo.stream().anyMatch(net -> net.endsWith("/0"));
        }
    }

    /// A change of machines that is about to come: it replaces every node, one by one.
    ///
    /// @param description in Aiven's words
    /// @param start when it begins by itself; null if not told
    /// @param deadline when it can wait no longer; null if it can wait
    public record Update(
            String description,
            @Nullable Instant start,
            @Nullable Instant deadline) {}

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
