package dev.ferry.aiven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.aiven.AivenService.State;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Severity;
import dev.ferry.secrets.Authority;
import dev.ferry.secrets.Certificates;
import dev.ferry.secrets.KeyPairPem;
import dev.ferry.secrets.Secret;
import dev.ferry.simulator.AivenSimulator;
import dev.ferry.simulator.FakeLauncher;
import dev.ferry.simulator.Fault;
import dev.ferry.simulator.SimulatorOptions;
import dev.ferry.text.Messages;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class AivenClientTest {
    private static final String P = "sandbox";
    private static final Patience PATIENCE =
            new Patience(3, Duration.ofMillis(2), Duration.ofMillis(10), Duration.ofSeconds(2), Duration.ofSeconds(10));
    private static final Pace PACE = new Pace(Duration.ofMillis(5), 3);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final SimulatorOptions OPTIONS = SimulatorOptions.standard()
            .withTargetNodes(2)
            .withStage(Duration.ofMillis(20))
            .withKeys(Authority.KeyKind.EC);
    private static final ServiceRequest ORDER =
            ServiceRequest.of(new ServiceName("orders"), "startup-4", "google-europe-west1");

    private final List<String> audit = new CopyOnWriteArrayList<>();
    private final FakeLauncher launcher = FakeLauncher.quick();
    private final AivenSimulator simulator;
    private final AivenClient client;

    AivenClientTest() throws IOException {
        simulator = AivenSimulator.start(OPTIONS, launcher);
        client = new AivenClient(simulator.base(), simulator.token(), audit::add, PATIENCE);
    }

    @AfterEach
    void close() {
        client.close();
        simulator.close();
        assertFalse(String.join("\n", audit).contains(simulator.token().reveal()));
    }

    @Test
    void tellsWhoATokenBelongsTo() throws Exception {
        assertEquals(
                new Account("somebody@example.org", "Some Body", "active", List.of(P), Map.of(P, List.of("admin"))),
                client.me());
        assertEquals(
                List.of(new Project(P, "Sandbox", "google-europe-west1", null, new BigDecimal("0.00"))),
                client.projects());
        assertEquals(
                1,
                audit.stream()
                        .filter(line -> line.matches("aiven: GET /v1/me → HTTP 200 in \\d+ ms"))
                        .count());
    }

    @Test
    void readsWhatIsOnSale() throws Exception {
        assertTrue(client.clouds(P)
                .contains(new Cloud(
                        "google-europe-west1", "Europe, Belgium - Google Cloud: Belgium", "europe", "Google Cloud")));
        var plan = client.plans(P).getFirst();
        assertEquals("startup-4", plan.name());
        assertEquals(2, plan.nodeCount());
        var offer = plan.offers().get("google-us-central1");
        // two nodes of 60 GiB, at most five times that; 0.15 $ an hour is 109.5 $ in 730 hours
        assertEquals(new Plan.Offer(new BigDecimal("0.15"), 2, 4096, 122_880, 614_400), offer);
        assertEquals(0, new BigDecimal("109.5").compareTo(offer.pricePerMonthUsd()));
        assertEquals(new PlanSize("startup-4", 2, 122_880, 614_400, 30_720), client.planSize(P, "startup-4"));
        assertEquals(
                new Price(new BigDecimal("0.15"), new BigDecimal("0.00041")),
                client.price(P, "startup-4", "google-us-central1"));
    }

    @Test
    void findsThatTheProductLives() throws Exception {
        assertEquals(new CassandraAvailability.Available(List.of("4.1", "4"), null), client.availability(P));
    }

    @Test
    void findsThatTheProductHasEnded() throws Exception {
        try (var later = AivenSimulator.start(OPTIONS.in(SimulatorOptions.Era.AFTER_END_OF_LIFE), launcher);
                var caller = new AivenClient(later.base(), later.token(), audit::add, PATIENCE)) {
            var ended = assertInstanceOf(CassandraAvailability.Ended.class, caller.availability(P));
            assertEquals(Instant.parse("2026-01-07T00:00:00Z"), ended.when());
            assertEquals("HTTP 404: Service type does not exist", ended.evidence());
            assertEquals("aiven.product.ended FATAL", failing(() -> caller.create(P, ORDER)));
            assertEquals("aiven.plan.missing NEEDS_ATTENTION", failing(() -> caller.plans(P)));
            assertEquals(List.of(), caller.services(P));
            assertEquals("aiven.project.missing NEEDS_ATTENTION", failing(() -> caller.availability("other")));
        }
    }

    @Test
    void walksAServiceFromCreationToRunning() throws Exception {
        var held = FakeLauncher.held();
        var name = new ServiceName("orders");
        var wanted = new ServiceRequest(name, "startup-4", "aws-eu-central-1", "4", "east", 122_880L + 30_720);
        try (var slow = AivenSimulator.start(OPTIONS, held);
                var caller = new AivenClient(slow.base(), slow.token(), audit::add, PATIENCE)) {
            var created = caller.create(P, wanted);
            assertEquals(State.REBUILDING, created.state());
            assertNull(created.login());
            var seen = new ArrayList<AivenService>();
            var running = caller.awaitRunning(P, "orders", PACE, LIMIT, service -> {
                seen.add(service);
                if (service.nodes().stream().anyMatch(node -> node.state().equals("syncing_data"))) {
                    held.open();
                }
            });
            assertEquals(running, seen.getLast());
            assertIsBuilding(seen.stream()
                    .filter(service -> !service.nodes().isEmpty()
                            && service.nodes().getFirst().state().equals("syncing_data"))
                    .findFirst()
                    .orElseThrow());
            assertIsAsWanted(running);
            var spec = held.specs.getFirst();
            assertEquals(new AivenService.Login("avnadmin", spec.password()), running.login());
            assertEquals(
                    "4 east 2 true",
                    spec.version() + " " + spec.dataCentre() + " " + spec.nodes() + " " + spec.migrationMode());
        }
    }

    private static void assertIsBuilding(AivenService service) {
        assertEquals(State.REBUILDING, service.state());
        assertNull(service.cql());
        assertNull(service.internode());
        assertEquals(
                List.of(
                        new AivenService.Progress("prepare", true, 1.0),
                        new AivenService.Progress("stream", false, null)),
                service.nodes().getFirst().progress());
    }

    private static void assertIsAsWanted(AivenService service) {
        assertEquals(new AivenService.Address("127.0.9.1", 24510), service.cql());
        assertEquals(new AivenService.Address("127.0.9.1", 24512), service.internode());
        assertEquals("4", service.version());
        assertEquals("east", service.dataCentre());
        assertEquals("aws-eu-central-1", service.cloud());
        assertEquals(2, service.nodeCount());
        assertEquals(153_600, service.diskSpaceMb());
        assertTrue(service.migrationMode());
        assertEquals(
                List.of("orders-1 running", "orders-2 running"),
                service.nodes().stream()
                        .map(node -> node.name() + " " + node.state())
                        .toList());
    }

    @Test
    void fetchesCertificatesThatBelongTogether() throws Exception {
        running();
        var loader = client.loaderKeyPair(P, "orders");
        var internode = client.internodeAuthority(P, "orders");
        var project = client.projectAuthority(P);
        assertEquals(Severity.PASS, severity(loader, internode));
        assertEquals(Severity.BLOCK, severity(loader, project));
        var spec = launcher.specs.getFirst();
        assertEquals(project, spec.projectAuthority());
        assertEquals(internode, spec.internodeAuthority());
        assertEquals(Severity.PASS, severity(spec.server(), project));
        assertEquals(Severity.PASS, severity(spec.internode(), internode));
    }

    @Test
    void endsMigrationModeOnce() throws Exception {
        running();
        var ending = client.endMigrationMode(P, "orders");
        assertFalse(ending.migrationMode());
        assertNull(ending.internode());
        var ended = client.awaitRunning(P, "orders", PACE, LIMIT, service -> {});
        assertNull(ended.internode());
        assertNotNull(ended.cql());
        assertEquals("relaunch orders", launcher.calls.getLast());
        assertEquals("aiven.keys.missing NEEDS_ATTENTION", failing(() -> client.loaderKeyPair(P, "orders")));
        assertEquals("aiven.keys.missing NEEDS_ATTENTION", failing(() -> client.internodeAuthority(P, "orders")));
        client.endMigrationMode(P, "orders");
        assertEquals(1, sent("PUT"));
        assertTrue(
                audit.stream()
                        .anyMatch(
                                line -> line.startsWith(
                                        "aiven: PUT /v1/project/sandbox/service/orders {\"user_config\":{\"migrate_sstableloader\":false}} → HTTP 200")));
    }

    @Test
    void neverSendsAVpc() throws Exception {
        running();
        client.endMigrationMode(P, "orders");
        assertFalse(String.join("", audit).contains("project_vpc_id"));
    }

    @Test
    void deletesAServiceAndMindsNotIfItIsGone() throws Exception {
        running();
        assertEquals(
                List.of("orders"),
                client.services(P).stream().map(AivenService::name).toList());
        client.delete(P, "orders");
        client.delete(P, "orders");
        assertEquals(List.of(), client.services(P));
        assertEquals("aiven.service.missing NEEDS_ATTENTION", failing(() -> client.service(P, "orders")));
    }

    @Test
    void namesWhatIsMissingOrRefused() throws Exception {
        client.create(P, ORDER);
        assertEquals("aiven.service.exists NEEDS_ATTENTION", failing(() -> client.create(P, ORDER)));
        assertEquals("aiven.project.missing NEEDS_ATTENTION", failing(() -> client.services("other")));
        assertEquals("aiven.project.missing NEEDS_ATTENTION", failing(() -> client.services("a/b?c")));
        assertEquals("aiven.service.missing NEEDS_ATTENTION", failing(() -> client.service(P, "../other")));
        assertEquals("aiven.plan.missing NEEDS_ATTENTION", failing(() -> client.planSize(P, "hobbyist")));
        assertEquals("aiven.plan.missing NEEDS_ATTENTION", failing(() -> client.price(P, "startup-4", "moon")));
        var hobbyist = ServiceRequest.of(new ServiceName("small"), "hobbyist", "google-europe-west1");
        assertEquals("aiven.request.refused NEEDS_ATTENTION", failing(() -> client.create(P, hobbyist)));
        assertEquals(
                "HTTP 400: Invalid plan for service type cassandra",
                failure(() -> client.create(P, hobbyist)).evidence());
        assertTrue(audit.stream().anyMatch(line -> line.contains("/v1/project/a%2Fb%3Fc/service ")), audit.toString());
    }

    @Test
    void namesTheHopOfEveryFailure() {
        assertEquals(
                "workstation → 127.0.0.1:" + simulator.base().getPort(),
                failure(() -> client.services("other")).hop());
    }

    @Test
    void saysThatATokenIsWrong() {
        try (var stranger = new AivenClient(simulator.base(), Secret.of("wrong-token-value"), audit::add, PATIENCE)) {
            assertEquals("aiven.token.refused NEEDS_ATTENTION", failing(stranger::me));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pasted-token\n", "pasted token", ""})
    void refusesATokenThatCannotBeSentWithoutQuotingIt(String token) {
        try (var careless = new AivenClient(simulator.base(), Secret.of(token), audit::add, PATIENCE)) {
            var e = assertThrows(FailureException.class, careless::me);
            assertEquals("aiven.token.malformed", e.failure().cause().key());
            assertFalse((e + e.failure().toString()).contains("pasted"), e.toString());
        }
        assertEquals(List.of(), audit);
    }

    @Test
    void saysWhatARestrictedTokenMayNotDo() throws Exception {
        running();
        try (var reader = new AivenClient(simulator.base(), simulator.restrictedToken(), audit::add, PATIENCE)) {
            assertEquals("aiven.secrets.withheld NEEDS_ATTENTION", failing(() -> reader.service(P, "orders")));
            assertEquals("aiven.rights.missing NEEDS_ATTENTION", failing(() -> reader.loaderKeyPair(P, "orders")));
            var other = ServiceRequest.of(new ServiceName("other"), "startup-4", "aws-us-east-1");
            assertEquals("aiven.rights.missing NEEDS_ATTENTION", failing(() -> reader.create(P, other)));
            assertEquals("aiven.rights.missing NEEDS_ATTENTION", failing(() -> reader.delete(P, "orders")));
            assertEquals("aiven.rights.missing NEEDS_ATTENTION", failing(() -> reader.endMigrationMode(P, "orders")));
            assertEquals(1, reader.services(P).size());
            assertNotNull(reader.internodeAuthority(P, "orders"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "RESET",
                "UNAVAILABLE",
                "RATE_LIMITED",
                "RATE_LIMITED_RETRY_AFTER",
                "RATE_LIMITED_UNTIL",
                "BAD_GATEWAY",
                "SLOW"
            })
    void triesAReadAgain(Fault fault) throws Exception {
        try (var hasty = new AivenClient(simulator.base(), simulator.token(), audit::add, hasty(3))) {
            simulator.inject(fault);
            var start = System.nanoTime();
            assertEquals("active", hasty.me().state());
            var millis = (System.nanoTime() - start) / 1_000_000;
            assertTrue(sent("GET") >= (fault == Fault.RESET ? 1 : 2), audit.toString());
            assertTrue(fault != Fault.RATE_LIMITED_RETRY_AFTER || millis >= 1000, millis + " ms");
            // a moment two seconds ahead, written without fractions
            assertTrue(fault != Fault.RATE_LIMITED_UNTIL || millis >= 900, millis + " ms");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"UNAVAILABLE", "RATE_LIMITED", "BAD_GATEWAY", "SLOW"})
    void givesUpAReadAfterItsAttempts(Fault fault) {
        try (var hasty = new AivenClient(simulator.base(), simulator.token(), audit::add, hasty(3))) {
            for (var i = 0; i < 3; i++) {
                simulator.inject(fault);
            }
            var expected = switch (fault) {
                case RATE_LIMITED -> "aiven.rate.limited RETRYABLE";
                case SLOW -> "aiven.connection.timed-out RETRYABLE";
                default -> "aiven.unavailable RETRYABLE";
            };
            assertEquals(expected, failing(hasty::me));
            assertEquals(3, sent("GET"));
        }
    }

    @Test
    void quotesNoPageOfAGateway() {
        for (var i = 0; i < 3; i++) {
            simulator.inject(Fault.BAD_GATEWAY);
        }
        assertEquals(
                "HTTP 502 with an answer that is no JSON", failure(client::me).evidence());
    }

    @Test
    void findsAServiceWhoseCreationWasAnsweredIntoTheVoid() throws Exception {
        simulator.inject(Fault.ANSWER_LOST);
        assertEquals("orders", client.create(P, ORDER).name());
        assertEquals(1, sent("POST"));
    }

    @Test
    void saysThatNobodyKnowsWhenACreationWasLost() {
        simulator.inject(Fault.REQUEST_LOST);
        assertEquals("aiven.create.lost RETRYABLE", failing(() -> client.create(P, ORDER)));
        assertEquals(1, sent("POST"));
    }

    @Test
    void doesNotEvenAskForAServiceWhoseNameIsTaken() throws Exception {
        client.create(P, ServiceRequest.of(new ServiceName("orders"), "startup-4", "aws-us-east-1"));
        assertEquals("aiven.service.exists NEEDS_ATTENTION", failing(() -> client.create(P, ORDER)));
        assertEquals(1, sent("POST"));
    }

    @Test
    void looksWhatBecameOfALostChange() throws Exception {
        running();
        simulator.inject(Fault.REQUEST_LOST);
        assertEquals("aiven.update.lost RETRYABLE", failing(() -> client.endMigrationMode(P, "orders")));
        simulator.inject(Fault.ANSWER_LOST);
        assertFalse(client.endMigrationMode(P, "orders").migrationMode());
        simulator.inject(Fault.REQUEST_LOST);
        assertEquals("aiven.delete.lost RETRYABLE", failing(() -> client.delete(P, "orders")));
        simulator.inject(Fault.ANSWER_LOST);
        client.delete(P, "orders");
        assertEquals(List.of(), client.services(P));
        assertEquals(2, sent("PUT"));
        assertEquals(2, sent("DELETE"));
    }

    @Test
    void waitsUntilTheStateIsSteady() throws Exception {
        simulator.inject(Fault.FLAP);
        client.create(P, ORDER);
        var states = new ArrayList<State>();
        client.awaitRunning(P, "orders", PACE, LIMIT, service -> states.add(service.state()));
        assertEquals(
                List.of(State.RUNNING, State.REBALANCING, State.RUNNING, State.RUNNING, State.RUNNING),
                states.subList(states.indexOf(State.RUNNING), states.size()));
    }

    @Test
    void waitsOnThroughABusyApi() throws Exception {
        running();
        for (var i = 0; i < 4; i++) {
            simulator.inject(Fault.UNAVAILABLE);
        }
        assertEquals(
                State.RUNNING,
                client.awaitRunning(P, "orders", PACE, LIMIT, s -> {}).state());
    }

    @Test
    void givesUpWaitingAndSaysWhatItSaw() throws Exception {
        var held = FakeLauncher.held();
        try (var slow = AivenSimulator.start(OPTIONS, held);
                var caller = new AivenClient(slow.base(), slow.token(), audit::add, PATIENCE)) {
            caller.create(P, ORDER);
            var failure = failure(() -> caller.awaitRunning(P, "orders", PACE, Duration.ofMillis(200), s -> {}));
            assertEquals("aiven.service.not-running", failure.cause().key());
            assertEquals("REBUILDING (orders-1 syncing_data, orders-2 syncing_data)", failure.evidence());
        }
    }

    @Test
    void stopsWaitingForAServiceThatIsGone() throws Exception {
        running();
        client.delete(P, "orders");
        assertEquals(
                "aiven.service.missing NEEDS_ATTENTION",
                failing(() -> client.awaitRunning(P, "orders", PACE, LIMIT, s -> {})));
    }

    @Test
    void stopsWaitingWhenInterrupted() throws Exception {
        var held = FakeLauncher.held();
        try (var slow = AivenSimulator.start(OPTIONS, held);
                var caller = new AivenClient(slow.base(), slow.token(), audit::add, PATIENCE)) {
            caller.create(P, ORDER);
            var self = Thread.currentThread();
            assertThrows(
                    InterruptedException.class,
                    () -> caller.awaitRunning(P, "orders", PACE, LIMIT, service -> self.interrupt()));
        }
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (var lonely =
                new AivenClient(URI.create("http://127.0.0.1:" + port), simulator.token(), audit::add, PATIENCE)) {
            assertEquals("aiven.connection.failed RETRYABLE", failing(lonely::me));
            assertEquals("aiven.connection.failed RETRYABLE", failing(() -> lonely.resetPassword(P, "orders", "u")));
            assertEquals(1, sent("PUT"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.aiven.io",
                "http://10.0.0.1",
                "ftp://127.0.0.1",
                "api.aiven.io",
                "http://127.0.0.1.example.org"
            })
    void sendsNoTokenInClearOverANetwork(String base) {
        try (var careless = new AivenClient(URI.create(base), simulator.token(), audit::add, PATIENCE)) {
            assertEquals("aiven.base.insecure NEEDS_ATTENTION", failing(careless::me));
            assertEquals("aiven.base.insecure NEEDS_ATTENTION", failing(() -> careless.create(P, ORDER)));
        }
        assertEquals(List.of(), audit);
    }

    @Test
    void writesNoSecretIntoTheAudit() throws Exception {
        var running = running();
        var key = client.loaderKeyPair(P, "orders").key();
        client.endMigrationMode(P, "orders");
        var all = String.join("\n", audit);
        assertFalse(all.contains(running.login().password().reveal()), all);
        assertFalse(all.contains(key.reveal().lines().skip(1).findFirst().orElseThrow()), all);
        assertTrue(audit.stream().allMatch(line -> line.startsWith("aiven: ")), all);
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR_IN_SUCCESS, aiven.request.refused NEEDS_ATTENTION, HTTP 200: Internal error",
        "UNKNOWN_CODE, aiven.request.refused NEEDS_ATTENTION, HTTP 400: Something new",
        "PROXY_PAGE, aiven.answer.foreign NEEDS_ATTENTION, HTTP 403 with an answer that is no JSON",
        "TOKEN_EXPIRED, aiven.token.refused NEEDS_ATTENTION, HTTP 403: Authentication failed"
    })
    void doesNotRepeatWhatWouldBeRefusedAgain(Fault fault, String failing, String evidence) {
        simulator.inject(fault);
        var failure = failure(client::me);
        assertEquals(failing, failure.cause().key() + " " + failure.kind());
        assertEquals(evidence, failure.evidence());
        assertEquals(1, sent("GET"));
    }

    @ParameterizedTest
    @CsvSource({
        "FREE_TIER, aiven.account.limited NEEDS_ATTENTION",
        "PLAN_LIMIT, aiven.plan.limited NEEDS_ATTENTION",
        "CHANGE_UNAVAILABLE, aiven.create.lost RETRYABLE"
    })
    void saysWhyNoServiceIsMade(Fault fault, String expected) throws Exception {
        simulator.inject(fault);
        assertEquals(expected, failing(() -> client.create(P, ORDER)));
        assertEquals(1, sent("POST"));
        assertEquals(List.of(), client.services(P));
    }

    @Test
    void switchesAServiceOnOnce() throws Exception {
        running();
        var off = client.update(P, "orders", ServiceChange.powerOff());
        assertEquals(State.POWEROFF, off.state());
        assertEquals(List.of(), off.nodes());
        assertEquals(
                "aiven.service.powered-off NEEDS_ATTENTION",
                failing(() -> client.awaitRunning(P, "orders", PACE, LIMIT, s -> {})));
        assertEquals(State.REBUILDING, client.powerOn(P, "orders").state());
        assertEquals(
                State.RUNNING, client.awaitUp(P, "orders", PACE, LIMIT, s -> {}).state());
        client.powerOn(P, "orders");
        assertEquals(2, sent("PUT"), "one that is on is left alone");
    }

    @Test
    void looksWhetherALostSwitchingOnWorked() throws Exception {
        running();
        client.update(P, "orders", ServiceChange.powerOff());
        simulator.inject(Fault.REQUEST_LOST);
        assertEquals("aiven.change.lost RETRYABLE", failing(() -> client.powerOn(P, "orders")));
        simulator.inject(Fault.ANSWER_LOST);
        assertEquals(State.REBUILDING, client.powerOn(P, "orders").state());
        assertEquals(3, sent("PUT"));
    }

    @Test
    void changesThePlanAndSendsOnlyThat() throws Exception {
        try (var three = AivenSimulator.start(OPTIONS.withTargetNodes(3), launcher);
                var caller = new AivenClient(three.base(), three.token(), audit::add, PATIENCE)) {
            caller.create(P, ORDER);
            caller.awaitRunning(P, "orders", PACE, LIMIT, s -> {});
            caller.update(P, "orders", ServiceChange.toPlan("startup-8"));
            var grown = caller.awaitRunning(P, "orders", PACE, LIMIT, s -> {});
            assertEquals("startup-8", grown.plan());
            // three nodes of 175 GiB
            assertEquals(3 * 175 * 1024, grown.diskSpaceMb());
            assertTrue(audit.stream().anyMatch(line -> line.contains("/service/orders {\"plan\":\"startup-8\"} ")));
            assertEquals(
                    "aiven.cloud.fixed NEEDS_ATTENTION",
                    failing(() -> caller.update(P, "orders", ServiceChange.toCloud("aws-us-east-1"))));
        }
    }

    @Test
    void leavesAProtectedServiceAloneAndNeverTakesTheProtectionOff() throws Exception {
        running();
        client.update(P, "orders", ServiceChange.protect());
        assertEquals("aiven.service.protected NEEDS_ATTENTION", failing(() -> client.delete(P, "orders")));
        assertEquals(
                "aiven.service.protected NEEDS_ATTENTION",
                failing(() -> client.update(P, "orders", ServiceChange.powerOff())));
        assertEquals(0, sent("DELETE"));
        assertEquals(1, sent("PUT"), "only the protection itself");
        client.update(P, "orders", ServiceChange.unprotect());
        client.delete(P, "orders");
        assertEquals(List.of(), client.services(P));
    }

    @Test
    void pagesThroughALogInBothDirections() throws Exception {
        running();
        var all = client.log(P, "orders", LogQuery.newest(LogQuery.MOST));
        assertTrue(all.lines().size() >= 3, all.toString());
        assertEquals("RUNNING, nodes running", all.lines().getLast().text());
        assertEquals("orders-1", all.lines().getLast().host());
        var newest = client.log(P, "orders", LogQuery.newest(1));
        var before = client.log(P, "orders", new LogQuery(LogQuery.Order.DESC, 2, newest.offset()));
        assertEquals(all.lines().subList(all.lines().size() - 3, all.lines().size() - 1), before.lines());
        var on = client.log(P, "orders", new LogQuery(LogQuery.Order.ASC, LogQuery.MOST, null));
        assertEquals(all.lines(), on.lines());
        assertEquals(
                List.of(),
                client.log(P, "orders", new LogQuery(LogQuery.Order.ASC, 9, on.offset()))
                        .lines());
        assertNotNull(all.lines().getFirst().time());
    }

    @Test
    void asksForALogOnceAndSaysThatItIsOutOfOrder() throws Exception {
        running();
        simulator.inject(Fault.LOGS_DOWN);
        assertEquals("aiven.logs.unavailable RETRYABLE", failing(() -> client.log(P, "orders", LogQuery.newest(1))));
        assertEquals(
                "aiven.service.missing NEEDS_ATTENTION", failing(() -> client.log(P, "other", LogQuery.newest(1))));
    }

    @Test
    void readsTheLastValueOfEveryNode() throws Exception {
        running();
        simulator.inject(Fault.DISK_FILLING);
        var metrics = client.metrics(P, "orders", Metrics.Period.HOUR);
        assertEquals(Map.of("orders-1", 94.0, "orders-2", 94.0), metrics.latest(Metrics.DISK));
        assertEquals(12, metrics.groups().get(Metrics.DISK).rows().size(), "without the row that repeats the columns");
        assertTrue(metrics.latest(Metrics.LOAD).get("orders-1") >= 0);
        assertEquals(Map.of(), metrics.latest("no_such_group"));
    }

    @Test
    void tellsAPrivateNetworkAndWhatIsAboutToChange() throws Exception {
        var before = running();
        assertNull(before.vpc());
        assertFalse(before.isPrivate());
        assertEquals(List.of("0.0.0.0/0", "::/0"), before.openTo());
        assertEquals(new AivenService.Maintenance("sunday", "11:00:00", List.of()), before.maintenance());
        simulator.inject(Fault.VPC);
        simulator.inject(Fault.MAINTENANCE_PENDING);
        var service = client.look(P, "orders");
        assertTrue(service.isPrivate());
        assertEquals(
                List.of("google-europe-west1"),
                client.vpcs(P).stream().map(Vpc::cloud).toList());
        assertEquals(
                List.of(new AivenService.Update(
                        "Security updates of the machines",
                        Instant.parse("2025-11-23T11:00:00Z"),
                        Instant.parse("2025-12-01T11:00:00Z"))),
                service.maintenance().updates());
        client.startMaintenance(P, "orders");
        assertEquals(
                List.of(),
                client.awaitUp(P, "orders", PACE, LIMIT, s -> {}).maintenance().updates());
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"SECRETS_REDACTED", "PASSWORD_OVERRIDDEN", "USERS_MISSING"})
    void saysThatAPasswordIsNotShownWhateverTheReason(Fault fault) throws Exception {
        running();
        simulator.inject(fault);
        assertEquals("aiven.secrets.withheld NEEDS_ATTENTION", failing(() -> client.service(P, "orders")));
    }

    @Test
    void hasAPasswordMadeAnew() throws Exception {
        running();
        simulator.inject(Fault.PASSWORD_OVERRIDDEN);
        assertNotNull(client.resetPassword(P, "orders", "avnadmin").login());
    }

    @ParameterizedTest
    @CsvSource({
        "service:secrets:read, SEE_SECRETS",
        "operator, LOADER_KEYS",
        "service:logs:read, SEE_LOGS",
        "service:metrics:read, SEE_METRICS"
    })
    void findsByTryingWhichRightIsMissing(String permission, Right missing) throws Exception {
        var service = running();
        try (var other = new AivenClient(simulator.base(), simulator.tokenWithout(permission), audit::add, PATIENCE)) {
            var rights = other.rights(P, service);
            assertEquals(List.of(missing), rights.missing());
            assertEquals(Rights.Standing.UNKNOWN, rights.standing(Right.CREATE), "only trying would tell");
        }
    }

    @Test
    void knowsFromItsRoleWhatATokenMayNotDo() throws Exception {
        try (var reader = new AivenClient(simulator.base(), simulator.restrictedToken(), audit::add, PATIENCE)) {
            assertEquals(
                    List.of(Right.SEE_SECRETS, Right.CREATE, Right.UPDATE, Right.LOADER_KEYS),
                    reader.rights(P, null).missing());
        }
        assertEquals(List.of(), client.rights(P, running()).missing());
    }

    @Test
    void namesTheRightThatIsMissing() throws Exception {
        running();
        try (var other = new AivenClient(
                simulator.base(), simulator.tokenWithout("operator", "project:services:write"), audit::add, PATIENCE)) {
            assertEquals(
                    "This token may not fetch the loader's certificate and key: it lacks operator.",
                    Messages.text(
                            failure(() -> other.loaderKeyPair(P, "orders")).cause()));
            var wanted = ServiceRequest.of(new ServiceName("other"), "startup-4", "aws-us-east-1");
            assertEquals(
                    "This token may not create services: it lacks project:services:write.",
                    Messages.text(failure(() -> other.create(P, wanted)).cause()));
        }
    }

    @Test
    void putsANewServiceIntoThePublicNetworkWhereThereIsAPrivateOne() throws Exception {
        simulator.inject(Fault.VPC);
        client.create(P, ServiceRequest.of(new ServiceName("elsewhere"), "startup-4", "aws-us-east-1"));
        assertFalse(String.join("", audit).contains("project_vpc_id"), "no private network in that cloud");
        client.create(P, ORDER);
        assertTrue(audit.stream().anyMatch(line -> line.contains("POST") && line.contains("\"project_vpc_id\":null")));
    }

    @Test
    void theKeysAreGoneAfterTheEnd() throws Exception {
        try (var later = AivenSimulator.start(OPTIONS.in(SimulatorOptions.Era.AFTER_END_OF_LIFE), launcher);
                var caller = new AivenClient(later.base(), later.token(), audit::add, PATIENCE)) {
            assertEquals("aiven.product.ended FATAL", failing(() -> caller.loaderKeyPair(P, "orders")));
            assertEquals("aiven.product.ended FATAL", failing(() -> caller.internodeAuthority(P, "orders")));
            assertEquals(List.of(), caller.services(P));
            assertNotNull(caller.projectAuthority(P));
        }
    }

    @Test
    void aStuckServiceIsGivenUp() throws Exception {
        simulator.inject(Fault.STUCK);
        client.create(P, ORDER);
        var failure = failure(() -> client.awaitRunning(P, "orders", PACE, Duration.ofMillis(200), s -> {}));
        assertEquals("REBUILDING (orders-1 setting_up_vm, orders-2 setting_up_vm)", failure.evidence());
        var last = client.log(P, "orders", LogQuery.newest(1)).lines().getLast();
        assertEquals(
                "err no machine of this size is free in the zone, trying again", last.severity() + " " + last.text());
    }

    @Test
    void aServiceThatRunsWithoutSayingWhereIsWaitedFor() throws Exception {
        simulator.inject(Fault.NO_COMPONENTS);
        client.create(P, ORDER);
        var looks = new ArrayList<State>();
        var running = client.awaitRunning(P, "orders", PACE, LIMIT, service -> {
            looks.add(service.state());
            if (looks.stream().filter(State.RUNNING::equals).count() == 5) {
                simulator.heal(Fault.NO_COMPONENTS);
            }
        });
        assertNotNull(running.cql());
        // five looks saw no address, then three in a row have to see one
        assertEquals(8, looks.stream().filter(State.RUNNING::equals).count());
    }

    private AivenService running() throws Exception {
        client.create(P, ORDER);
        return client.awaitRunning(P, "orders", PACE, LIMIT, service -> {});
    }

    private long sent(String method) {
        return audit.stream()
                .filter(line -> line.startsWith("aiven: " + method + " "))
                .count();
    }

    private static Patience hasty(int attempts) {
        return new Patience(
                attempts, Duration.ofMillis(2), Duration.ofMillis(10), Duration.ofSeconds(2), Duration.ofMillis(800));
    }

    private static Severity severity(KeyPairPem pair, String authority) {
        return Certificates.check(pair, List.of(authority), Instant.now())
                .getFirst()
                .severity();
    }

    private static String failing(Executable call) {
        var failure = failure(call);
        return failure.cause().key() + " " + failure.kind();
    }

    /// The failure of a call, once both its texts are known to be complete.
    private static Failure failure(Executable call) {
        var failure = assertThrows(FailureException.class, call).failure();
        for (var message : List.of(failure.cause(), failure.remedy())) {
            assertFalse(Messages.text(message).contains("{"), Messages.text(message));
        }
        return failure;
    }
}
