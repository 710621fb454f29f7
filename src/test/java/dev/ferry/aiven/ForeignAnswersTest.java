package dev.ferry.aiven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.ferry.aiven.AivenService.State;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers as the real API, its gateways and proxies give them, which the simulator has no reason to give.
@Timeout(60)
final class ForeignAnswersTest {
    private static final Patience PATIENCE =
            new Patience(3, Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofSeconds(1), Duration.ofSeconds(5));

    private final Queue<Canned> answers = new ArrayDeque<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final AivenClient client;

    private record Canned(int status, String body, String header, String value) {}

    ForeignAnswersTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                var answer = answers.remove();
                exchange.getResponseHeaders().set(answer.header(), answer.value());
                var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
        var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        client = new AivenClient(base, Secret.of("a-token-of-the-test"), line -> {}, PATIENCE);
    }

    @AfterEach
    void close() {
        client.close();
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200 | {\"errors\":[{\"message\":\"no\",\"status\":\"403\"}]} | aiven.request.refused | HTTP 200: no",
                "200 | {\"error\":\"no\",\"message\":\"because\"} | aiven.request.refused | HTTP 200: because",
                "200 | <html>Log in to the network</html> | aiven.answer.unreadable | HTTP 200 with an answer that is no JSON",
                "302 | `` | aiven.request.refused | HTTP 302",
                "401 | {\"message\":\"Unauthorized\"} | aiven.token.refused | HTTP 401: Unauthorized",
                "403 | {\"message\":\"Invalid token\"} | aiven.token.refused | HTTP 403: Invalid token",
                "403 | {\"errors\":[{\"error_code\":\"user_deactivated\",\"message\":\"x\",\"status\":403}]} | aiven.token.refused | HTTP 403: x",
                "403 | {\"errors\":[{\"error_code\":\"client_ip_address_policy_violation\",\"message\":\"x\"}]} | aiven.token.address | HTTP 403: x",
                "403 | {\"message\":\"Current service plan does not include the x option. Please\"} | aiven.plan.limited | HTTP 403: Current service plan does not include the x option. Please",
                "403 | <html>Forbidden</html> | aiven.answer.foreign | HTTP 403 with an answer that is no JSON",
                "404 | {\"errors\":[{\"error_code\":\"retired_api_endpoint\",\"message\":\"gone\"}]} | aiven.product.ended | HTTP 404: gone",
                "404 | {\"errors\":[{\"error_code\":\"project_does_not_exist\",\"message\":\"?\"}]} | aiven.project.missing | HTTP 404: ?",
                "404 | <html>Not here</html> | aiven.answer.foreign | HTTP 404 with an answer that is no JSON",
                "402 | {\"message\":\"Payment required\"} | aiven.account.limited | HTTP 402: Payment required",
                "403 | {\"errors\":[{\"error_code\":\"feature_not_enabled\",\"message\":\"x\",\"more_info\":\"https://aiven.io/docs/x\"}]} | aiven.account.limited | HTTP 403: x (see https://aiven.io/docs/x)",
                "404 | {\"errors\":[{\"error_code\":\"service_not_found\",\"message\":\"?\"}]} | aiven.service.missing | HTTP 404: ?",
                "409 | {\"errors\":[{\"error_code\":\"service_maintenance_required\",\"message\":\"m\"}]} | aiven.service.maintenance | HTTP 409: m",
                "409 | {\"errors\":[{\"error_code\":\"not_powered\",\"message\":\"Database not powered on\"}]} | aiven.service.powered-off | HTTP 409: Database not powered on",
                "409 | {\"message\":\"Service s already exists\"} | aiven.service.exists | HTTP 409: Service s already exists",
                "418 | {} | aiven.request.refused | HTTP 418",
                "500 | {\"message\":\"Internal\",\"errors\":[{\"error_code\":\"never_heard_of\"}]} | aiven.unavailable | HTTP 500: Internal"
            })
    void namesTheCause(int status, String body, String key, String evidence) {
        answers.add(new Canned(status, body, "Location", "http://127.0.0.1:1/elsewhere"));
        var failure = failure(() -> client.service("p", "s"));
        assertEquals(key, failure.cause().key());
        assertEquals(evidence, failure.evidence());
        assertEquals(1, asked.size());
    }

    @Test
    void cutsALongMessageAndMasksKnownSecrets() {
        Secret.of("hunter2-in-a-message");
        answers.add(new Canned(400, "{\"message\":\"hunter2-in-a-message " + "x".repeat(500) + "\"}", "A", "b"));
        var evidence = failure(() -> client.service("p", "s")).evidence();
        assertFalse(evidence.contains("hunter2"), evidence);
        assertTrue(evidence.length() <= 301, evidence);
    }

    @Test
    void takesAnEmptyBodyForAnEmptyObject() throws Exception {
        answers.add(new Canned(200, "{\"service\":{\"service_name\":\"s\"}}", "A", "b"));
        answers.add(new Canned(204, "", "A", "b"));
        client.delete("p", "s");
        assertEquals(List.of("GET /v1/project/p/service/s", "DELETE /v1/project/p/service/s"), asked);
    }

    @Test
    void waitsNoLongerThanItsPatienceForAServerThatAsksForMore() {
        answers.add(new Canned(429, "{}", "Retry-After", "3600"));
        var failure = failure(client::me);
        assertEquals("aiven.rate.limited", failure.cause().key());
        assertEquals("HTTP 429, Retry-After: 3600", failure.evidence());
        assertEquals(1, asked.size());
    }

    @Test
    void sendsAChangeOnlyOnceWhateverTheAnswer() {
        answers.add(new Canned(404, "{\"message\":\"Service s does not exist\"}", "A", "b"));
        answers.add(new Canned(200, "{\"vpcs\":[]}", "A", "b"));
        answers.add(new Canned(429, "{}", "Retry-After", "0"));
        var order = ServiceRequest.of(new ServiceName("s"), "startup-4", "c");
        assertEquals(
                "aiven.rate.limited",
                failure(() -> client.create("p", order)).cause().key());
        assertEquals(
                List.of("GET /v1/project/p/service/s", "GET /v1/project/p/vpcs", "POST /v1/project/p/service"), asked);
    }

    @Test
    void looksForTheServiceWhenAGatewayAnswersItsCreation() throws Exception {
        answers.add(new Canned(404, "{\"message\":\"Service s does not exist\"}", "A", "b"));
        answers.add(new Canned(403, "{\"message\":\"Not authorized\"}", "A", "b"));
        answers.add(new Canned(502, "<html/>", "A", "b"));
        answers.add(new Canned(404, "{\"message\":\"Service s does not exist\"}", "A", "b"));
        answers.add(new Canned(
                200,
                "{\"service\":{\"service_name\":\"s\",\"plan\":\"startup-4\",\"cloud_name\":\"c\",\"state\":\"REBUILDING\","
                        + "\"user_config\":{\"migrate_sstableloader\":true}}}",
                "A",
                "b"));
        var order = ServiceRequest.of(new ServiceName("s"), "startup-4", "c");
        assertEquals(State.REBUILDING, client.create("p", order).state());
        assertEquals(
                List.of(
                        "GET /v1/project/p/service/s",
                        "GET /v1/project/p/vpcs",
                        "POST /v1/project/p/service",
                        "GET /v1/project/p/service/s",
                        "GET /v1/project/p/service/s"),
                asked);
    }

    @Test
    void saysThatNobodyKnowsIfTheLookFailsToo() {
        answers.add(new Canned(404, "{\"message\":\"Service s does not exist\"}", "A", "b"));
        answers.add(new Canned(200, "{}", "A", "b"));
        for (var i = 0; i < 10; i++) {
            answers.add(new Canned(503, "{}", "A", "b"));
        }
        var order = ServiceRequest.of(new ServiceName("s"), "startup-4", "c");
        assertEquals(
                "aiven.create.lost",
                failure(() -> client.create("p", order)).cause().key());
        assertEquals(1, asked.stream().filter(line -> line.startsWith("POST")).count());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"service_uri_params\":{\"user\":\"avnadmin\",\"password\":\"<redacted>\"}}",
                "{\"service_uri_params\":{\"user\":\"avnadmin\",\"password\":null}}",
                "{\"service_uri_params\":{\"user\":\"avnadmin\"}}",
                "{\"users\":[{\"username\":\"avnadmin\",\"type\":\"primary\",\"password\":null}]}",
                "{\"components\":[{\"component\":\"cassandra\",\"host\":\"h\",\"port\":1,\"route\":\"dynamic\",\"usage\":\"primary\"}]}"
            })
    void saysThatAPasswordIsWithheld(String service) {
        answers.add(new Canned(200, "{\"service\":" + service + "}", "A", "b"));
        assertEquals(
                "aiven.secrets.withheld",
                failure(() -> client.service("p", "s")).cause().key());
        assertEquals(List.of("GET /v1/project/p/service/s?include_secrets=true"), asked);
    }

    @Test
    void saysThatAKeyIsWithheld() {
        answers.add(
                new Canned(200, "{\"certificate\":\"-----BEGIN CERTIFICATE-----\",\"key\":\"<redacted>\"}", "A", "b"));
        assertEquals(
                "aiven.secrets.withheld",
                failure(() -> client.loaderKeyPair("p", "s")).cause().key());
    }

    @Test
    void takesNoAnswerWithoutACertificateForOne() {
        answers.add(new Canned(200, "{\"certificate\":null}", "A", "b"));
        assertEquals(
                "aiven.answer.unreadable",
                failure(() -> client.projectAuthority("p")).cause().key());
    }

    @Test
    void readsAServiceThatIsFarFromReady() throws Exception {
        answers.add(new Canned(200, """
                {"service": {"service_name": "s", "state": "DREAMING", "components": [
                    {"component": "cassandra", "host": null, "port": null, "route": "dynamic", "usage": "primary"},
                    {"component": "cassandra", "host": "replica", "port": 1, "route": "dynamic", "usage": "replica"},
                    {"component": "cassandra_internode", "host": "private", "port": 2, "route": "private", "usage": "primary"}],
                  "node_states": [{"node_name": "s-1", "state": "syncing_data", "progress_updates": [
                    {"phase": "stream", "completed": false, "current": 150, "min": 100, "max": 300, "unit": null},
                    {"phase": "finalize", "completed": false, "current": 5, "min": null, "max": 0},
                    {"phase": "basebackup", "completed": false, "current": 9, "max": 3}]}],
                  "service_notifications": [{"type": "service_end_of_life", "message": "ends", "level": "warning",
                    "metadata": {"service_end_of_life_time": "2026-01-07T00:00:00Z"}}]}}
                """, "A", "b"));
        var service = client.service("p", "s");
        assertEquals(State.UNKNOWN, service.state());
        assertNull(service.cql());
        assertEquals(new AivenService.Address("private", 2), service.internode());
        assertNull(service.login());
        assertNull(service.version());
        assertEquals("aiven", service.dataCentre());
        var node = service.nodes().getFirst();
        assertEquals("s-1", node.name());
        assertEquals(
                List.of(
                        new AivenService.Progress("stream", false, 0.25),
                        new AivenService.Progress("finalize", false, null),
                        new AivenService.Progress("basebackup", false, 1.0)),
                node.progress());
        assertEquals(
                List.of(new AivenService.Notification(
                        "service_end_of_life", "ends", Instant.parse("2026-01-07T00:00:00Z"))),
                service.notifications());
    }

    @Test
    void goesByTheStateOfAVersionAndNotByItsDates() throws Exception {
        answers.add(new Canned(200, "{\"description\":\"Cassandra\"}", "A", "b"));
        answers.add(new Canned(200, versions("available"), "A", "b"));
        assertEquals(
                new CassandraAvailability.Available(List.of("4.1", "4"), Instant.parse("2026-01-08T00:00:00Z")),
                client.availability("p"));
        answers.add(new Canned(200, "{\"description\":\"Cassandra\"}", "A", "b"));
        answers.add(new Canned(200, versions("eol"), "A", "b"));
        assertEquals(
                new CassandraAvailability.Ended(Instant.parse("2026-01-08T00:00:00Z"), "every version is past its end"),
                client.availability("p"));
    }

    @Test
    void doesNotTakeATokensTroubleForTheEndOfTheProduct() {
        answers.add(new Canned(403, "{\"message\":\"Not authorized\"}", "A", "b"));
        assertEquals(
                "aiven.rights.missing",
                failure(() -> client.availability("p")).cause().key());
    }

    @Test
    void readsBothFormsOfRetryAfter() {
        assertEquals(Optional.of(Duration.ofSeconds(3)), Exchange.retryAfter(" 3 "));
        var soon = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(100).atOffset(ZoneOffset.UTC));
        var wait = Exchange.retryAfter(soon).orElseThrow().toSeconds();
        assertTrue(wait > 90 && wait <= 100, wait + " s");
        assertEquals(Optional.empty(), Exchange.retryAfter("-3"));
        assertEquals(Optional.empty(), Exchange.retryAfter("soon"));
    }

    @Test
    void doublesItsPausesUpToALimit() {
        var patience =
                new Patience(9, Duration.ofMillis(100), Duration.ofMillis(450), Duration.ZERO, Duration.ofSeconds(1));
        var longest = new long[] {100, 200, 400, 450, 450};
        for (var attempt = 1; attempt <= longest.length; attempt++) {
            for (var i = 0; i < 100; i++) {
                var pause = patience.pauseMillis(attempt);
                assertTrue(pause <= longest[attempt - 1] && pause >= longest[attempt - 1] / 2, attempt + ": " + pause);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "orders,true",
        "a,true",
        "a-1,true",
        "Orders,false",
        "1a,false",
        "-a,false",
        "a_b,false",
        "'',false",
        "ä,false"
    })
    void knowsTheRuleForNames(String name, boolean isValid) {
        assertEquals(isValid, ServiceName.isValid(name));
    }

    @Test
    void knowsHowLongANameMayBe() throws Exception {
        assertEquals("a".repeat(64), ServiceName.of("a".repeat(64)).value());
        assertEquals(
                "aiven.name.invalid",
                failure(() -> ServiceName.of("a".repeat(65))).cause().key());
    }

    @Test
    void triesTheUsualWayFirstAndKnowsThePublicTwinOfAPrivateOne() throws Exception {
        answers.add(new Canned(200, """
                {"service": {"service_name": "s", "state": "RUNNING", "project_vpc_id": "v", "components": [
                    {"component": "cassandra", "host": "public-s", "port": "1", "route": "public", "usage": "primary"},
                    {"component": "cassandra", "host": "link-s", "port": 2, "route": "privatelink", "usage": "primary"},
                    {"component": "cassandra", "host": "s", "port": 3, "route": "dynamic", "usage": "primary"},
                    {"component": "cassandra", "host": "x", "port": 4, "route": "teleport", "usage": "primary"},
                    {"component": "cassandra_internode", "host": "s", "port": 5, "route": "dynamic"}],
                  "user_config": {"ip_filter": ["10.0.0.0/8", {"network": "192.0.2.0/24", "description": "office"}]}}}
                """, "A", "b"));
        var service = client.look("p", "s");
        assertEquals(
                List.of("DYNAMIC s:3", "PUBLIC public-s:1", "PRIVATELINK link-s:2"),
                service.ways().stream()
                        .map(way -> way.route() + " " + way.address())
                        .toList());
        assertEquals(new AivenService.Address("s", 5), service.internode());
        assertFalse(service.isPrivate(), "it has a public twin");
        assertEquals(List.of("10.0.0.0/8", "192.0.2.0/24"), service.openTo());
    }

    @Test
    void goesByTheTokensOwnerWhereTheListOfProjectsIsRetired() throws Exception {
        answers.add(new Canned(
                404, "{\"errors\":[{\"error_code\":\"retired_api_endpoint\",\"message\":\"gone\"}]}", "A", "b"));
        answers.add(new Canned(200, "{\"user\":{\"user\":\"a@b\",\"projects\":[\"p1\",\"p2\"]}}", "A", "b"));
        assertEquals(
                List.of("p1", "p2"),
                client.projects().stream().map(Project::name).toList());
    }

    @Test
    void doesNotTakeAPageOfAProxyForTheEndOfTheProduct() {
        answers.add(new Canned(404, "<html>Not here</html>", "A", "b"));
        assertEquals(
                "aiven.answer.foreign",
                failure(() -> client.availability("p")).cause().key());
    }

    @Test
    void doesNotTakeAPageOfAProxyForADeletion() {
        answers.add(new Canned(404, "<html>Not here</html>", "A", "b"));
        assertEquals(
                "aiven.answer.foreign",
                failure(() -> client.delete("p", "s")).cause().key());
    }

    @Test
    void readsChartsLeniently() throws Exception {
        answers.add(new Canned(200, """
                {"metrics": {
                  "disk_usage": {"data": {
                    "cols": [{"label": "time", "type": "date"}, {"label": "s-1", "type": "number"}, {"label": "s-2"}],
                    "rows": [[{"label": "time"}, {"label": "s-1"}, {"label": "s-2"}],
                             ["2025-05-03T10:00:00Z", 10, 20.5], [1746266700000, 11, null], ["no time", "12.5"], []]}},
                  "notes": "nothing of a chart"}}
                """, "A", "b"));
        var metrics = client.metrics("p", "s", Metrics.Period.DAY);
        var disk = metrics.groups().get(Metrics.DISK);
        assertEquals(3, disk.rows().size());
        assertEquals(Instant.parse("2025-05-03T10:05:00Z"), disk.rows().get(1).time());
        assertNull(disk.rows().get(2).time());
        assertEquals(java.util.Map.of("s-1", 12.5, "s-2", 20.5), metrics.latest(Metrics.DISK));
        assertEquals(java.util.Set.of(Metrics.DISK), metrics.groups().keySet());
    }

    @Test
    void readsALogWithoutTimesAndOffsets() throws Exception {
        answers.add(new Canned(
                200, "{\"logs\":[{\"msg\":\"two\",\"time\":\"2025-05-03 10:00:00.5\"},{\"msg\":\"one\"}]}", "A", "b"));
        var page = client.log("p", "s", LogQuery.newest(2));
        assertEquals(
                List.of("one", "two"),
                page.lines().stream().map(LogPage.Line::text).toList());
        assertNull(page.lines().getFirst().time());
        assertEquals(
                Instant.parse("2025-05-03T10:00:00.5Z"), page.lines().getLast().time());
        assertNull(page.offset());
    }

    @Test
    void sendsAQuestionOnceAlthoughItIsAPost() {
        answers.add(new Canned(503, "{}", "A", "b"));
        assertEquals(
                "aiven.unavailable",
                failure(() -> client.log("p", "s", LogQuery.newest(1))).cause().key());
        assertEquals(List.of("POST /v1/project/p/service/s/logs"), asked);
    }

    private static String versions(String state) {
        return """
                {"service_versions": [
                  {"service_type": "pg", "major_version": "17", "state": "available"},
                  {"service_type": "cassandra", "major_version": "3", "state": "eol",
                   "aiven_end_of_life_time": "2022-07-27T00:00:00Z"},
                  {"service_type": "cassandra", "major_version": "4", "state": "%1$s",
                   "aiven_end_of_life_time": "2020-01-01T00:00:00Z"},
                  {"service_type": "cassandra", "major_version": "4.1", "state": "%1$s",
                   "termination_time": "2026-01-08T00:00:00Z"}]}
                """.formatted(state);
    }

    private static Failure failure(Executable call) {
        return assertThrows(FailureException.class, call).failure();
    }
}
