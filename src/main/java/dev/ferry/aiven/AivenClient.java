package dev.ferry.aiven;

import dev.ferry.json.JsonValue;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.KeyPairPem;
import dev.ferry.secrets.Secret;
import dev.ferry.text.Message;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
                texts(user.at("projects")),
                roles(user));
    }

    /// The newer map has a list of roles for each project, the older one a role.
    private static Map<String, List<String>> roles(JsonValue user) {
        var roles = new HashMap<String, List<String>>();
        user.at("project_membership")
                .fields()
                .forEach((project, role) ->
                        roles.put(project, role.text().stream().toList()));
        user.at("project_memberships").fields().forEach((project, all) -> roles.put(project, texts(all)));
        return roles;
    }

    /// The projects that the token may see.
    public List<Project> projects() throws FailureException, InterruptedException {
        var call = Call.get(Message.of("aiven.request.refused"), "project");
        var answer = exchange.look(call);
        var isRetired = answer.status() == 404 || answer.status() == 405 || answer.status() == 410;
        if (isRetired && answer.body() != null) {
            // The call is marked as outdated; who the token belongs to tells the names as well.
            return me().projects().stream()
                    .map(name -> new Project(name, "", null, null, null))
                    .toList();
        }
        return exchange.read(call, answer).at("projects").list().stream()
                .map(Offering::project)
                .toList();
    }

    /// What the token may do in a project: by the person's roles, and where they leave it open, or a service
    /// runs, by trying. Nothing is changed, and no secret is kept.
    ///
    /// @param sample a service of the project that may be asked for its secrets, its keys, its log and its
    ///     metrics; null to go by roles alone
    public Rights rights(String project, @Nullable AivenService sample) throws FailureException, InterruptedException {
        var rights = me().rights(project);
        return sample == null || sample.state() != AivenService.State.RUNNING
                ? rights
                : new Trial(this, project, sample).of(rights);
    }

    /// The private networks of the project; none as well if the token may not see them.
    public List<Vpc> vpcs(String project) throws FailureException, InterruptedException {
        var call = Call.inProject(project, "vpcs");
        var answer = exchange.look(call);
        if (answer.status() == 403 || answer.status() == 404) {
            return List.of();
        }
        return exchange.read(call, answer).at("vpcs").list().stream()
                .map(vpc -> new Vpc(
                        vpc.at("project_vpc_id").text(""),
                        vpc.at("cloud_name").text(""),
                        vpc.at("state").text("")))
                .filter(Vpc::isThere)
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
        var isRefused = answer.status() == 400 || answer.status() == 404 || answer.status() == 410;
        var isGone = answer.body() != null && isRefused || failure.cause().key().equals("aiven.product.ended");
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
        var call = Call.of(project, service).withQuery("include_secrets=true");
        var found = exchange.get(call).at("service");
        try {
            return ServiceReading.read(found, ServiceReading.login(found).orElse(null));
        } catch (ServiceReading.Withheld e) {
            throw failure(Failure.Kind.NEEDS_ATTENTION, Message.of("aiven.secrets.withheld", service), "");
        }
    }

    /// Creates a service in migration mode, in the public network. The request is sent once, and only if the
    /// name is free; if nobody can say what became of it, the service is looked for by its name.
    public AivenService create(String project, ServiceRequest request) throws FailureException, InterruptedException {
        var name = request.name().value();
        // Looked at before, so that one which is found after a lost answer is the new one.
        if (isThere(project, name)) {
            throw failure(Failure.Kind.NEEDS_ATTENTION, Message.of("aiven.service.exists"), name);
        }
        var hasVpc = vpcs(project).stream().anyMatch(vpc -> vpc.cloud().equals(request.cloud()));
        var call = Call.inProject(project, "service")
                .as("POST")
                .with(hasVpc ? request.publicBody() : request.body())
                .needing(Right.CREATE);
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
        var before = look(project, service);
        if (!before.migrationMode()) {
            return before;
        }
        var off = Map.of("user_config", Map.of("migrate_sstableloader", false));
        try {
            return ServiceReading.read(
                    exchange.change(updating(project, service, off)).at("service"));
        } catch (LostAnswer lost) {
            var after = look(project, service);
            if (after.migrationMode()) {
                throw unknown("aiven.update.lost", service, lost);
            }
            return after;
        }
    }

    private static Call updating(String project, String service, Map<String, ?> body) {
        return Call.of(project, service).as("PUT").with(body).needing(Right.UPDATE);
    }

    /// Changes a service. The request is sent once, and not at all if the service is so already. A service
    /// that is protected is not switched off, and one in migration mode not moved: the API would refuse both.
    ///
    /// @return the service right after; see {@link #awaitRunning} for its way back to running
    public AivenService update(String project, String service, ServiceChange change)
            throws FailureException, InterruptedException {
        var before = look(project, service);
        if (change.isNone() || change.isTrueOf(before)) {
            return before;
        }
        if (Boolean.FALSE.equals(change.powered())) {
            requireUnprotected(before);
        }
        if (change.cloud() != null && before.migrationMode()) {
            throw failure(Failure.Kind.NEEDS_ATTENTION, Message.of("aiven.cloud.fixed", service), "");
        }
        try {
            return ServiceReading.read(
                    exchange.change(updating(project, service, change.body())).at("service"));
        } catch (LostAnswer lost) {
            var after = look(project, service);
            if (!change.isTrueOf(after)) {
                throw unknown("aiven.change.lost", service, lost);
            }
            return after;
        }
    }

    private void requireUnprotected(AivenService service) throws FailureException {
        if (service.protectedFromDeletion()) {
            throw failure(
                    Failure.Kind.NEEDS_ATTENTION, Message.of("aiven.service.protected"), "service " + service.name());
        }
    }

    /// Switches a service on: Aiven makes machines for it and gives them its last backup. One that is on stays
    /// as it is.
    ///
    /// @return the service right after; see {@link #awaitRunning}
    public AivenService powerOn(String project, String service) throws FailureException, InterruptedException {
        return update(project, service, ServiceChange.powerOn());
    }

    /// Has the changes made now that Aiven has put off until the next maintenance window. It replaces every
    /// node, one by one.
    public void startMaintenance(String project, String service) throws FailureException, InterruptedException {
        var call =
                Call.below(project, service, "maintenance", "start").as("PUT").needing(Right.UPDATE);
        try {
            exchange.change(call);
        } catch (LostAnswer lost) {
            throw unknown("aiven.change.lost", service, lost);
        }
    }

    /// Gives a user of the service another password, made by Aiven. Whoever uses the old one is locked out.
    ///
    /// @return the service with its login
    public AivenService resetPassword(String project, String service, String user)
            throws FailureException, InterruptedException {
        var call = Call.below(project, service, "user", user, "credentials", "reset")
                .as("PUT")
                .needing(Right.UPDATE);
        try {
            exchange.change(call);
        } catch (LostAnswer lost) {
            throw unknown("aiven.change.lost", service, lost);
        }
        return service(project, service);
    }

    /// A part of the service's log. Asked once: whoever follows a log asks again anyway.
    public LogPage log(String project, String service, LogQuery query) throws FailureException, InterruptedException {
        var call = Call.below(project, service, "logs")
                .as("POST")
                .with(query.body())
                .needing(Right.SEE_LOGS);
        return Telemetry.log(exchange.ask(call), query.order());
    }

    /// How the service's machines have been doing. Asked once.
    public Metrics metrics(String project, String service, Metrics.Period period)
            throws FailureException, InterruptedException {
        var call = Call.below(project, service, "metrics")
                .as("POST")
                .with(Map.of("period", period.name().toLowerCase(Locale.ROOT)))
                .needing(Right.SEE_METRICS);
        return Telemetry.metrics(exchange.ask(call));
    }

    /// Deletes a service and its data. A service that is not there counts as deleted; one that is protected is
    /// left alone.
    public void delete(String project, String service) throws FailureException, InterruptedException {
        try {
            requireUnprotected(look(project, service));
            exchange.change(Call.of(project, service).as("DELETE").needing(Right.CREATE));
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
        var pair = exchange.get(
                Call.keys(project, service, "keypairs", LOADER_KEY_PAIR).needing(Right.LOADER_KEYS));
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

    /// The same without its login: needs no right to see secrets.
    public AivenService awaitUp(
            String project, String service, Pace pace, Duration limit, Consumer<AivenService> progress)
            throws FailureException, InterruptedException {
        return new Waiting(exchange.hop(), pace, limit, progress).until(service, () -> look(project, service));
    }

    /// One service without its login: needs no right to see secrets.
    public AivenService look(String project, String service) throws FailureException, InterruptedException {
        return ServiceReading.read(exchange.get(Call.of(project, service)).at("service"));
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
                return look(project, name);
            } catch (FailureException e) {
                if (!isMissing(e) && e.failure().kind() != Failure.Kind.RETRYABLE) {
                    throw e;
                }
            }
        }
        throw unknown("aiven.create.lost", name, lost);
    }

    private boolean isThere(String project, String service) throws FailureException, InterruptedException {
        try {
            look(project, service);
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
