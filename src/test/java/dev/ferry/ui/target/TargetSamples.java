package dev.ferry.ui.target;

import dev.ferry.engine.AivenAccount;
import dev.ferry.engine.AivenProject;
import dev.ferry.engine.AivenProject.Cloud;
import dev.ferry.engine.AivenProject.Offer;
import dev.ferry.engine.AivenProject.Plan;
import dev.ferry.engine.AivenProject.Sale;
import dev.ferry.engine.AivenProject.Service;
import dev.ferry.engine.HopKind;
import dev.ferry.engine.HopSeen;
import dev.ferry.engine.HopState;
import dev.ferry.outcome.Failure;
import dev.ferry.run.TargetNode;
import dev.ferry.text.Message;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Accounts, projects and tests of the way, small and huge.
final class TargetSamples {
    static final Instant END = Instant.parse("2026-01-07T00:00:00Z");

    private static final long GIB = 1L << 30;
    private static final Duration TOOK = Duration.ofMillis(42);

    private TargetSamples() {}

    static AivenAccount account(String... projects) {
        return new AivenAccount(
                "ana.lopez@acme.example",
                "Ana Lopez",
                List.of(projects).stream()
                        .map(name -> new AivenAccount.Project(name, "Acme", "google-europe-west1", null))
                        .toList());
    }

    static final List<Cloud> CLOUDS = List.of(
            new Cloud("aws-eu-central-1", "Amazon Web Services", "Europe, Germany"),
            new Cloud("aws-eu-north-1", "Amazon Web Services", "Europe, Sweden"),
            new Cloud("aws-us-east-1", "Amazon Web Services", "United States, Virginia"),
            new Cloud("azure-westeurope", "Azure", "Europe, Netherlands"),
            new Cloud("do-fra", "DigitalOcean", "Europe, Germany"),
            new Cloud("google-europe-west1", "Google Cloud", "Europe, Belgium"),
            new Cloud("google-europe-west3", "Google Cloud", "Europe, Germany"),
            new Cloud("google-us-central1", "Google Cloud", "United States, Iowa"));

    /// A project that can have new services and has three.
    static AivenProject project(Sale sale) {
        return new AivenProject(
                "acme-prod",
                sale,
                List.of(
                        service("orders-eu", "RUNNING", true, null),
                        service("orders-staging", "REBUILDING", true, null),
                        service("metrics", "RUNNING", false, Message.of("engine.aiven.obstacle.mode")),
                        service("old-orders", "POWEROFF", true, Message.of("engine.aiven.obstacle.off"))),
                sale instanceof Sale.Ended ? List.of() : CLOUDS,
                sale instanceof Sale.Ended ? List.of() : plans(CLOUDS),
                List.of(),
                Set.of());
    }

    static Sale open() {
        return new Sale.Open(List.of("4.1", "4"), null);
    }

    static Sale ended() {
        return new Sale.Ended(END, "HTTP 404: Service type does not exist");
    }

    /// A project with hundreds of services and clouds.
    static AivenProject huge() {
        var clouds = IntStream.range(0, 240)
                .mapToObj(i -> new Cloud(
                        List.of("aws", "azure", "do", "google").get(i / 60) + "-region-" + i % 60,
                        List.of("Amazon Web Services", "Azure", "DigitalOcean", "Google Cloud")
                                .get(i / 60),
                        "Somewhere, place " + i % 60))
                .toList();
        var services = IntStream.range(0, 400)
                .mapToObj(i -> service("service-%03d".formatted(i), "RUNNING", true, null))
                .toList();
        return new AivenProject("acme-prod", open(), services, clouds, plans(clouds), List.of(), Set.of());
    }

    static Service service(String name, String state, boolean migrationMode, @Nullable Message obstacle) {
        return new Service(
                name,
                state,
                "business-8",
                "google-europe-west1",
                "4.1",
                3,
                1050 * GIB,
                migrationMode,
                List.of(),
                null,
                AivenProject.Place.PUBLIC,
                obstacle);
    }

    static List<Plan> plans(List<Cloud> clouds) {
        return List.of(
                plan("startup-4", 3, 2, 4, 180, "0.287", clouds),
                plan("startup-8", 3, 2, 8, 525, "0.603", clouds),
                plan("business-8", 3, 2, 8, 1050, "0.958", clouds),
                plan("business-16", 3, 4, 16, 2100, "1.849", clouds),
                plan("premium-16", 6, 4, 16, 4200, "3.712", clouds),
                plan("premium-32", 6, 8, 32, 8400, "7.390", clouds));
    }

    private static Plan plan(String name, int nodes, int cpus, int memory, int disk, String hour, List<Cloud> clouds) {
        var offer = new Offer(
                cpus,
                OptionalLong.of(memory * GIB),
                OptionalLong.of(disk * GIB),
                new BigDecimal(hour),
                new BigDecimal(hour).multiply(BigDecimal.valueOf(730)));
        var offers = new HashMap<String, Offer>();
        clouds.forEach(cloud -> offers.put(cloud.name(), offer));
        return new Plan(name, nodes, offers);
    }

    static List<TargetNode> nodes(String first, String second, String third) {
        return List.of(
                node("orders-eu-1", "europe-west1-b", first),
                node("orders-eu-2", "europe-west1-c", second),
                node("orders-eu-3", "europe-west1-d", third));
    }

    private static TargetNode node(String name, String zone, String state) {
        return state.equals("syncing_data")
                ? new TargetNode(name, zone, state, "stream", 0.4)
                : new TargetNode(name, zone, state, "", null);
    }

    /// The way to a contact point that lets us in, and to three nodes of which one cannot be reached from here.
    static List<HopSeen> goodHops() {
        var hops = new ArrayList<HopSeen>();
        var contact = "cassandra-1.acme.example";
        var way = "workstation → cassandra-1.acme.example:9042";
        passed(hops, HopSeen.Part.CLUSTER, contact, contact, HopKind.NAME, "10.30.0.21");
        passed(hops, HopSeen.Part.CLUSTER, contact, way, HopKind.PORT, "10.30.0.21:9042");
        passed(hops, HopSeen.Part.CLUSTER, contact, way, HopKind.TLS, "TLSv1.3, CN=cassandra-1.acme.example,O=Acme");
        passed(hops, HopSeen.Part.CLUSTER, contact, way, HopKind.CQL_LOGIN, "migrator, Cassandra 5.0.8");
        passed(hops, HopSeen.Part.CLUSTER, contact, way, HopKind.RING, "Acme Next: 3 of 3 nodes up");
        passed(hops, HopSeen.Part.CLUSTER, contact, way, HopKind.RIGHTS, "migrator: may create keyspaces and roles");
        for (var node : List.of("10.30.0.21", "10.30.0.22")) {
            var to = "workstation → " + node + ":7001";
            passed(hops, HopSeen.Part.INTERNODE, node, to, HopKind.PORT, "accepts connections");
            passed(hops, HopSeen.Part.INTERNODE, node, to, HopKind.TLS, "TLSv1.3, CN=node, valid until 2027-08-30");
        }
        hops.add(new HopSeen(
                HopSeen.Part.INTERNODE,
                "10.30.0.23",
                "workstation → 10.30.0.23:7001",
                HopKind.PORT,
                new HopState.Failed(
                        failure("engine.target.internode.port", "10.30.0.23", "connect timed out"), null, TOOK)));
        hops.sort(Comparator.comparing(HopSeen::part));
        return hops;
    }

    /// A contact point whose login is refused.
    static List<HopSeen> failedHops() {
        var hops = new ArrayList<HopSeen>();
        var contact = "cassandra-1.acme.example";
        var way = "workstation → cassandra-1.acme.example:9042";
        passed(hops, HopSeen.Part.CLUSTER, contact, contact, HopKind.NAME, "10.30.0.21");
        passed(hops, HopSeen.Part.CLUSTER, contact, way, HopKind.PORT, "10.30.0.21:9042");
        hops.add(new HopSeen(
                HopSeen.Part.CLUSTER,
                contact,
                way,
                HopKind.CQL_LOGIN,
                new HopState.Failed(
                        new Failure(
                                Failure.Kind.NEEDS_ATTENTION,
                                way,
                                Message.of("cassandra.login.refused", "10.30.0.21:9042", "migrator"),
                                "Provided username migrator and/or password are incorrect",
                                Message.of("cassandra.login.refused.remedy")),
                        null,
                        TOOK)));
        for (var kind : List.of(HopKind.RING, HopKind.RIGHTS)) {
            hops.add(new HopSeen(HopSeen.Part.CLUSTER, contact, way, kind, new HopState.Skipped(HopKind.CQL_LOGIN)));
        }
        return hops;
    }

    static Failure failure(String key, String argument, String evidence) {
        return new Failure(
                Failure.Kind.NEEDS_ATTENTION,
                "workstation → " + argument,
                Message.of(key, argument),
                evidence,
                Message.of(key + ".remedy", argument));
    }

    private static void passed(
            List<HopSeen> hops, HopSeen.Part part, String subject, String place, HopKind kind, String evidence) {
        hops.add(new HopSeen(part, subject, place, kind, new HopState.Passed(evidence, TOOK)));
    }
}
