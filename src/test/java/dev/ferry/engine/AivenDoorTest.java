package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.aiven.AivenClient;
import dev.ferry.aiven.AivenService;
import dev.ferry.aiven.Pace;
import dev.ferry.aiven.ServiceChange;
import dev.ferry.aiven.ServiceName;
import dev.ferry.aiven.ServiceRequest;
import dev.ferry.cluster.TargetPressure;
import dev.ferry.migration.Target;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Authority;
import dev.ferry.secrets.Secret;
import dev.ferry.simulator.AivenSimulator;
import dev.ferry.simulator.FakeLauncher;
import dev.ferry.simulator.Fault;
import dev.ferry.simulator.SimulatorOptions;
import dev.ferry.simulator.SimulatorOptions.Era;
import dev.ferry.text.Message;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AivenDoorTest {
    private static final SimulatorOptions OPTIONS = SimulatorOptions.standard()
            .withTargetNodes(2)
            .withStage(Duration.ofMillis(10))
            .withKeys(Authority.KeyKind.EC)
            .in(Era.LIVE);

    /// Whoever cleans up after a service that somebody deleted must not be sold another one.
    @Test
    void aServiceThatIsGoneIsNotMadeAnewToCleanUpInIt() throws Exception {
        try (var aiven = AivenSimulator.start(OPTIONS, FakeLauncher.quick());
                var client = new AivenClient(aiven.base(), aiven.token(), line -> {})) {
            var wanted = new Target.AivenService(
                    aiven.base().toString(),
                    "env:TOKEN",
                    "sandbox",
                    "orders",
                    "google-europe-west1",
                    "startup-4",
                    "4.1");
            var secrets = new Secrets(Map.of("env:TOKEN", aiven.token()));
            try (var door = new AivenDoor(wanted, secrets, Tempo.of(wanted))) {
                var thrown = assertThrows(FailureException.class, () -> door.openAgain(told -> {}));
                assertEquals(AivenDoor.GONE, thrown.failure().cause().key());
            }
            assertEquals(List.of(), client.services("sandbox"));
        }
    }

    @Test
    void saysBeforeAnythingIsLoadedWhichRightsAreMissing() throws Exception {
        try (var aiven = AivenSimulator.start(OPTIONS, FakeLauncher.quick())) {
            var standing = refused(aiven, aiven.restrictedToken(), "engine.aiven.rights");
            assertEquals("service:secrets:read, operator", standing.evidence(), "it stands already");
            var none = failing(aiven, "other", aiven.restrictedToken());
            assertEquals("project:services:write, service:secrets:read, operator", none.evidence(), "to be made");
        }
    }

    @Test
    void aServiceThatIsOffIsNotWaitedFor() throws Exception {
        try (var aiven = AivenSimulator.start(OPTIONS, FakeLauncher.quick())) {
            running(aiven);
            try (var client = new AivenClient(aiven.base(), aiven.token(), line -> {})) {
                client.update("sandbox", "orders", ServiceChange.powerOff());
            }
            assertEquals(
                    "engine.aiven.off",
                    failing(aiven, "orders", aiven.token()).cause().key());
        }
    }

    /// What Aiven's own log says last is the evidence.
    @Test
    void aServiceThatDoesNotComeUpShowsItsLog() throws Exception {
        try (var aiven = AivenSimulator.start(OPTIONS, FakeLauncher.quick());
                var desk = new AivenDesk(
                        new AivenClient(aiven.base(), aiven.token(), line -> {}),
                        new Pace(Duration.ofMillis(5), 2),
                        Duration.ofMillis(300));
                var client = new AivenClient(aiven.base(), aiven.token(), line -> {})) {
            running(aiven);
            client.update("sandbox", "orders", ServiceChange.powerOff());
            aiven.inject(Fault.STUCK);
            var states = new ArrayList<String>();
            var thrown = assertThrows(
                    FailureException.class, () -> desk.powerOn("sandbox", "orders", seen -> states.add(seen.state())));
            assertEquals("aiven.service.not-running", thrown.failure().cause().key());
            assertTrue(
                    thrown.failure().evidence().endsWith("no machine of this size is free in the zone, trying again"),
                    thrown.failure().evidence());
            assertEquals("REBUILDING", states.getLast());
        }
    }

    @Test
    void aServiceIsSwitchedOnAndWaitedFor() throws Exception {
        try (var aiven = AivenSimulator.start(OPTIONS, FakeLauncher.quick());
                var desk = desk(aiven);
                var client = new AivenClient(aiven.base(), aiven.token(), line -> {})) {
            running(aiven);
            client.update("sandbox", "orders", ServiceChange.powerOff());
            assertEquals(
                    "RUNNING", desk.powerOn("sandbox", "orders", seen -> {}).state());
            aiven.inject(Fault.MAINTENANCE_PENDING);
            assertEquals(1, desk.service("sandbox", "orders").place().pending().size());
            assertEquals(
                    List.of(),
                    desk.maintain("sandbox", "orders", seen -> {}).place().pending());
        }
    }

    @Test
    void theLogEndsWhereItBegins() throws Exception {
        try (var aiven = AivenSimulator.start(OPTIONS, FakeLauncher.quick());
                var desk = desk(aiven)) {
            running(aiven);
            var newest = desk.log("sandbox", "orders", 2, null);
            assertEquals(2, newest.lines().size());
            var older = desk.log("sandbox", "orders", 500, newest.older());
            assertEquals(null, older.older(), "there is nothing before");
            assertEquals("REBUILDING", older.lines().getFirst().text());
        }
    }

    @Test
    void tellsHowItsMachinesAre() throws Exception {
        try (var aiven = AivenSimulator.start(OPTIONS, FakeLauncher.quick());
                var desk = desk(aiven)) {
            running(aiven);
            var gauges = desk.gauges("sandbox", "orders");
            assertEquals(
                    List.of("orders-1", "orders-2"),
                    gauges.nodes().stream().map(ServiceGauges.Node::name).toList());
            assertEquals(3.5, gauges.nodes().getFirst().diskPercent().orElseThrow());
        }
    }

    @Test
    void aDiskThatFillsIsSeenAlthoughTheTablesAreSmall() throws Exception {
        try (var aiven = AivenSimulator.start(OPTIONS, FakeLauncher.quick());
                var client = new AivenClient(aiven.base(), aiven.token(), line -> {})) {
            running(aiven);
            aiven.inject(Fault.DISK_FILLING);
            var disks = new DiskMeter(client, "sandbox", "orders", 1000).read();
            assertEquals(2, disks.size());
            assertEquals(0.94, disks.getFirst().diskShare().orElseThrow());
            // 94 of 100 is beyond where a compaction may not fit any more
            assertEquals(
                    Strain.Level.HALT,
                    Strain.of(null, null, new TargetPressure(disks, List.of())).level());
            aiven.inject(Fault.LOGS_DOWN);
            assertEquals(List.of(), new DiskMeter(client, "sandbox", "orders", 1000).read());
        }
    }

    @Test
    void aStandstillIsToldOnceForEachLongTime() throws Exception {
        try (var aiven = AivenSimulator.start(OPTIONS, FakeLauncher.held());
                var client = new AivenClient(aiven.base(), aiven.token(), line -> {})) {
            client.create("sandbox", ServiceRequest.of(new ServiceName("orders"), "startup-4", "google-europe-west1"));
            while (client.look("sandbox", "orders").nodes().stream()
                    .noneMatch(node -> node.state().equals("syncing_data"))) {
                Thread.sleep(5);
            }
            var now = new AtomicLong();
            var standstill = new Standstill(client, "sandbox", "orders", now::get);
            var service = client.look("sandbox", "orders");
            assertEquals(Optional.empty(), standstill.look(service));
            now.addAndGet(Standstill.LONG.toNanos() - 1);
            assertEquals(Optional.empty(), standstill.look(service));
            now.addAndGet(1);
            assertEquals(
                    Message.of("engine.aiven.still", "orders", 8, "REBUILDING, nodes syncing_data"),
                    standstill.look(service).orElseThrow());
            assertEquals(Optional.empty(), standstill.look(service));
        }
    }

    @Test
    void aWayThatLeadsThereIsTakenBeforeOneThatDoesNot() throws Exception {
        try (var open = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int closed;
            try (var socket = new ServerSocket(0)) {
                closed = socket.getLocalPort();
            }
            var there = new AivenService.Address("127.0.0.1", open.getLocalPort());
            var nowhere = new AivenService.Address("127.0.0.1", closed);
            var ways = List.of(
                    new AivenService.Way(AivenService.Route.DYNAMIC, nowhere),
                    new AivenService.Way(AivenService.Route.PUBLIC, there));
            assertEquals(Optional.of(there), Roads.best(ways));
            assertEquals(Optional.of(nowhere), Roads.best(ways.subList(0, 1)), "its own failure tells more");
            assertEquals(Optional.empty(), Roads.best(List.of()));
        }
    }

    private static AivenDesk desk(AivenSimulator aiven) {
        return new AivenDesk(
                new AivenClient(aiven.base(), aiven.token(), line -> {}),
                new Pace(Duration.ofMillis(5), 2),
                Duration.ofSeconds(20));
    }

    private static void running(AivenSimulator aiven) throws Exception {
        try (var client = new AivenClient(aiven.base(), aiven.token(), line -> {})) {
            client.create("sandbox", ServiceRequest.of(new ServiceName("orders"), "startup-4", "google-europe-west1"));
            client.awaitRunning(
                    "sandbox", "orders", new Pace(Duration.ofMillis(5), 1), Duration.ofSeconds(20), seen -> {});
        }
    }

    private static Failure refused(AivenSimulator aiven, Secret token, String key) throws Exception {
        running(aiven);
        var failure = failing(aiven, "orders", token);
        assertEquals(key, failure.cause().key());
        return failure;
    }

    private static Failure failing(AivenSimulator aiven, String service, Secret token) {
        var wanted = new Target.AivenService(
                aiven.base().toString(), "env:TOKEN", "sandbox", service, "google-europe-west1", "startup-4", "4.1");
        try (var door = new AivenDoor(wanted, new Secrets(Map.of("env:TOKEN", token)), Tempo.of(wanted))) {
            return assertThrows(FailureException.class, door::look).failure();
        }
    }
}
