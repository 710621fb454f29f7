package dev.ferry.ui;

import dev.ferry.cluster.Cluster;
import dev.ferry.engine.AivenAccount;
import dev.ferry.engine.AivenProject;
import dev.ferry.engine.Engine;
import dev.ferry.engine.Goal;
import dev.ferry.engine.HopSeen;
import dev.ferry.engine.HopState;
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
import dev.ferry.plan.Plan;
import dev.ferry.run.Fact;
import dev.ferry.run.Run;
import dev.ferry.run.Tick;
import dev.ferry.secrets.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

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

    @Override
    public Plan plan(Migration migration, Secrets secrets, Cluster source, String id)
            throws FailureException, InterruptedException {
        asked.add("plan");
        failIfAsked();
        var given = plan;
        return given == null ? Samples.plan(id, source) : given;
    }

    @Override
    public RunHandle start(Document document, Secrets secrets, Goal goal, Scope scope, RunListener listener)
            throws FailureException {
        asked.add("start " + goal);
        this.scope = scope;
        failIfAsked();
        var started = new FakeRun(document, listener, asked);
        run = started;
        return started;
    }

    /// A run that does what a test tells it to have done.
    public static final class FakeRun implements RunHandle {
        private final Document document;
        private final RunListener listener;
        private final List<String> asked;
        private final CountDownLatch rested = new CountDownLatch(1);
        private volatile Run state;
        private volatile Failure failure;

        FakeRun(Document document, RunListener listener, List<String> asked) throws FailureException {
            this.document = document;
            this.listener = listener;
            this.asked = asked;
            this.state = document.run();
        }

        /// Lets a fact happen.
        public void happen(Fact fact) {
            try {
                document.append(fact);
            } catch (FailureException e) {
                throw new IllegalStateException(e);
            }
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

        @Override
        public Run state() {
            return state;
        }

        @Override
        public void pause() {
            asked.add("pause");
        }

        @Override
        public void resume() {
            asked.add("resume");
        }

        @Override
        public void limit(Limits limits) {
            asked.add("limit " + limits);
        }

        @Override
        public void leave() {
            asked.add("leave");
            rested.countDown();
        }

        @Override
        public void stop() {
            asked.add("stop");
            rested.countDown();
        }

        @Override
        public Optional<Failure> await() throws InterruptedException {
            rested.await();
            return Optional.ofNullable(failure);
        }
    }
}
