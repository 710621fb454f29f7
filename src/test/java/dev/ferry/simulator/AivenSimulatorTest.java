package dev.ferry.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.json.Json;
import dev.ferry.json.JsonValue;
import dev.ferry.secrets.Authority;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class AivenSimulatorTest {
    private static final String SERVICE = "/v1/project/sandbox/service/orders";

    private static final SimulatorOptions OPTIONS =
            SimulatorOptions.standard().withStage(Duration.ofMillis(20)).withKeys(Authority.KeyKind.EC);

    private final FakeLauncher launcher = FakeLauncher.held();
    private final AivenSimulator simulator;

    AivenSimulatorTest() throws IOException {
        simulator = AivenSimulator.start(OPTIONS, launcher);
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void acceptsBothWaysToNameAToken() throws Exception {
        assertEquals(
                200,
                send("GET", "/v1/me", "aivenv1 " + simulator.token().reveal(), "")
                        .status());
        assertEquals(
                200,
                send("GET", "/v1/me", "Bearer " + simulator.token().reveal(), "")
                        .status());
    }

    @ParameterizedTest
    @CsvSource({"aivenv1 wrong", "Basic abc", "''"})
    void answersAWrongTokenInTheDocumentedWords(String header) throws Exception {
        var answer = send("GET", "/v1/me", header, "");
        assertEquals(403, answer.status());
        assertEquals("Authentication failed", answer.body().at("message").text(""));
        var error = answer.body().at("errors").list().getFirst();
        assertEquals("authentication_failed", error.at("error_code").text(""));
        assertEquals(403, error.at("status").number(0));
    }

    @Test
    void showsThePublicListsToEverybody() throws Exception {
        for (var path : List.of("/v1/clouds", "/v1/service_versions", "/v1/service_types")) {
            assertEquals(200, send("GET", path, "", "").status(), path);
        }
    }

    @Test
    void showsANewServiceWithoutComponentsUntilItsTargetAnswers() throws Exception {
        var created = create("orders").body().at("service");
        assertEquals("REBUILDING", created.at("state").text(""));
        assertFalse(created.has("components"));
        assertTrue(created.has("project_vpc_id"));
        awaitNodeState("syncing_data");
        var waiting = get(SERVICE).at("service");
        assertFalse(waiting.has("components"));
        assertEquals("REBUILDING", waiting.at("state").text(""));
        launcher.open();
        var running = whenRunning();
        assertEquals(
                List.of(
                        "REBUILDING",
                        "REBUILDING, nodes setting_up_vm",
                        "REBUILDING, nodes syncing_data",
                        "RUNNING, nodes running"),
                logs("{\"sort_order\":\"asc\"}"));
        assertEquals(
                List.of("cassandra 24510 dynamic primary", "cassandra_internode 24512 dynamic primary"),
                components(running));
        assertEquals("24510", running.at("service_uri_params", "port").text(""));
        assertEquals(
                List.of("127.0.9.1:24510"),
                running.at("connection_info", "cassandra").list().stream()
                        .map(item -> item.text(""))
                        .toList());
        assertTrue(running.at("user_config", "migrate_sstableloader").isTrue());
        assertEquals("4.1", running.at("user_config", "cassandra_version").text(""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"service_name\":\"Orders\",\"service_type\":\"cassandra\",\"plan\":\"startup-4\"}| 400 | Service name must consist of 1-64 alphanumerical characters",
                "{\"service_name\":\"orders\",\"service_type\":\"cassandra\",\"plan\":\"hobbyist\"}| 400 | Invalid plan for service type cassandra",
                "{\"service_name\":\"orders\",\"service_type\":\"cassandra\",\"plan\":\"startup-4\",\"cloud\":\"moon\"}| 400 | Invalid cloud",
                "{\"service_name\":\"orders\",\"service_type\":\"pg\",\"plan\":\"startup-4\"}| 400 | Invalid service type",
                "{\"service_name\":\"orders\",\"service_type\":\"cassandra\",\"plan\":\"startup-4\",\"disk_space_mb\":1}| 400 | Invalid disk_space_mb for plan startup-4",
                "{\"service_name\":\"orders\",\"service_type\":\"cassandra\",\"plan\":\"startup-4\",\"user_config\":{\"compaction\":1}}| 400 | Invalid 'user_config': unknown key compaction",
                "{\"service_name\":\"orders\",\"service_type\":\"cassandra\",\"plan\":\"startup-4\",\"user_config\":{\"cassandra\":{\"replace\":1}}}| 400 | Invalid 'user_config': unknown key cassandra.replace",
                "{\"service_name\":\"orders\",\"service_type\":\"cassandra\",\"plan\":\"startup-4\",\"user_config\":{\"backup_hour\":24}}| 400 | Invalid 'user_config': invalid value for backup_hour",
                "{\"service_name\":\"orders\",\"service_type\":\"cassandra\",\"plan\":\"startup-4\",\"user_config\":{\"cassandra_version\":\"3\"}}| 400 | Invalid 'user_config': cassandra_version 3 is not available",
                "{| 400 | Request body is not valid JSON"
            })
    void refusesAnOrderThatCannotBe(String order, int status, String message) throws Exception {
        var answer = admin("POST", "/v1/project/sandbox/service", order);
        assertEquals(status, answer.status());
        assertEquals(message, answer.body().at("message").text(""));
        assertEquals(List.of(), launcher.calls);
    }

    @Test
    void refusesASecondServiceOfTheName() throws Exception {
        create("orders");
        var second = create("orders");
        assertEquals(409, second.status());
        assertTrue(second.body().at("message").text("").contains("already exists"));
    }

    @Test
    void takesMigrationModeOffOnceAndForGood() throws Exception {
        running();
        var off = admin("PUT", SERVICE, "{\"user_config\":{\"migrate_sstableloader\":false}}");
        assertEquals(200, off.status());
        assertEquals("REBALANCING", off.body().at("service", "state").text(""));
        assertEquals(
                List.of("cassandra 24510 dynamic primary"),
                components(off.body().at("service")));
        launcher.open();
        assertEquals(List.of("cassandra 24510 dynamic primary"), components(whenRunning()));
        assertEquals(List.of("launch orders", "relaunch orders"), launcher.calls);
        assertFalse(launcher.specs.getLast().migrationMode());
        assertEquals(launcher.specs.getFirst().closed(), launcher.specs.getLast());
        assertEquals(404, keys("keypairs/cassandra_migrate_sstableloader_user").status());
        assertEquals(404, keys("ca/cassandra_internode_service_nodes_ca").status());
        var on = admin("PUT", SERVICE, "{\"user_config\":{\"migrate_sstableloader\":true}}");
        assertEquals(400, on.status());
    }

    @Test
    void keepsWhatAnUpdateDoesNotName() throws Exception {
        running();
        var answer = admin("PUT", SERVICE, "{\"user_config\":{\"backup_hour\":3},\"termination_protection\":true}");
        var service = answer.body().at("service");
        assertEquals("RUNNING", service.at("state").text(""));
        assertTrue(service.at("user_config", "migrate_sstableloader").isTrue());
        assertEquals(3, service.at("user_config", "backup_hour").number(0));
        assertTrue(service.at("termination_protection").isTrue());
        admin("PUT", SERVICE, "{\"user_config\":{\"backup_hour\":null}}");
        assertFalse(get(SERVICE).at("service", "user_config").has("backup_hour"));
    }

    @Test
    void refusesToMoveWhileInMigrationMode() throws Exception {
        running();
        assertEquals(400, admin("PUT", SERVICE, "{\"cloud\":\"aws-us-east-1\"}").status());
        assertEquals(
                200,
                admin("PUT", SERVICE, "{\"cloud\":\"google-europe-west1\"}").status());
    }

    @Test
    void protectsAServiceFromDeletionAndPowerOff() throws Exception {
        running();
        admin("PUT", SERVICE, "{\"termination_protection\":true}");
        for (var answer : List.of(admin("DELETE", SERVICE, ""), admin("PUT", SERVICE, "{\"powered\":false}"))) {
            assertEquals(403, answer.status());
            assertEquals(
                    "Service is protected against termination and shutdown. Remove termination protection first.",
                    answer.body().at("message").text(""));
        }
        assertFalse(launcher.calls.contains("remove orders"));
    }

    @Test
    void throwsTheDataAwayWhenSwitchedOffAndStartsAnewWhenSwitchedOn() throws Exception {
        running();
        var off = admin("PUT", SERVICE, "{\"powered\":false}").body().at("service");
        assertEquals("POWEROFF", off.at("state").text(""));
        assertEquals(List.of(), off.at("node_states").list());
        assertFalse(off.has("components"));
        assertEquals(List.of("launch orders", "remove orders"), launcher.calls);
        launcher.open();
        admin("PUT", SERVICE, "{\"powered\":true}");
        whenRunning();
        assertEquals(List.of("launch orders", "remove orders", "launch orders"), launcher.calls);
    }

    @Test
    void deletesAServiceThatIsStillBeingBuilt() throws Exception {
        create("orders");
        awaitNodeState("syncing_data");
        assertEquals(200, admin("DELETE", SERVICE, "").status());
        assertEquals(404, admin("GET", SERVICE, "").status());
        assertEquals(
                "Service orders does not exist",
                admin("GET", SERVICE, "").body().at("message").text(""));
        assertEquals("remove orders", launcher.calls.getLast());
    }

    @Test
    void showsNoSecretToARestrictedTokenAndLetsItChangeNothing() throws Exception {
        running();
        var header = "aivenv1 " + simulator.restrictedToken().reveal();
        var password =
                get(SERVICE).at("service", "service_uri_params", "password").text("");
        assertEquals(launcher.specs.getFirst().password().reveal(), password);
        var restricted = send("GET", SERVICE + "?include_secrets=true", header, "");
        assertEquals(
                "<redacted>",
                restricted
                        .body()
                        .at("service", "service_uri_params", "password")
                        .text(""));
        assertFalse(Json.write(restricted.body()).contains(password));
        assertEquals(
                403,
                send("GET", SERVICE + "/kms/keypairs/cassandra_migrate_sstableloader_user", header, "")
                        .status());
        assertEquals(403, send("DELETE", SERVICE, header, "").status());
        assertEquals(
                403,
                send("POST", "/v1/project/sandbox/service", header, order("other"))
                        .status());
    }

    @Test
    void pagesLogsInBothDirections() throws Exception {
        running();
        var all = logs("{\"sort_order\":\"asc\"}");
        assertTrue(all.size() >= 4, all.toString());
        assertTrue(all.getFirst().startsWith("REBUILDING"), all.toString());
        assertEquals("RUNNING, nodes running", all.getLast());
        var first = admin("POST", SERVICE + "/logs", "{\"sort_order\":\"asc\",\"limit\":2}")
                .body();
        var rest = logs(
                "{\"sort_order\":\"asc\",\"offset\":\"" + first.at("offset").text("") + "\"}");
        assertEquals(all.subList(2, all.size()), rest);
        assertEquals(all.reversed(), logs("{}"));
        var newest = admin("POST", SERVICE + "/logs", "{\"limit\":1}").body();
        assertEquals(
                all.reversed().subList(1, all.size()),
                logs("{\"offset\":\"" + newest.at("offset").text("") + "\"}"));
        assertEquals(400, admin("POST", SERVICE + "/logs", "{\"limit\":501}").status());
        assertEquals(400, admin("POST", SERVICE + "/logs", "{\"offset\":\"!\"}").status());
    }

    @Test
    void showsMetricsAsColumnsAndRows() throws Exception {
        running();
        var cpu = admin("POST", SERVICE + "/metrics", "{\"period\":\"hour\"}")
                .body()
                .at("metrics", "cpu_usage", "data");
        assertEquals("orders-1", cpu.at("cols").list().getLast().at("label").text(""));
        assertTrue(cpu.at("rows").list().getLast().list().getFirst().instant().isPresent());
    }

    @Test
    void makesCertificatesAnewForEveryService() throws Exception {
        create("orders");
        create("other");
        var path = "/v1/project/sandbox/service/%s/kms/ca/cassandra_internode_service_nodes_ca";
        assertNotEquals(
                get(path.formatted("orders")).at("certificate").text(""),
                get(path.formatted("other")).at("certificate").text(""));
    }

    @Test
    void tellsWhoStartedItWhyATargetDoesNotComeUp() throws Exception {
        try (var broken = AivenSimulator.start(OPTIONS, FakeLauncher.broken())) {
            var header = "aivenv1 " + broken.token().reveal();
            send(broken, "POST", "/v1/project/sandbox/service", header, order("orders"));
            while (broken.launchFailure("orders").isEmpty()) {
                Thread.sleep(5);
            }
            assertEquals("out of memory", broken.launchFailure("orders").get().evidence());
            var service = send(broken, "GET", SERVICE, header, "").body().at("service");
            assertEquals("REBUILDING", service.at("state").text(""));
            assertEquals(
                    "unknown",
                    service.at("node_states").list().getFirst().at("state").text(""));
        }
    }

    @Test
    void removesEveryTargetWhenClosed() throws Exception {
        running();
        simulator.close();
        assertEquals("remove orders", launcher.calls.getLast());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/project/other/service, 404, Project does not exist",
        "GET, /v1/project/sandbox/service/nobody, 404, Service nobody does not exist",
        "GET, /v1/project/sandbox/service/nobody/kms/ca/x, 404, Service nobody does not exist",
        "GET, /v1/project/sandbox/service-types/pg/plans, 404, Service type does not exist",
        "GET, /v1/project/sandbox/service-types/cassandra/plans/x, 404, Plan x does not exist",
        "GET, /v1/nothing, 404, Not found",
        "GET, /me, 404, Not found",
        "DELETE, /v1/me, 404, Not found",
        "PUT, /v1/project/sandbox/service/nobody, 404, Service nobody does not exist"
    })
    void saysWhatIsMissing(String method, String path, int status, String message) throws Exception {
        var answer = admin(method, path, "");
        assertEquals(status, answer.status());
        assertEquals(message, answer.body().at("message").text(""));
    }

    private void running() throws Exception {
        launcher.open();
        create("orders");
        whenRunning();
    }

    private JsonValue whenRunning() throws Exception {
        while (true) {
            var service = get(SERVICE).at("service");
            if (service.at("state").text("").equals("RUNNING")) {
                return service;
            }
            Thread.sleep(5);
        }
    }

    private void awaitNodeState(String wanted) throws Exception {
        while (true) {
            var nodes = get(SERVICE).at("service", "node_states").list();
            if (!nodes.isEmpty() && nodes.getFirst().at("state").text("").equals(wanted)) {
                return;
            }
            Thread.sleep(5);
        }
    }

    private static List<String> components(JsonValue service) {
        var components = new ArrayList<String>();
        for (var component : service.at("components").list()) {
            components.add(component.at("component").text("") + " "
                    + component.at("port").text("") + " "
                    + component.at("route").text("") + " "
                    + component.at("usage").text(""));
        }
        return components;
    }

    private List<String> logs(String body) throws Exception {
        return admin("POST", SERVICE + "/logs", body).body().at("logs").list().stream()
                .map(line -> line.at("msg").text(""))
                .toList();
    }

    private Answer create(String name) throws Exception {
        return admin("POST", "/v1/project/sandbox/service", order(name));
    }

    private static String order(String name) {
        return Json.write(Map.of(
                "service_name",
                name,
                "service_type",
                "cassandra",
                "plan",
                "startup-4",
                "user_config",
                Map.of("migrate_sstableloader", true)));
    }

    private Answer keys(String path) throws Exception {
        return admin("GET", SERVICE + "/kms/" + path, "");
    }

    private JsonValue get(String path) throws Exception {
        return admin("GET", path, "").body();
    }

    private Answer admin(String method, String path, String body) throws Exception {
        return send(method, path, "aivenv1 " + simulator.token().reveal(), body);
    }

    private Answer send(String method, String path, String header, String body) throws Exception {
        return send(simulator, method, path, header, body);
    }

    private static Answer send(AivenSimulator simulator, String method, String path, String header, String body)
            throws Exception {
        var connection =
                (HttpURLConnection) simulator.base().resolve(path).toURL().openConnection();
        connection.setRequestMethod(method);
        if (!header.isEmpty()) {
            connection.setRequestProperty("Authorization", header);
        }
        if (!body.isEmpty()) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        var status = connection.getResponseCode();
        try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(status, Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    private record Answer(int status, JsonValue body) {}
}
