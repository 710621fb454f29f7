package dev.ferry.simulator;

import dev.ferry.outcome.Failure;
import dev.ferry.secrets.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/// The server. It listens on 127.0.0.1 only, on a port of the system's choice, and forgets everything
/// when closed.
public final class AivenSimulator implements AutoCloseable {
    private AivenSimulator() {}

    /// Starts it.
    ///
    /// @param launcher what starts the Cassandra behind a service; closing the simulator removes what it
    ///     launched
    public static AivenSimulator start(SimulatorOptions options, TargetLauncher launcher) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// The API's address, without the version prefix: what stands for `https://api.aiven.io`.
    public URI base() {
        throw new UnsupportedOperationException();
    }

    /// A token that may do everything in the project.
    public Secret token() {
        throw new UnsupportedOperationException();
    }

    /// A token that may only read, and sees `<redacted>` where secrets are.
    public Secret restrictedToken() {
        throw new UnsupportedOperationException();
    }

    /// The name of the project.
    public String project() {
        throw new UnsupportedOperationException();
    }

    /// Makes this go wrong once. Faults told several times, or several faults, happen in the order of
    /// telling.
    public void inject(Fault fault) {
        throw new UnsupportedOperationException();
    }

    /// Why a service does not come up, if its target could not be launched: something a real API would
    /// never say.
    public Optional<Failure> launchFailure(String service) {
        throw new UnsupportedOperationException();
    }

    /// Stops the server and removes every target.
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
