package dev.ferry.ui;

import dev.ferry.cluster.Cluster;
import dev.ferry.engine.AivenAccount;
import dev.ferry.engine.AivenConsole;
import dev.ferry.engine.AivenProject;
import dev.ferry.engine.CellLog;
import dev.ferry.engine.CellLogs;
import dev.ferry.engine.Engine;
import dev.ferry.engine.Goal;
import dev.ferry.engine.HopSeen;
import dev.ferry.engine.HopState;
import dev.ferry.engine.LoadOrders;
import dev.ferry.engine.RunHandle;
import dev.ferry.engine.RunListener;
import dev.ferry.engine.Scope;
import dev.ferry.engine.Secrets;
import dev.ferry.engine.SshAliases;
import dev.ferry.engine.SurveyProgress;
import dev.ferry.engine.TargetLook;
import dev.ferry.journal.Document;
import dev.ferry.migration.Limits;
import dev.ferry.migration.Migration;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.Target;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.plan.CellId;
import dev.ferry.plan.Plan;
import dev.ferry.rows.RowComparison;
import dev.ferry.rows.RowProgress;
import dev.ferry.rows.RowQuestion;
import dev.ferry.run.Fact;
import dev.ferry.run.Run;
import dev.ferry.run.Tick;
import dev.ferry.secrets.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;

/// An engine that says what a test gave it to say, and remembers what it was asked.
public class FakeEngine implements Engine {
    /// What was asked, in order: `start CHECKED`, `pause`, …
    public final List<String> asked = new ArrayList<>();

    /// What a survey sees.
    public volatile Cluster cluster = Samples.cluster(2, 8);

    /// What a hop test tells.
    public volatile Probe probe = (source, told) -> true;

    /// The hosts of OpenSSH's configuration.
    public volatile SshAliases aliases = new SshAliases(List.of(), List.of());

    /// What a look at the target sees.
    public volatile TargetLook target = Samples.look();

    /// What the next plan is; null for one made of the cluster.
    public volatile Plan plan;

    /// What the next call fails with; null for none.
    public volatile Failure failure;

    /// What of the goal was meant when a run was started last.
    public volatile Scope scope;

    /// What comparing rows finds; null to let it go on until it is stopped.
    public volatile RowComparison rows;

    /// The run under way; null if none was started.
    public volatile FakeRun run;

    private void failIfAsked() throws FailureException {
        var wanted = failure;
        if (wanted != null) {
            throw new FailureException(wanted);
        }
    }

    @Override
    public Cluster survey(SourceSettings source, Secrets secrets) throws FailureException, InterruptedException {
        asked.add("survey");
        failIfAsked();
        return cluster;
    }

    @Override
    public Cluster survey(SourceSettings source, Secrets secrets, Consumer<SurveyProgress> told)
            throws FailureException, InterruptedException {
        var seen = survey(source, secrets);
        for (var i = 0; i <= seen.nodes().size(); i++) {
            told.accept(new SurveyProgress(
                    i,
                    seen.nodes().size(),
                    i == 0 ? "" : seen.nodes().get(i - 1).address()));
        }
        return seen;
    }

    @Override
    public boolean probe(SourceSettings source, Secrets secrets, Consumer<HopSeen> told)
            throws FailureException, InterruptedException {
        asked.add("probe " + String.join(" ", source.ssh().acceptedFingerprints()));
        return probe.walk(source, told);
    }

    @Override
    public SshAliases sshAliases() {
        return aliases;
    }

    /// What a hop test goes through.
    @FunctionalInterface
    public interface Probe {
        /// Tells the hops.
        boolean walk(SourceSettings source, Consumer<HopSeen> told) throws FailureException, InterruptedException;
    }

    @Override
    public TargetLook look(Migration migration, Secrets secrets) throws FailureException, InterruptedException {
        asked.add("look");
        failIfAsked();
        return target;
    }

    /// What an Aiven account shows.
    public volatile AivenAccount account = new AivenAccount("somebody@example.org", "Some Body", List.of());

    /// The projects of the account, by name.
    public final Map<String, AivenProject> projects = new ConcurrentHashMap<>();

    /// What a test of the way to a target tells.
    public volatile List<HopSeen> hops = List.of();

    @Override
    public boolean test(Target.CassandraCluster target, Secrets secrets, Consumer<HopSeen> told)
            throws FailureException, InterruptedException {
        asked.add("test " + target.name());
        failIfAsked();
        hops.forEach(told);
        return hops.stream().noneMatch(hop -> hop.state() instanceof HopState.Failed);
    }

    @Override
    public AivenAccount account(String api, Secret token) throws FailureException, InterruptedException {
        asked.add("account " + api);
        failIfAsked();
        return account;
    }

    @Override
    public AivenProject project(String api, Secret token, String project)
            throws FailureException, InterruptedException {
        asked.add("project " + project);
        failIfAsked();
        return Objects.requireNonNull(projects.get(project));
    }

    /// What is seen and done at Aiven beside a run.
    public final FakeConsole console = new FakeConsole(asked);

    @Override
    public AivenConsole console(String api, Secret token) {
        return console;
    }

    @Override
    public Plan plan(Migration migration, Secrets secrets, Cluster source, String id)
            throws FailureException, InterruptedException {
        asked.add("plan");
        failIfAsked();
        var given = plan;
        return given == null ? Samples.plan(id, source) : given;
    }

    @Override
    public RowComparison differences(
            Migration migration, Secrets secrets, RowQuestion question, Consumer<RowProgress> told)
            throws FailureException, InterruptedException {
        asked.add("differences " + question.table() + " " + question.start());
        failIfAsked();
        told.accept(new RowProgress(40, 12_000, 11_998, 2));
        var found = rows;
        while (found == null) {
            Thread.sleep(20);
            found = rows;
        }
        return found;
    }

    @Override
    public RunHandle start(Document document, Secrets secrets, Goal goal, Scope scope, RunListener listener)
            throws FailureException {
        this.scope = scope;
        asked.add("start " + goal
                + (scope.cells().isEmpty() ? "" : " of " + scope.cells().size() + " cells"));
        failIfAsked();
        var started = new FakeRun(document, listener, asked);
        run = started;
        return started;
    }

    /// What the logs of cells say.
    public volatile Function<CellId, CellLog> log =
            cell -> new CellLog(cell, 1, CellLog.State.RUNNING, OptionalInt.empty(), "", "", 0, 0, "", 0, 0, false);

    @Override
    public CellLogs logs(Document document, Secrets secrets) throws FailureException {
        asked.add("logs");
        return new CellLogs() {
            @Override
            public CellLog read(CellId cell, int attempt, long outFrom, long errFrom) throws FailureException {
                failIfAsked();
                return log.apply(cell);
            }

            @Override
            public void close() {
                asked.add("close logs");
            }
        };
    }

    /// A run that does what a test tells it to have done.
    public static final class FakeRun implements RunHandle {
        private final Document document;
        private final RunListener listener;
        private final List<String> asked;
        private final CountDownLatch rested = new CountDownLatch(1);
        private volatile Run state;
        private volatile Failure failure;
        private volatile Limits limits;
        private volatile boolean isPaused;
        private volatile boolean isStopping;
        private volatile boolean isDefect;
        private final Set<CellId> paused = ConcurrentHashMap.newKeySet();

        FakeRun(Document document, RunListener listener, List<String> asked) throws FailureException {
            this.document = document;
            this.listener = listener;
            this.asked = asked;
            this.state = document.run();
            this.limits = document.draft().options().limits();
        }

        /// Lets a fact happen.
        public void happen(Fact fact) {
            try {
                state = state.after(fact, document.append(fact).at());
            } catch (FailureException e) {
                throw new IllegalStateException(e);
            }
            listener.heard(fact, state);
        }

        /// Lets a fact be told that is not written down: where only the window is looked at.
        public void pretend(Fact fact) {
            state = state.after(fact);
            listener.heard(fact, state);
        }

        /// Lets a tick be told.
        public void tell(Tick tick) {
            listener.heard(tick, state);
        }

        /// Lets the run rest.
        ///
        /// @param why what ended it; null if all is done
        public void rest(Failure why) {
            failure = why;
            rested.countDown();
        }

        /// A defect ends the run.
        public void breakDown() {
            isDefect = true;
            rested.countDown();
        }

        @Override
        public Run state() {
            return state;
        }

        @Override
        public void pause() {
            asked.add("pause");
            isPaused = true;
        }

        @Override
        public void resume() {
            asked.add("resume");
            isPaused = false;
        }

        @Override
        public void pause(Set<CellId> cells) {
            asked.add("pause " + names(cells));
            paused.addAll(cells);
        }

        @Override
        public void resume(Set<CellId> cells) {
            asked.add("resume " + names(cells));
            paused.removeAll(cells);
        }

        @Override
        public void stop(Set<CellId> cells) {
            asked.add("stop " + names(cells));
        }

        @Override
        public void retry(Set<CellId> cells) {
            asked.add("retry " + names(cells));
            paused.removeAll(cells);
        }

        private static List<String> names(Set<CellId> cells) {
            return cells.stream().map(CellId::toString).sorted().toList();
        }

        @Override
        public LoadOrders orders() {
            return new LoadOrders(limits, isPaused, isStopping, paused);
        }

        @Override
        public void limit(Limits limits) {
            asked.add("limit " + limits);
            this.limits = limits;
        }

        @Override
        public void leave() {
            asked.add("leave");
            rested.countDown();
        }

        @Override
        public void stop() {
            asked.add("stop");
            isStopping = true;
            rested.countDown();
        }

        @Override
        public Optional<Failure> await() throws InterruptedException {
            rested.await();
            if (isDefect) {
                throw new IllegalStateException("a defect ended the run");
            }
            return Optional.ofNullable(failure);
        }
    }
}
