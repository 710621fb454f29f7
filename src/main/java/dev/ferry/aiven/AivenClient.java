package dev.ferry.aiven;

import dev.ferry.json.JsonValue;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.KeyPairPem;
import dev.ferry.secrets.Secret;
import dev.ferry.text.Message;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    private static final String INTERNODE_AUTHORITY = "cassandra_internode_service_nodes_ca";
    private static final String LOADER_KEY_PAIR = "cassandra_migrate_sstableloader_user";

    // A new service may be listed a little later than its creation was accepted.
    private static final int LOOKS = 3;

    private final Exchange exchange;
    private final Patience patience;

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
        this.exchange = new Exchange(base, token, audit, patience);
        this.patience = patience;
    }

    /// Who the token belongs to: the way to test one.
    public Account me() throws FailureException, InterruptedException {
        var user = exchange.get(Call.get(Message.of("aiven.request.refused"), "me"))
                .at("user");
        return new Account(
                user.at("user").text(""),
                user.at("real_name").text(""),
                user.at("state").text(""),
                texts(user.at("projects")));
    }

    /// The projects that the token may see.
    public List<Project> projects() throws FailureException, InterruptedException {
        var answer = exchange.get(Call.get(Message.of("aiven.request.refused"), "project"));
        return answer.at("projects").list().stream()
                .map(project -> new Project(
                        project.at("project_name").text(""),
                        project.at("account_name").text(""),
                        project.at("default_cloud").text().orElse(null)))
                .toList();
    }

    /// Whether a Cassandra service can be had at all.
    public CassandraAvailability availability(String project) throws FailureException, InterruptedException {
        var answer = exchange.look(Call.inProject(project, "service-types", "cassandra"));
        if (answer.isGood()) {
            return Offering.availability(
                    exchange.get(Call.get(Message.of("aiven.request.refused"), "service_versions")));
        }
        var failure = Refusal.of(exchange.hop(), Call.inProject(project), answer);
        var isGone = answer.status() == 400
                || answer.status() == 404
                || failure.cause().key().equals("aiven.product.ended");
        if (!isGone) {
            throw new FailureException(failure);
        }
        // A project that does not exist would give the same answer: be sure that it does.
        exchange.get(Call.inProject(project));
        return new CassandraAvailability.Ended(CassandraAvailability.ENDED, failure.evidence());
    }

    /// The clouds that the project may use.
    public List<Cloud> clouds(String project) throws FailureException, InterruptedException {
        return exchange.get(Call.inProject(project, "clouds")).at("clouds").list().stream()
                .map(Offering::cloud)
                .toList();
    }

    /// The plans for Cassandra, with what each is in each cloud.
    public List<Plan> plans(String project) throws FailureException, InterruptedException {
        var answer = exchange.get(Call.forProduct(project, "service-types", "cassandra", "plans"));
        return answer.at("service_plans").list().stream().map(Offering::plan).toList();
    }

    /// The nodes and disks of one plan.
    public PlanSize planSize(String project, String plan) throws FailureException, InterruptedException {
        return Offering.size(exchange.get(Call.forProduct(project, "service-types", "cassandra", "plans", plan)));
    }

    /// The price of one plan in one cloud.
    public Price price(String project, String plan, String cloud) throws FailureException, InterruptedException {
        return Offering.price(exchange.get(
                Call.forProduct(project, "pricing", "service-types", "cassandra", "plans", plan, "clouds", cloud)));
    }

    /// The Cassandra services of the project, without their logins.
    public List<AivenService> services(String project) throws FailureException, InterruptedException {
        return exchange.get(Call.inProject(project, "service")).at("services").list().stream()
                .map(ServiceReading::read)
                .filter(service -> service.type().equals("cassandra"))
                .toList();
    }

    /// One service with its login.
    ///
    /// @throws FailureException also if the token may see the service but not its password
    public AivenService service(String project, String service) throws FailureException, InterruptedException {
        var call = Call.of(project, service);
        var found = exchange.get(call.withQuery("include_secrets=true")).at("service");
        try {
            return ServiceReading.read(found, ServiceReading.login(found).orElse(null));
        } catch (ServiceReading.Withheld e) {
            throw failure(Failure.Kind.NEEDS_ATTENTION, Message.of("aiven.secrets.withheld", service), "");
        }
    }

    /// Creates a service in migration mode. The request is sent once, and only if the name is free; if
    /// nobody can say what became of it, the service is looked for by its name.
    public AivenService create(String project, ServiceRequest request) throws FailureException, InterruptedException {
        var name = request.name().value();
        // Looked at before, so that one which is found after a lost answer is the new one.
        if (isThere(project, name)) {
            throw failure(Failure.Kind.NEEDS_ATTENTION, Message.of("aiven.service.exists"), name);
        }
        var call = Call.inProject(project, "service").as("POST").with(request.body());
        try {
            return ServiceReading.read(exchange.change(call).at("service"));
        } catch (LostAnswer lost) {
            return found(project, name, lost);
        }
    }

    /// Switches migration mode off, for good: the internode port closes and cannot be opened again. If it
    /// is off already nothing is sent.
    ///
    /// @return the service right after; see {@link #awaitRunning} for its way back to running
    public AivenService endMigrationMode(String project, String service) throws FailureException, InterruptedException {
        var before = current(project, service);
        if (!before.migrationMode()) {
            return before;
        }
        var off = Map.of("user_config", Map.of("migrate_sstableloader", false));
        try {
            return ServiceReading.read(
                    exchange.change(Call.of(project, service).as("PUT").with(off))
                            .at("service"));
        } catch (LostAnswer lost) {
            var after = current(project, service);
            if (after.migrationMode()) {
                throw unknown("aiven.update.lost", service, lost);
            }
            return after;
        }
    }

    /// Deletes a service and its data. A service that is not there counts as deleted.
    public void delete(String project, String service) throws FailureException, InterruptedException {
        try {
            exchange.change(Call.of(project, service).as("DELETE"));
        } catch (FailureException e) {
            if (!isMissing(e)) {
                throw e;
            }
        } catch (LostAnswer lost) {
            if (isThere(project, service)) {
                throw unknown("aiven.delete.lost", service, lost);
            }
        }
    }

    /// The authority, as PEM, that signs the certificate on the native port of every service of the
    /// project.
    public String projectAuthority(String project) throws FailureException, InterruptedException {
        return certificate(exchange.get(Call.inProject(project, "kms", "ca")));
    }

    /// The authority, as PEM, that signs who may talk on the internode port of this service.
    public String internodeAuthority(String project, String service) throws FailureException, InterruptedException {
        return certificate(exchange.get(Call.keys(project, service, "ca", INTERNODE_AUTHORITY)));
    }

    /// The certificate and key with which a loader may stream to this service. Needs the role `operator`.
    public KeyPairPem loaderKeyPair(String project, String service) throws FailureException, InterruptedException {
        var pair = exchange.get(Call.keys(project, service, "keypairs", LOADER_KEY_PAIR));
        var key = pair.at("key").text("");
        if (key.isBlank() || key.equals("<redacted>")) {
            throw failure(Failure.Kind.NEEDS_ATTENTION, Message.of("aiven.secrets.withheld", service), "");
        }
        return new KeyPairPem(certificate(pair), Secret.of(key));
    }

    /// Waits until a service runs steadily and tells where it speaks CQL.
    ///
    /// @param limit after which waiting is given up
    /// @param progress is told what each look saw
    public AivenService awaitRunning(
            String project, String service, Pace pace, Duration limit, Consumer<AivenService> progress)
            throws FailureException, InterruptedException {
        return new Waiting(exchange.hop(), pace, limit, progress).until(service, () -> service(project, service));
    }

    @Override
    public void close() {
        exchange.close();
    }

    /// The service that a lost request was to create.
    private AivenService found(String project, String name, LostAnswer lost)
            throws FailureException, InterruptedException {
        for (var look = 1; look <= LOOKS; look++) {
            Thread.sleep(patience.pauseMillis(look));
            try {
                return current(project, name);
            } catch (FailureException e) {
                if (!isMissing(e) && e.failure().kind() != Failure.Kind.RETRYABLE) {
                    throw e;
                }
            }
        }
        throw unknown("aiven.create.lost", name, lost);
    }

    /// The service without its login: needs no right to see secrets.
    private AivenService current(String project, String service) throws FailureException, InterruptedException {
        return ServiceReading.read(exchange.get(Call.of(project, service)).at("service"));
    }

    private boolean isThere(String project, String service) throws FailureException, InterruptedException {
        try {
            current(project, service);
            return true;
        } catch (FailureException e) {
            if (isMissing(e)) {
                return false;
            }
            throw e;
        }
    }

    private FailureException unknown(String key, String service, LostAnswer lost) {
        return failure(
                Failure.Kind.RETRYABLE, Message.of(key, service), lost.failure().evidence());
    }

    private FailureException failure(Failure.Kind kind, Message cause, String evidence) {
        return new FailureException(Refusal.of(kind, exchange.hop(), cause, evidence));
    }

    private String certificate(JsonValue answer) throws FailureException {
        var pem = answer.at("certificate").text("");
        if (!pem.contains("-----BEGIN CERTIFICATE-----")) {
            throw failure(Failure.Kind.RETRYABLE, Message.of("aiven.answer.unreadable"), "");
        }
        return pem;
    }

    private static boolean isMissing(FailureException e) {
        return e.failure().cause().key().equals("aiven.service.missing");
    }

    private static List<String> texts(JsonValue list) {
        return list.list().stream().flatMap(value -> value.text().stream()).toList();
    }
}
