package dev.ferry.ui.work;

import dev.ferry.cluster.Cluster;
import dev.ferry.engine.CellLogs;
import dev.ferry.engine.Engine;
import dev.ferry.engine.Goal;
import dev.ferry.engine.MigrationEngine;
import dev.ferry.engine.RunHandle;
import dev.ferry.engine.Scope;
import dev.ferry.engine.Secrets;
import dev.ferry.engine.TargetLook;
import dev.ferry.journal.Document;
import dev.ferry.journal.Journaled;
import dev.ferry.migration.Draft;
import dev.ferry.migration.Migration;
import dev.ferry.migration.Side;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.plan.CellId;
import dev.ferry.plan.CellPlan;
import dev.ferry.plan.Plan;
import dev.ferry.run.Run;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import dev.ferry.ui.fx.Background;
import dev.ferry.ui.fx.Dialogs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The open migration as every screen sees it: what is wanted, seen, planned and done, as properties on the
/// toolkit's thread; and what can be asked of the engine, one call each.
///
/// Everything that touches the document happens on one thread of its own, in order, so that a run never starts
/// before what its user changed is written down.
public final class Desk {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private static final Set<String> REFUSALS = Set.of(
            "aiven.token.refused",
            "cassandra.login.refused",
            "ssh.become.password.refused",
            "ssh.key.passphrase.wrong",
            "ssh.login.refused");

    private final Document document;
    private final Engine engine;
    private final SecretDesk secrets;
    private final Background background;
    private final Dialogs dialogs;
    private final Feed feed;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("document").factory());
    private final ReadOnlyObjectWrapper<Draft> draft;
    private final ReadOnlyObjectWrapper<@Nullable Cluster> survey;
    private final ReadOnlyObjectWrapper<@Nullable TargetLook> look = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Plan> plan;
    private final ReadOnlyObjectWrapper<Run> run;
    private final ReadOnlyObjectWrapper<@Nullable RunHandle> live = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Goal> goal = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Failure> trouble = new ReadOnlyObjectWrapper<>();
    private final ObservableList<Job> jobs = FXCollections.observableArrayList();
    private @Nullable Job beginning;

    private Desk(
            Document document,
            Contents contents,
            Engine engine,
            SecretDesk secrets,
            Background background,
            Dialogs dialogs) {
        this.document = document;
        this.engine = engine;
        this.secrets = secrets;
        this.background = background;
        this.dialogs = dialogs;
        this.feed = new Feed(background);
        this.draft = new ReadOnlyObjectWrapper<>(contents.draft());
        this.survey = new ReadOnlyObjectWrapper<>(contents.survey());
        this.plan = new ReadOnlyObjectWrapper<>(contents.plan());
        this.run = new ReadOnlyObjectWrapper<>(contents.run());
        feed.listen(frame -> run.set(frame.run()));
    }

    /// What a document holds, read at once.
    public record Contents(
            Draft draft, @Nullable Cluster survey, @Nullable Plan plan, Run run) {
        /// Reads it; not on the toolkit's thread.
        public static Contents of(Document document) throws FailureException {
            return new Contents(
                    document.draft(),
                    document.survey().orElse(null),
                    document.plan().orElse(null),
                    document.run());
        }
    }

    /// A desk for an open document.
    ///
    /// @param document opened for writing; the desk closes it
    public static Desk of(
            Document document,
            Contents contents,
            Engine engine,
            SecretDesk secrets,
            Background background,
            Dialogs dialogs) {
        return new Desk(document, contents, engine, secrets, background, dialogs);
    }

    /// Where the document lies.
    public Path path() {
        return document.path();
    }

    /// What the user wants.
    public ReadOnlyObjectProperty<Draft> draft() {
        return draft.getReadOnlyProperty();
    }

    /// The source as it was last seen; null if nobody looked.
    public ReadOnlyObjectProperty<@Nullable Cluster> survey() {
        return survey.getReadOnlyProperty();
    }

    /// The target as it was last seen in this window; null if nobody looked, or it changed since.
    public ReadOnlyObjectProperty<@Nullable TargetLook> look() {
        return look.getReadOnlyProperty();
    }

    /// What shall happen; null if there is no plan.
    public ReadOnlyObjectProperty<@Nullable Plan> plan() {
        return plan.getReadOnlyProperty();
    }

    /// What has happened, once a frame.
    public ReadOnlyObjectProperty<Run> run() {
        return run.getReadOnlyProperty();
    }

    /// The run under way; null if none is.
    public ReadOnlyObjectProperty<@Nullable RunHandle> live() {
        return live.getReadOnlyProperty();
    }

    /// What the run under way is for, or was for; null if there was none in this window.
    public ReadOnlyObjectProperty<@Nullable Goal> goal() {
        return goal.getReadOnlyProperty();
    }

    /// What ended the last run; null if nothing did.
    public ReadOnlyObjectProperty<@Nullable Failure> trouble() {
        return trouble.getReadOnlyProperty();
    }

    /// What a run tells, facts and ticks, once a frame.
    public Feed feed() {
        return feed;
    }

    /// Long work beside runs, the newest last; what is over stays until it is taken away.
    public ObservableList<Job> jobs() {
        return jobs;
    }

    /// The engine, for what a screen asks of its own.
    public Engine engine() {
        return engine;
    }

    /// What is asked in front of the window.
    public Dialogs dialogs() {
        return dialogs;
    }

    /// The way off the toolkit's thread.
    public Background background() {
        return background;
    }

    /// What is known at this moment.
    public Known known() {
        return new Known(draft.get(), survey.get(), plan.get(), run.get(), live.get() != null);
    }

    /// Changes what the user wants; it is written down behind the scenes.
    public void change(UnaryOperator<Draft> change) {
        var before = draft.get();
        var now = change.apply(before);
        if (!now.equals(before)) {
            draft.set(now);
            if (!java.util.Objects.equals(before.target(), now.target())) {
                look.set(null);
            }
            write(() -> document.save(now));
        }
    }

    /// Does something with the document, after everything that was asked before.
    private Future<?> write(Write write) {
        return writer.submit(() -> {
            try {
                write.write();
            } catch (FailureException e) {
                LOG.error("the document cannot be written", e);
                background.later(() -> dialogs.failure(Messages.text("ui.desk.unwritable"), e.failure()));
            }
        });
    }

    /// Reads secrets, asking for what nobody has said yet; not on the toolkit's thread.
    public Secrets secrets(Set<String> sources) throws FailureException, InterruptedException {
        return secrets.read(sources);
    }

    /// Long work that can be seen and stopped.
    public <T> Job job(String title, Job.Work<T> work, Consumer<T> done, Consumer<Failure> failed) {
        return job(title, work, done, failed, () -> {});
    }

    private <T> Job job(String title, Job.Work<T> work, Consumer<T> done, Consumer<Failure> failed, Runnable stopping) {
        var job = Job.start(
                title,
                background,
                work,
                done,
                failure -> {
                    doubt(failure);
                    failed.accept(failure);
                },
                stopping);
        if (job.state().get() == Job.State.RUNNING) {
            jobs.add(job);
            job.state().addListener((property, old, now) -> jobs.remove(job));
        }
        return job;
    }

    /// What somebody typed is asked for again where it was not taken: a typing mistake must not stay until the
    /// document is closed.
    public void doubt(Failure failure) {
        if (REFUSALS.contains(failure.cause().key())) {
            secrets.refused(draft.get().secretSources());
        }
    }

    /// The next facts after one with their times, in order; not on the toolkit's thread.
    ///
    /// @param after the number of the last fact that is known already; 0 to begin at the beginning
    /// @param most how many at most
    public List<Journaled> journal(long after, int most) throws FailureException {
        return document.facts(after, most);
    }

    /// Surveys the source and keeps what was seen.
    ///
    /// @param failed gets why it could not be
    public Job survey(Consumer<Failure> failed) {
        var settings = draft.get().source();
        var options = draft.get().options();
        if (settings == null) {
            throw new IllegalStateException("no source to look at");
        }
        return job(
                Messages.text("ui.job.survey"),
                job -> engine.survey(settings, options, secrets(settings.secretSources()), _ -> {}),
                this::keep,
                failed);
    }

    /// Keeps the source as it was seen.
    public void keep(Cluster seen) {
        survey.set(seen);
        write(() -> document.save(seen));
    }

    /// Looks at the target.
    ///
    /// @param failed gets why it could not be
    public Job lookAtTarget(Consumer<Failure> failed) {
        var migration = migration();
        return job(
                Messages.text("ui.job.look"),
                job -> engine.look(migration, secrets(migration.target().secretSources())),
                seen -> {
                    if (migration.target().equals(draft.get().target())) {
                        look.set(seen);
                    }
                },
                failed);
    }

    /// Makes a plan of what is wanted and seen. One that says the same as the last is not made anew: what has
    /// happened for it still counts.
    ///
    /// @param done gets the plan that counts now
    /// @param failed gets why there is none
    public Job makePlan(Consumer<Plan> done, Consumer<Failure> failed) {
        var migration = migration();
        var seen = survey.get();
        if (seen == null) {
            throw new IllegalStateException("no survey to plan for");
        }
        var last = plan.get();
        return job(
                Messages.text("ui.job.plan"),
                job -> engine.plan(
                        migration, secrets(migration.secretSources()), seen, Plan.nextId(Optional.ofNullable(last))),
                made -> keep(made, done, failed),
                failed);
    }

    private void keep(Plan made, Consumer<Plan> done, Consumer<Failure> failed) {
        var last = plan.get();
        if (last != null && saysTheSame(last, made)) {
            var isBegun = run.get().plan().filter(last.id()::equals).isPresent();
            done.accept(isBegun ? last : take(made.called(last.id())));
            return;
        }
        try {
            MigrationEngine.requireNoLoaders(run.get());
            done.accept(take(made));
        } catch (FailureException e) {
            failed.accept(e.failure());
        }
    }

    private Plan take(Plan made) {
        plan.set(made);
        write(() -> document.save(made));
        return made;
    }

    /// Whether what has happened for one plan counts for the other: sizes grow while a source is written to.
    private static boolean saysTheSame(Plan last, Plan made) {
        return last.source().equals(made.source())
                && last.target().isLike(made.target())
                && last.statements().equals(made.statements())
                && last.limits().equals(made.limits())
                && last.isBlocked() == made.isBlocked()
                && cells(last).equals(cells(made));
    }

    private static Set<CellId> cells(Plan plan) {
        return plan.tables().stream()
                .flatMap(table -> table.cells().stream())
                .map(CellPlan::id)
                .collect(Collectors.toSet());
    }

    private Migration migration() {
        return draft.get().migration().orElseThrow(() -> new IllegalStateException("where to is not said yet"));
    }

    /// Carries out the plan as far as a goal.
    public void start(Goal wanted) {
        start(wanted, Scope.ALL);
    }

    /// Carries out the plan as far as a goal, or a part of it.
    public void start(Goal wanted, Scope scope) {
        var isBeginning = beginning != null && beginning.state().get() == Job.State.RUNNING;
        if (live.get() != null || isBeginning) {
            return;
        }
        trouble.set(null);
        goal.set(wanted);
        var migration = migration();
        var begun = new Begun();
        beginning = job(
                Messages.text("ui.job.start"),
                job -> {
                    var read = secrets(migration.secretSources());
                    settled();
                    return begun.with(engine.start(document, read, wanted, scope, feed::heard));
                },
                this::started,
                trouble::set,
                begun::giveUp);
    }

    /// A run that has begun before the window has heard of it: whoever stops its beginning must not leave it to
    /// itself.
    private static final class Begun {
        private @Nullable RunHandle handle;
        private boolean isGivenUp;

        synchronized RunHandle with(RunHandle started) {
            handle = started;
            if (isGivenUp) {
                started.leave();
            }
            return started;
        }

        synchronized void giveUp() {
            isGivenUp = true;
            if (handle != null) {
                handle.leave();
            }
        }
    }

    /// Waits until everything that was changed is written down.
    private void settled() throws InterruptedException {
        try {
            write(() -> {}).get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void started(RunHandle handle) {
        live.set(handle);
        background.run(
                handle::await, failure -> rested(handle, failure.orElse(null)), defect -> rested(handle, defect));
    }

    private void rested(RunHandle handle, @Nullable Failure why) {
        feed.drain();
        run.set(handle.state());
        live.set(null);
        trouble.set(why);
        if (why != null) {
            doubt(why);
        }
    }

    /// Opens the logs of cells on the source nodes; not on the toolkit's thread. Whoever opens them closes them.
    public CellLogs logs() throws FailureException, InterruptedException {
        return engine.logs(document, secrets(document.migration().secretSources()));
    }

    /// Every fact about a cell under the plan that counts, in order; not on the toolkit's thread.
    public List<Journaled> facts(CellId cell) throws FailureException {
        return document.facts(cell);
    }

    /// Asks for the cluster's name to be typed if that side is marked as production; goes on at once if it is
    /// not.
    ///
    /// @param action what would happen, in a sentence
    /// @param verb the button that does it
    public void guard(Side side, String action, String verb, Runnable go) {
        if (!draft.get().options().production().contains(side)) {
            go.run();
            return;
        }
        dialogs.typed(new Dialogs.Question(Messages.text("ui.guard.title"), action, verb, true), clusterName(side), go);
    }

    /// The same for something that touches both clusters.
    public void guardBoth(String action, String verb, Runnable go) {
        guard(Side.TARGET, action, verb, () -> guard(Side.SOURCE, action, verb, go));
    }

    /// What has to be typed for a side.
    public String clusterName(Side side) {
        return switch (side) {
            case SOURCE ->
                Optional.ofNullable(survey.get())
                        .map(Cluster::name)
                        .orElse(draft.get().name());
            case TARGET ->
                Optional.ofNullable(draft.get().target())
                        .map(target -> target.name())
                        .orElse(draft.get().name());
        };
    }

    /// A line about a failure for a place that has room for one only.
    public static String line(Failure failure) {
        return failure.hop() + ": " + Messages.text(failure.cause());
    }

    /// A message as text.
    public static String text(Message message) {
        return Messages.text(message);
    }

    /// Leaves the run, if one is under way, and closes the document. What runs on the nodes goes on.
    ///
    /// @param closed is called when the document is closed
    public void close(Runnable closed) {
        jobs.stream().toList().forEach(Job::stop);
        var handle = live.get();
        if (handle != null) {
            handle.leave();
        }
        background.run(
                () -> {
                    try {
                        if (handle != null) {
                            handle.await();
                        }
                        return true;
                    } finally {
                        writer.submit(document::close);
                        writer.close();
                    }
                },
                ignored -> closed.run(),
                failure -> closed.run());
    }

    /// Something done with the document.
    @FunctionalInterface
    private interface Write {
        void write() throws FailureException;
    }
}
