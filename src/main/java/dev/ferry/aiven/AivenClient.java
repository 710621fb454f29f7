package dev.ferry.aiven;

import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.KeyPairPem;
import dev.ferry.secrets.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Calls Aiven's API with one token. Every call blocks, may be interrupted, and may be made from several
/// threads.
///
/// Reads are tried again when the network or the server stumbles; what changes something is sent once.
/// Failures name the hop `workstation → api host`, quote only the API's own `message`, never a body:
/// bodies may hold passwords.
public final class AivenClient implements AutoCloseable {
    /// Where the API lives, unless `AIVEN_WEB_URL` says otherwise.
    public static final URI API = URI.create("https://api.aiven.io");

    /// A client with the usual patience.
    ///
    /// @param base scheme and host, without `/v1`; plain `http` is refused except on the loopback address
    /// @param token a personal or application token
    /// @param audit is told every request and its status, free of secrets
    public AivenClient(URI base, Secret token, Consumer<String> audit) {
        this(base, token, audit, Patience.standard());
    }

    /// A client with this patience.
    public AivenClient(URI base, Secret token, Consumer<String> audit, Patience patience) {
        throw new UnsupportedOperationException();
    }

    /// Who the token belongs to: the way to test one.
    public Account me() throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// The projects that the token may see.
    public List<Project> projects() throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Whether a Cassandra service can be had at all.
    public CassandraAvailability availability(String project) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// The clouds that the project may use.
    public List<Cloud> clouds(String project) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// The plans for Cassandra, with what each is in each cloud.
    public List<Plan> plans(String project) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// The nodes and disks of one plan.
    public PlanSize planSize(String project, String plan) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// The price of one plan in one cloud.
    public Price price(String project, String plan, String cloud) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// The Cassandra services of the project, without their logins.
    public List<AivenService> services(String project) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// One service with its login.
    ///
    /// @throws FailureException also if the token may see the service but not its password
    public AivenService service(String project, String service) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Creates a service in migration mode. The request is sent once; if nobody can say what became of
    /// it, the service is looked for by its name.
    public AivenService create(String project, ServiceRequest request) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Switches migration mode off, for good: the internode port closes and cannot be opened again. If it
    /// is off already nothing is sent.
    ///
    /// @return the service right after; see {@link #awaitRunning} for its way back to running
    public AivenService endMigrationMode(String project, String service) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Deletes a service and its data. A service that is not there counts as deleted.
    public void delete(String project, String service) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// The authority, as PEM, that signs the certificate on the native port of every service of the
    /// project.
    public String projectAuthority(String project) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// The authority, as PEM, that signs who may talk on the internode port of this service.
    public String internodeAuthority(String project, String service) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// The certificate and key with which a loader may stream to this service. Needs the role `operator`.
    public KeyPairPem loaderKeyPair(String project, String service) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Waits until a service runs steadily and tells where it speaks CQL.
    ///
    /// @param limit after which waiting is given up
    /// @param progress is told what each look saw
    public AivenService awaitRunning(
            String project, String service, Pace pace, Duration limit, Consumer<AivenService> progress)
            throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
