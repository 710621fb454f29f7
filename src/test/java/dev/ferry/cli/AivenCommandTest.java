package dev.ferry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.secrets.Authority;
import dev.ferry.secrets.Secret;
import dev.ferry.simulator.AivenSimulator;
import dev.ferry.simulator.FakeLauncher;
import dev.ferry.simulator.Fault;
import dev.ferry.simulator.SimulatorOptions;
import dev.ferry.simulator.SimulatorOptions.Era;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
class AivenCommandTest {
    @TempDir
    private Path folder;

    private final AivenSimulator aiven;

    AivenCommandTest() throws IOException {
        aiven = AivenSimulator.start(
                SimulatorOptions.standard()
                        .withTargetNodes(2)
                        .withStage(Duration.ofMillis(10))
                        .withKeys(Authority.KeyKind.EC),
                FakeLauncher.quick());
    }

    @AfterEach
    void close() {
        aiven.close();
    }

    @Test
    void tellsTheAccountFromTheFileOfAvn() throws Exception {
        var ended = ferry(aiven.token(), "account");
        assertEquals(0, ended.code(), ended.err());
        assertTrue(ended.out().startsWith("somebody@example.org Some Body"), ended.out());
        assertTrue(ended.out().contains("sandbox  Sandbox  google-europe-west1"), ended.out());
        assertFalse((ended.out() + ended.err()).contains(aiven.token().reveal()));
    }

    @Test
    void listsServicesAndWhatIsMissing() throws Exception {
        send(
                "POST",
                "",
                "{\"service_name\":\"orders\",\"service_type\":\"cassandra\",\"plan\":\"startup-4\","
                        + "\"user_config\":{\"migrate_sstableloader\":true},\"termination_protection\":true}");
        var ended = ferry(aiven.restrictedToken(), "services", "sandbox");
        assertEquals(0, ended.code(), ended.err());
        assertTrue(ended.out().contains("! This token may not create services (project:services:write)."), ended.out());
        assertTrue(
                ended.out()
                        .lines()
                        .anyMatch(line -> line.startsWith("orders ")
                                && line.contains("startup-4")
                                && line.contains("in migration mode")
                                && line.endsWith("protected")),
                ended.out());
    }

    @Test
    void saysThatTheProductHasEnded() throws Exception {
        aiven.now(Era.AFTER_END_OF_LIFE);
        var ended = ferry(aiven.token(), "services", "sandbox");
        assertEquals(0, ended.code(), ended.err());
        assertTrue(ended.out().startsWith("! Aiven for Apache Cassandra ended on 2026-01-07"), ended.out());
        assertTrue(ended.out().contains("The project sandbox has no Cassandra service."), ended.out());
    }

    @Test
    void switchesAServiceOnAndReadsItsLogAndItsMetrics() throws Exception {
        send(
                "POST",
                "",
                "{\"service_name\":\"orders\",\"service_type\":\"cassandra\",\"plan\":\"startup-4\","
                        + "\"user_config\":{\"migrate_sstableloader\":true}}");
        send("PUT", "/orders", "{\"powered\":false}");
        var on = ferry(aiven.token(), "power-on", "sandbox/orders");
        assertEquals(0, on.code(), on.err());
        assertTrue(on.out().contains("orders runs."), on.out());
        assertTrue(on.err().contains("orders: RUNNING, nodes running: 2 of 2"), on.err());
        var log = ferry(aiven.token(), "log", "sandbox/orders", "--lines", "2");
        assertEquals(2, log.out().lines().count(), log.out());
        assertTrue(log.out().strip().endsWith("orders-1 cassandra.service: RUNNING, nodes running"), log.out());
        var metrics = ferry(aiven.token(), "metrics", "sandbox/orders");
        assertTrue(metrics.out().lines().anyMatch(line -> line.matches("orders-2 +3\\.5 .*")), metrics.out());
    }

    @Test
    void aTokenThatHasExpiredSaysToLogInAgain() throws Exception {
        aiven.inject(Fault.TOKEN_EXPIRED);
        var ended = ferry(aiven.token(), "account");
        assertEquals(1, ended.code());
        assertTrue(ended.err().contains("avn user login"), ended.err());
    }

    @Test
    void aServiceWithoutItsProjectIsAWrongCommandLine() throws Exception {
        assertEquals(2, ferry(aiven.token(), "log", "orders").code());
    }

    @Test
    void aFaultThatDoesNotExistStartsNoSandbox() {
        var ended = run("sandbox", "start", "--fault", "no-such-fault");
        assertEquals(1, ended.code());
        assertTrue(ended.err().contains("rate-limited-retry-after"), ended.err());
    }

    private Ended ferry(Secret token, String... words) throws IOException {
        var file = folder.resolve("aiven-credentials.json");
        Files.writeString(file, "{\"auth_token\": \"" + token.reveal() + "\", \"user_email\": \"a@b\"}");
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        var all = new ArrayList<>(List.of("aiven"));
        all.addAll(List.of(words));
        all.addAll(List.of("--token", "avn:" + file, "--api", aiven.base().toString()));
        return run(all.toArray(String[]::new));
    }

    private void send(String method, String path, String body) throws Exception {
        var url = aiven.base().resolve("/v1/project/sandbox/service" + path).toURL();
        var connection = (HttpURLConnection) url.openConnection();
        connection.setRequestMethod(method);
        connection.setRequestProperty("Authorization", "Bearer " + aiven.token().reveal());
        connection.setDoOutput(true);
        connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        assertEquals(200, connection.getResponseCode());
    }

    private record Ended(int code, String out, String err) {}

    private static Ended run(String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var usualOut = System.out;
        var usualErr = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            var code = new CommandLine(new Cli())
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .execute(words);
            return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(usualOut);
            System.setErr(usualErr);
        }
    }
}
