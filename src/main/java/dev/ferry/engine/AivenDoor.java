package dev.ferry.engine;

import dev.ferry.aiven.AivenClient;
import dev.ferry.aiven.AivenService;
import dev.ferry.aiven.CassandraAvailability;
import dev.ferry.aiven.Right;
import dev.ferry.aiven.Rights;
import dev.ferry.aiven.ServiceName;
import dev.ferry.aiven.ServiceRequest;
import dev.ferry.cassandra.CqlEndpoint;
import dev.ferry.cassandra.CqlLogin;
import dev.ferry.cassandra.CqlTls;
import dev.ferry.log.Logs;
import dev.ferry.migration.Target;
import dev.ferry.outcome.FailureException;
import dev.ferry.schema.Schema;
import dev.ferry.secrets.KeyStores;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The way to an Aiven for Apache Cassandra service, which is made in migration mode if it is not there.
final class AivenDoor implements TargetDoor {
    /// Why a service that was there cannot be reached: with it went its logins and its settings.
    static final String GONE = "engine.aiven.gone";

    private static final long BYTES_PER_MEGABYTE = 1024L * 1024;

    private final Target.AivenService wanted;
    private final AivenClient api;
    private final Tempo tempo;

    AivenDoor(Target.AivenService wanted, Secrets secrets, Tempo tempo) {
        this.wanted = wanted;
        this.tempo = tempo;
        this.api = new AivenClient(URI.create(wanted.api()), secrets.of(wanted.token()), Logs.audit("Aiven API"));
    }

    @Override
    public TargetLook look() throws FailureException, InterruptedException {
        var found = find();
        return found.isPresent() ? lookAt(found.get()) : lookForward();
    }

    private Optional<AivenService> find() throws FailureException, InterruptedException {
        return api.services(wanted.project()).stream()
                .filter(service -> service.name().equals(wanted.service()))
                .findFirst();
    }

    private TargetLook lookAt(AivenService service) throws FailureException, InterruptedException {
        requireMigrationMode(service);
        requireOn(service);
        var rights = api.rights(wanted.project(), service);
        require(rights, Right.SEE_SECRETS, Right.LOADER_KEYS);
        try (var link = open(told -> {})) {
            return new TargetLook(
                    link.shape(),
                    Survey.schema(link.cql()),
                    Optional.of(link.partitioner()),
                    OptionalLong.of(service.diskSpaceMb() * BYTES_PER_MEGABYTE),
                    evidence(service, rights));
        }
    }

    private static List<String> evidence(AivenService service, Rights rights) {
        var seen = new ArrayList<String>();
        seen.add("service " + service.name() + ", plan " + service.plan());
        if (service.vpc() != null) {
            seen.add(Messages.text("engine.aiven.vpc", service.vpc()));
        }
        if (rights.standing(Right.UPDATE) == Rights.Standing.MISSING) {
            seen.add(Messages.text("engine.aiven.no-update", Right.UPDATE.permission()));
        }
        return seen;
    }

    /// What is missing is said now, and not when the data has been loaded.
    private void require(Rights rights, Right... needed) throws FailureException {
        var missing = Stream.of(needed)
                .filter(right -> rights.standing(right) == Rights.Standing.MISSING)
                .toList();
        if (!missing.isEmpty()) {
            throw Failures.attention(
                    "Aiven project " + wanted.project(),
                    "engine.aiven.rights",
                    missing.stream().map(Right::permission).collect(Collectors.joining(", ")),
                    missing.stream().map(Right::words).collect(Collectors.joining("; ")));
        }
    }

    private void requireOn(AivenService service) throws FailureException {
        if (service.state() == AivenService.State.POWEROFF) {
            throw Failures.attention("Aiven service " + wanted.name(), "engine.aiven.off", "", service.name());
        }
    }

    private TargetLook lookForward() throws FailureException, InterruptedException {
        requireAvailable();
        ServiceName.of(wanted.service());
        require(api.rights(wanted.project(), null), Right.CREATE, Right.SEE_SECRETS, Right.LOADER_KEYS);
        var size = api.planSize(wanted.project(), wanted.plan());
        return new TargetLook(
                AivenProject.shape(size.nodeCount(), wanted.version()),
                Schema.empty(),
                Optional.empty(),
                OptionalLong.of(size.diskSpaceMb() * BYTES_PER_MEGABYTE),
                List.of("plan " + wanted.plan() + ", to be created"));
    }

    private void requireAvailable() throws FailureException, InterruptedException {
        if (api.availability(wanted.project()) instanceof CassandraAvailability.Ended ended) {
            throw Failures.attention(
                    "Aiven project " + wanted.project(), "engine.aiven.ended", ended.evidence(), day(ended.when()));
        }
    }

    private static String day(Instant when) {
        return when.toString().substring(0, "2026-01-07".length());
    }

    private void requireMigrationMode(AivenService service) throws FailureException {
        if (!service.migrationMode()) {
            throw Failures.attention(
                    "Aiven service " + wanted.name(), "engine.aiven.not-in-migration-mode", "", service.name());
        }
    }

    @Override
    public TargetLink open(Progress progress) throws FailureException, InterruptedException {
        var found = find();
        if (found.isEmpty()) {
            requireAvailable();
            progress.told(Message.of("engine.aiven.creating", wanted.service(), wanted.plan(), wanted.cloud()));
            api.create(wanted.project(), request());
        }
        return awaited(progress);
    }

    @Override
    public TargetLink openAgain(Progress progress) throws FailureException, InterruptedException {
        standing();
        return awaited(progress);
    }

    private TargetLink awaited(Progress progress) throws FailureException, InterruptedException {
        var service = awaitRunning(progress);
        progress.told(Message.of("engine.target.connecting", wanted.name()));
        return link(service);
    }

    @Override
    public TargetLink enter() throws FailureException, InterruptedException {
        return link(standing());
    }

    private AivenService standing() throws FailureException, InterruptedException {
        return find().orElseThrow(() -> Failures.attention("Aiven service " + wanted.name(), GONE, "", wanted.name()));
    }

    private ServiceRequest request() throws FailureException {
        return new ServiceRequest(
                ServiceName.of(wanted.service()), wanted.plan(), wanted.cloud(), wanted.version(), null, null);
    }

    private AivenService awaitRunning(Progress progress) throws FailureException, InterruptedException {
        var standstill = new Standstill(api, wanted.project(), wanted.service());
        try {
            return api.awaitRunning(
                    wanted.project(), wanted.service(), tempo.service(), tempo.serviceLimit(), service -> {
                        progress.told(
                                Message.of("engine.aiven.state", service.name(), service.state(), nodes(service)));
                        progress.building(service.state().name(), AivenLook.nodes(service));
                        standstill.look(service).ifPresent(progress::told);
                    });
        } catch (FailureException e) {
            throw AivenDesk.withLog(api, wanted.project(), wanted.service(), e);
        }
    }

    private static String nodes(AivenService service) {
        return service.nodes().stream()
                .map(node -> node.name() + " " + node.state())
                .collect(Collectors.joining(", "));
    }

    private TargetLink link(AivenService service) throws FailureException, InterruptedException {
        var address = Roads.best(service.ways()).orElse(null);
        var login = service.login();
        if (address == null || login == null) {
            throw Failures.attention("Aiven service " + wanted.name(), "engine.aiven.no-address", "");
        }
        var authority = api.projectAuthority(wanted.project());
        var endpoint = new CqlEndpoint(
                List.of(address.host()),
                address.port(),
                new CqlLogin(login.user(), login.password()),
                new CqlTls(KeyStores.clientContext(List.of(authority), null), CqlTls.HostNames.IGNORED));
        var internode = service.internode();
        var link = internode == null || !service.migrationMode()
                ? TargetLink.open(
                        endpoint, 0, new TargetLink.Trust(List.of(authority), List.of(), null), tempo.answerLimit())
                : TargetLink.open(endpoint, internode.port(), loaderTrust(authority), tempo.answerLimit());
        var bytes = service.diskSpaceMb() * BYTES_PER_MEGABYTE;
        var perNode = bytes / Math.max(1, service.nodeCount());
        return perNode > 0
                ? link.withDisks(bytes).withMeter(new DiskMeter(api, wanted.project(), wanted.service(), perNode))
                : link;
    }

    private TargetLink.Trust loaderTrust(String authority) throws FailureException, InterruptedException {
        return new TargetLink.Trust(
                List.of(authority),
                List.of(api.internodeAuthority(wanted.project(), wanted.service())),
                api.loaderKeyPair(wanted.project(), wanted.service()));
    }

    @Override
    public boolean closeForLoaders(Progress progress) throws FailureException, InterruptedException {
        if (find().filter(AivenService::migrationMode).isPresent()) {
            api.endMigrationMode(wanted.project(), wanted.service());
        }
        awaitRunning(progress);
        return true;
    }

    @Override
    public boolean canBeClosed() {
        return true;
    }

    @Override
    public void close() {
        api.close();
    }
}
