package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ferry.aiven.AivenClient;
import dev.ferry.migration.Target;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Authority;
import dev.ferry.simulator.AivenSimulator;
import dev.ferry.simulator.FakeLauncher;
import dev.ferry.simulator.SimulatorOptions;
import dev.ferry.simulator.SimulatorOptions.Era;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
}
