package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.aiven.AivenClient;
import dev.ferry.aiven.Pace;
import dev.ferry.aiven.Patience;
import dev.ferry.aiven.ServiceChange;
import dev.ferry.aiven.ServiceName;
import dev.ferry.aiven.ServiceRequest;
import dev.ferry.engine.AivenProject.Sale;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Authority;
import dev.ferry.secrets.Secret;
import dev.ferry.simulator.AivenSimulator;
import dev.ferry.simulator.FakeLauncher;
import dev.ferry.simulator.Fault;
import dev.ferry.simulator.SimulatorOptions;
import dev.ferry.simulator.SimulatorOptions.Era;
import dev.ferry.text.Message;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

@Timeout(60)
class AivenLookTest {
    private static final Patience PATIENCE =
            new Patience(2, Duration.ofMillis(2), Duration.ofMillis(10), Duration.ofSeconds(2), Duration.ofSeconds(10));
    private static final SimulatorOptions OPTIONS = SimulatorOptions.standard()
            .withTargetNodes(2)
            .withStage(Duration.ofMillis(10))
            .withKeys(Authority.KeyKind.EC);
    private static final long GIB = 1L << 30;

    @Test
    void tellsWhoTheTokenBelongsToAndItsProjects() throws Exception {
        try (var aiven = simulator(Era.LIVE);
                var look = look(aiven)) {
            assertEquals(
                    new AivenAccount(
                            "somebody@example.org",
                            "Some Body",
                            List.of(new AivenAccount.Project("sandbox", "Sandbox", "google-europe-west1", null))),
                    look.account());
        }
    }

    @Test
    void tellsWhatIsOnSale() throws Exception {
        try (var aiven = simulator(Era.LIVE);
                var look = look(aiven)) {
            var project = look.project("sandbox");
            assertEquals(new Sale.Open(List.of("4.1", "4"), null), project.sale());
            assertEquals(
                    List.of("Amazon Web Services", "Amazon Web Services", "Azure", "Google Cloud", "Google Cloud"),
                    project.clouds().stream().map(AivenProject.Cloud::provider).toList());
            assertTrue(project.clouds()
                    .contains(new AivenProject.Cloud("google-europe-west1", "Google Cloud", "Europe, Belgium")));
            assertEquals(
                    List.of("startup-4", "startup-8", "business-16", "premium-32"),
                    project.plans().stream().map(AivenProject.Plan::name).toList(),
                    "the cheapest first");
            var smallest = project.plans().getFirst();
            assertEquals(2, smallest.nodes());
            // two nodes of 60 GiB; 0.15 $ an hour are 109.50 $ in 730 hours
            assertEquals(
                    new AivenProject.Offer(
                            2,
                            OptionalLong.of(4 * GIB),
                            OptionalLong.of(120 * GIB),
                            new BigDecimal("0.15"),
                            new BigDecimal("109.50")),
                    smallest.offers().get("google-us-central1"));
        }
    }

    @Test
    void saysWhichServicesCanBeATarget() throws Exception {
        try (var aiven = simulator(Era.LIVE);
                var look = look(aiven);
                var client = new AivenClient(aiven.base(), aiven.token(), line -> {}, PATIENCE)) {
            create(client, "open");
            create(client, "closed");
            client.endMigrationMode("sandbox", "closed");
            running(client, "closed");
            var services = look.project("sandbox").services();
            assertEquals(
                    List.of("open", "closed"),
                    services.stream().map(AivenProject.Service::name).toList(),
                    "what can be used comes first");
            var open = services.getFirst();
            assertTrue(open.isUsable());
            assertEquals("RUNNING", open.state());
            assertEquals(120 * GIB, open.diskBytes());
            assertEquals(
                    List.of("open-1 running", "open-2 running"),
                    open.nodes().stream()
                            .map(node -> node.name() + " " + node.state())
                            .toList());
            assertEquals(
                    Message.of("engine.aiven.obstacle.mode"), services.getLast().obstacle());
        }
    }

    @Test
    void tellsHowAServiceLiesAndWhatIsToCome() throws Exception {
        try (var aiven = simulator(Era.LIVE);
                var look = look(aiven);
                var client = new AivenClient(aiven.base(), aiven.token(), line -> {}, PATIENCE)) {
            create(client, "orders");
            assertTrue(look.project("sandbox").privateClouds().isEmpty());
            client.update("sandbox", "orders", ServiceChange.protect());
            aiven.inject(Fault.VPC);
            aiven.inject(Fault.MAINTENANCE_PENDING);
            var project = look.project("sandbox");
            var place = project.services().getFirst().place();
            assertTrue(place.isPrivate());
            assertTrue(place.isProtected());
            assertTrue(place.isOpenToAll());
            assertEquals("sunday 11:00:00", place.window());
            assertEquals(1, place.pending().size());
            assertEquals(Set.of("google-europe-west1"), project.privateClouds());
        }
    }

    @Test
    void saysWhichRightsAreMissingAndForWhat() throws Exception {
        try (var aiven = simulator(Era.LIVE);
                var client = new AivenClient(aiven.base(), aiven.token(), line -> {}, PATIENCE)) {
            create(client, "orders");
            try (var look = new AivenLook(aiven.base().toString(), aiven.restrictedToken(), PATIENCE)) {
                var project = look.project("sandbox");
                assertTrue(project.lacks(AivenProject.Need.LOAD));
                assertTrue(project.lacks(AivenProject.Need.CREATE));
                assertTrue(project.lacks(AivenProject.Need.CHANGE));
                assertFalse(project.lacks(AivenProject.Need.WATCH));
            }
            try (var look = new AivenLook(aiven.base().toString(), aiven.tokenWithout("service:logs:read"), PATIENCE)) {
                assertEquals(
                        List.of(new AivenProject.Lack(
                                AivenProject.Need.WATCH, "read the service's log", "service:logs:read")),
                        look.project("sandbox").lacking());
            }
            try (var look = look(aiven)) {
                assertEquals(List.of(), look.project("sandbox").lacking());
            }
        }
    }

    @Test
    void aServiceThatIsOffSaysThatItCanBeSwitchedOn() throws Exception {
        try (var aiven = simulator(Era.LIVE);
                var look = look(aiven);
                var client = new AivenClient(aiven.base(), aiven.token(), line -> {}, PATIENCE)) {
            create(client, "orders");
            client.update("sandbox", "orders", ServiceChange.powerOff());
            var service = look.project("sandbox").services().getFirst();
            assertTrue(service.isOff());
            assertEquals(Message.of("engine.aiven.obstacle.off"), service.obstacle());
        }
    }

    @Test
    void refusesAWrongNameBeforeTheApiDoes() throws Exception {
        try (var aiven = simulator(Era.LIVE);
                var look = look(aiven);
                var client = new AivenClient(aiven.base(), aiven.token(), line -> {}, PATIENCE)) {
            create(client, "orders");
            var project = look.project("sandbox");
            assertEquals(Optional.empty(), project.objection("orders-2"));
            assertEquals(
                    "engine.aiven.name.empty",
                    project.objection(" ").orElseThrow().key());
            assertEquals(
                    "engine.aiven.name.invalid",
                    project.objection("Orders").orElseThrow().key());
            assertEquals(
                    "engine.aiven.name.invalid",
                    project.objection("1st").orElseThrow().key());
            assertEquals(
                    "engine.aiven.name.invalid",
                    project.objection("a".repeat(65)).orElseThrow().key());
            assertEquals(
                    Message.of("engine.aiven.name.taken", "orders"),
                    project.objection("orders").orElseThrow());
        }
    }

    @Test
    void tellsAnEndThatIsAnnounced() throws Exception {
        try (var aiven = simulator(Era.ANNOUNCED);
                var look = look(aiven);
                var client = new AivenClient(aiven.base(), aiven.token(), line -> {}, PATIENCE)) {
            create(client, "orders");
            var end = Instant.parse("2026-01-07T00:00:00Z");
            var project = look.project("sandbox");
            assertEquals(new Sale.Open(List.of("4.1", "4"), end), project.sale());
            assertEquals(end, project.services().getFirst().endOfLife());
            assertFalse(project.plans().isEmpty());
        }
    }

    @Test
    void tellsThatTheProductHasEnded() throws Exception {
        try (var aiven = simulator(Era.AFTER_END_OF_LIFE);
                var look = look(aiven)) {
            var project = look.project("sandbox");
            var ended = assertInstanceOf(Sale.Ended.class, project.sale());
            assertEquals(Instant.parse("2026-01-07T00:00:00Z"), ended.since());
            assertEquals(List.of(), project.plans());
            assertEquals(List.of(), project.clouds());
        }
    }

    @Test
    void saysWhyNothingCouldBeRead() throws Exception {
        try (var aiven = simulator(Era.LIVE);
                var wrong = new AivenLook(aiven.base().toString(), Secret.of("not-the-token"), PATIENCE);
                var look = look(aiven)) {
            assertEquals("aiven.token.refused", failing(wrong::account));
            assertEquals("aiven.project.missing", failing(() -> look.project("other")));
        }
        assertEquals("engine.aiven.address", failing(() -> at("not an address")));
        try (var plain = at("http://api.example.org")) {
            assertEquals("aiven.base.insecure", failing(plain::account));
        }
        try (var nobody = at("http://127.0.0.1:" + closedPort())) {
            assertEquals("aiven.connection.failed", failing(nobody::account));
        }
    }

    @Test
    void aServiceWithoutNoticesHasNoEnd() throws Exception {
        try (var aiven = simulator(Era.LIVE);
                var look = look(aiven);
                var client = new AivenClient(aiven.base(), aiven.token(), line -> {}, PATIENCE)) {
            create(client, "orders");
            assertNull(look.project("sandbox").services().getFirst().endOfLife());
        }
    }

    private static void create(AivenClient client, String name) throws Exception {
        client.create("sandbox", ServiceRequest.of(new ServiceName(name), "startup-4", "google-europe-west1"));
        running(client, name);
    }

    private static void running(AivenClient client, String name) throws Exception {
        client.awaitRunning("sandbox", name, new Pace(Duration.ofMillis(5), 1), Duration.ofSeconds(20), seen -> {});
    }

    private static AivenSimulator simulator(Era era) throws IOException {
        return AivenSimulator.start(OPTIONS.in(era), FakeLauncher.quick());
    }

    private static AivenLook look(AivenSimulator aiven) throws FailureException {
        return new AivenLook(aiven.base().toString(), aiven.token(), PATIENCE);
    }

    private static AivenLook at(String api) throws FailureException {
        return new AivenLook(api, Secret.of("any-token"), PATIENCE);
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String failing(Executable call) {
        return assertThrows(FailureException.class, call).failure().cause().key();
    }
}
