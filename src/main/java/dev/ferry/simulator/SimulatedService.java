package dev.ferry.simulator;

import dev.ferry.json.JsonValue;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Passwords;
import dev.ferry.secrets.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One service: what it is, and its way from one state to the next.
///
/// Everything that takes time happens on the service's own thread, one thing after the other; what a
/// caller sees is guarded by this object.
final class SimulatedService {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedService.class);
    private static final String USER = "avnadmin";

    private final String name;
    private final UserConfig config;
    private final Keys keys;
    private final String projectAuthority;
    private final TargetLauncher launcher;
    private final Faults faults;
    private final Duration stage;
    private final Secret password = Passwords.random(16);
    private final Instant created = Instant.now();
    private final List<LogLine> log = new ArrayList<>();

    private Catalogue.PlanEntry plan;
    private String cloud;
    private long diskMb;
    private boolean isProtected;
    private Instant updated = created;
    private State state = State.REBUILDING;
    private String nodeState = "";
    private @Nullable TargetAddress address;

    // Turns with each look, and not with time, so that whoever looks sees it.
    private boolean isFlapping;

    private @Nullable Failure launchFailure;
    private ExecutorService worker = newWorker();

    /// @param wanted what the service shall be; it does nothing before {@link #build()}
    SimulatedService(Order wanted, Keys keys, Surroundings surroundings) {
        this.name = wanted.name();
        this.plan = wanted.plan();
        this.config = wanted.config();
        this.cloud = wanted.cloud();
        this.diskMb = wanted.diskMb();
        this.isProtected = wanted.isProtected();
        this.keys = keys;
        this.projectAuthority = surroundings.projectAuthority();
        this.launcher = surroundings.launcher();
        this.faults = surroundings.faults();
        this.stage = surroundings.stage();
    }

    /// What a service is doing, in Aiven's words.
    enum State {
        REBUILDING,
        REBALANCING,
        RUNNING,
        POWEROFF
    }

    /// What was ordered.
    record Order(
            String name, Catalogue.PlanEntry plan, String cloud, long diskMb, boolean isProtected, UserConfig config) {}

    /// What a service needs from the simulator.
    record Surroundings(String projectAuthority, TargetLauncher launcher, Faults faults, Duration stage) {}

    /// A line of the service's log.
    record LogLine(Instant time, String text, boolean isTrouble) {}

    /// What a caller sees at one moment.
    record Snapshot(
            String name,
            Catalogue.PlanEntry plan,
            String cloud,
            long diskMb,
            boolean isProtected,
            UserConfig config,
            State state,
            String nodeState,
            @Nullable TargetAddress address,
            String user,
            Secret password,
            Instant created,
            Instant updated) {}

    /// Builds the machines and starts Cassandra on them.
    synchronized void build() {
        become(State.REBUILDING, "");
        submit(this::walkUp);
    }

    synchronized Snapshot snapshot() {
        var seen = new Snapshot(
                name,
                plan,
                cloud,
                diskMb,
                isProtected,
                config.copy(),
                state,
                nodeState,
                address,
                USER,
                password,
                created,
                updated);
        if (isFlapping) {
            become(state == State.RUNNING ? State.REBALANCING : State.RUNNING, nodeState);
            isFlapping = state == State.REBALANCING;
        }
        return seen;
    }

    synchronized List<LogLine> log() {
        return List.copyOf(log);
    }

    synchronized Optional<Failure> launchFailure() {
        return Optional.ofNullable(launchFailure);
    }

    Keys keys() {
        return keys;
    }

    /// Takes over what an update names, and does what follows from it. Not for two callers at once.
    void update(Change change) throws ApiError, InterruptedException {
        var isOn = configure(change);
        if (change.isPowered() && !isOn) {
            build();
        } else if (!change.isPowered() && isOn) {
            powerOff();
        }
    }

    /// What an update wants; what it does not name is as it was.
    record Change(
            JsonValue config,
            Catalogue.PlanEntry plan,
            String cloud,
            long diskMb,
            boolean isProtected,
            boolean isPowered) {}

    /// Stops everything and throws the data away. Not for two callers at once.
    void remove() throws FailureException, InterruptedException {
        stop();
        launcher.remove(name);
    }

    /// @return whether the machines are on
    private synchronized boolean configure(Change change) throws ApiError {
        var wasMigrating = config.migrationMode();
        if (wasMigrating && !change.cloud().equals(cloud)) {
            throw ApiError.bad("Service cannot be moved to another cloud while migrate_sstableloader is on");
        }
        config.merge(change.config());
        var isMoved = !change.cloud().equals(cloud)
                || change.diskMb() != diskMb
                || !change.plan().equals(plan);
        plan = change.plan();
        cloud = change.cloud();
        diskMb = change.diskMb();
        isProtected = change.isProtected();
        updated = Instant.now();
        var isOn = state != State.POWEROFF;
        if (isOn && wasMigrating && !config.migrationMode()) {
            become(State.REBALANCING, nodeState);
            submit(this::closeInternode);
        } else if (isOn && isMoved) {
            become(State.REBALANCING, nodeState);
            submit(this::settle);
        }
        return isOn;
    }

    private void powerOff() throws ApiError, InterruptedException {
        stop();
        synchronized (this) {
            become(State.POWEROFF, "");
            address = null;
        }
        try {
            launcher.remove(name);
        } catch (FailureException e) {
            fail(e);
            throw new ApiError(500, "Internal server error", "internal_server_error");
        }
    }

    private void walkUp() throws FailureException, InterruptedException {
        show(State.REBUILDING, "setting_up_vm");
        if (faults.meetsService(Fault.STUCK)) {
            stall();
            return;
        }
        Thread.sleep(stage);
        show(State.REBUILDING, "syncing_data");
        var launched = launcher.launch(spec());
        Thread.sleep(stage);
        arrive(launched);
    }

    /// Nobody is told: only the log says it.
    private synchronized void stall() {
        log.add(new LogLine(Instant.now(), "no machine of this size is free in the zone, trying again", true));
    }

    /// Replaces the machines one by one, as far as a caller sees.
    synchronized void maintain() {
        if (state == State.RUNNING) {
            become(State.REBALANCING, nodeState);
            submit(this::settle);
        }
    }

    private void closeInternode() throws FailureException, InterruptedException {
        Thread.sleep(stage);
        arrive(launcher.relaunchClosed(spec()));
    }

    private void settle() throws InterruptedException {
        Thread.sleep(stage);
        show(State.RUNNING, "running");
    }

    private synchronized void arrive(TargetAddress launched) {
        address = launched;
        become(State.RUNNING, "running");
        isFlapping = faults.meetsService(Fault.FLAP);
    }

    private synchronized TargetSpec spec() {
        return new TargetSpec(
                name,
                plan.nodes(),
                config.version(),
                config.dataCentre(),
                USER,
                password,
                projectAuthority,
                keys.server(),
                keys.internodeAuthority(),
                keys.internode(),
                config.migrationMode());
    }

    private synchronized void show(State next, String nodes) {
        become(next, nodes);
    }

    private void become(State next, String nodes) {
        state = next;
        nodeState = nodes;
        updated = Instant.now();
        log.add(new LogLine(updated, next + (nodes.isEmpty() ? "" : ", nodes " + nodes), false));
    }

    private void submit(Step step) {
        worker.execute(() -> {
            try {
                step.run();
            } catch (FailureException e) {
                fail(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// The state stays what it was, as with the real thing: nobody is told but by time.
    private synchronized void fail(FailureException e) {
        LOG.error("the target of {} does not come up", name, e);
        launchFailure = e.failure();
        nodeState = "unknown";
        log.add(new LogLine(Instant.now(), e.failure().cause().key(), true));
    }

    private void stop() throws InterruptedException {
        worker.shutdownNow();
        // Not for ever: a launcher that does not heed the interrupt must not hold the caller.
        if (!worker.awaitTermination(20, TimeUnit.SECONDS)) {
            LOG.warn("the launcher of {} does not stop", name);
        }
        worker = newWorker();
    }

    private static ExecutorService newWorker() {
        return Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("service").factory());
    }

    private interface Step {
        void run() throws FailureException, InterruptedException;
    }
}
