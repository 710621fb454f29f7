package dev.ferry.engine;

import dev.ferry.aiven.Patience;
import dev.ferry.artifact.LoaderJars;
import dev.ferry.cluster.Cluster;
import dev.ferry.journal.Document;
import dev.ferry.migration.Migration;
import dev.ferry.migration.Options;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.Target;
import dev.ferry.outcome.FailureException;
import dev.ferry.plan.Plan;
import dev.ferry.rows.RowComparison;
import dev.ferry.rows.RowProgress;
import dev.ferry.rows.RowQuestion;
import dev.ferry.run.Run;
import dev.ferry.run.StepId;
import dev.ferry.secrets.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The engine itself: it looks, plans and runs on the real things.
public final class MigrationEngine implements Engine {
    // Somebody sits before the screen and waits: better a quick no and another click.
    private static final Patience PATIENCE = new Patience(
            3, Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(20));

    private final Path knownHosts;
    private final LoaderJars jars;
    private final Logins logins = new Logins();
    // Two runs of one document would each have a fold of its own, and might start a loader for the same cell.
    private final Set<Path> underWay = ConcurrentHashMap.newKeySet();

    /// An engine.
    ///
    /// @param knownHosts Ferry's own file of host keys that somebody accepted
    /// @param jars where the loaders come from that are brought to nodes
    public MigrationEngine(Path knownHosts, LoaderJars jars) {
        this.knownHosts = knownHosts;
        this.jars = jars;
    }

    @Override
    public Cluster survey(SourceSettings settings, Secrets secrets) throws FailureException, InterruptedException {
        return survey(settings, secrets, _ -> {});
    }

    @Override
    public Cluster survey(SourceSettings settings, Secrets secrets, Consumer<SurveyProgress> told)
            throws FailureException, InterruptedException {
        return survey(settings, Options.usual(), secrets, told);
    }

    @Override
    public Cluster survey(SourceSettings settings, Options options, Secrets secrets, Consumer<SurveyProgress> told)
            throws FailureException, InterruptedException {
        try (var source = SourceLink.open(settings, options, secrets, knownHosts)) {
            return Survey.glimpse(source, node -> options.loadsFrom(node.dataCentre()), told);
        }
    }

    @Override
    public boolean probe(SourceSettings settings, Secrets secrets, Consumer<HopSeen> told)
            throws FailureException, InterruptedException {
        return probe(settings, Options.usual(), secrets, told);
    }

    @Override
    public boolean probe(SourceSettings settings, Options options, Secrets secrets, Consumer<HopSeen> told)
            throws FailureException, InterruptedException {
        return new SourceProbe(new SourceAccess(settings, secrets, knownHosts), told)
                .walk(node -> options.loadsFrom(node.dataCentre()));
    }

    @Override
    public SshAliases sshAliases() throws InterruptedException {
        return Hosts.aliases(Path.of(System.getProperty("user.home"), ".ssh", "config"));
    }

    @Override
    public TargetLook look(Migration migration, Secrets secrets) throws FailureException, InterruptedException {
        try (var target = TargetDoor.of(migration, secrets, Tempo.of(migration.target()))) {
            return target.look();
        }
    }

    @Override
    public boolean test(Target.CassandraCluster target, Secrets secrets, Consumer<HopSeen> told)
            throws FailureException, InterruptedException {
        return new TargetProbe(target, secrets, told).walk();
    }

    @Override
    public AivenAccount account(String api, Secret token) throws FailureException, InterruptedException {
        try (var look = new AivenLook(api, token, PATIENCE)) {
            return look.account();
        }
    }

    @Override
    public AivenProject project(String api, Secret token, String project)
            throws FailureException, InterruptedException {
        try (var look = new AivenLook(api, token, PATIENCE)) {
            return look.project(project);
        }
    }

    @Override
    public AivenConsole console(String api, Secret token) throws FailureException {
        var tempo = Tempo.of(api);
        return new AivenDesk(AivenLook.client(api, token, PATIENCE), tempo.service(), tempo.serviceLimit());
    }

    @Override
    public Plan plan(Migration migration, Secrets secrets, Cluster source, String id)
            throws FailureException, InterruptedException {
        var java = Software.of(jars, migration.options()).archivedJava();
        return new Planning(migration, source, java).plan(id, look(migration, secrets));
    }

    @Override
    public RowComparison differences(
            Migration migration, Secrets secrets, RowQuestion question, Consumer<RowProgress> told)
            throws FailureException, InterruptedException {
        return new Differing(migration, secrets, knownHosts).compare(question, told);
    }

    /// Lets one plan take the place of another: not while loaders of the old one may be living, since whoever carries
    /// out the new one would neither see nor count them.
    ///
    /// @param run what has happened so far
    /// @throws FailureException if loaders may be living
    public static void requireNoLoaders(Run run) throws FailureException {
        if (run.mayHaveLivingLoaders()) {
            throw Failures.attention(
                    "plan " + run.plan().orElse(""),
                    "engine.plan.loaders-live",
                    "",
                    run.plan().orElse(""));
        }
    }

    /// The steps that clean up after a plan: settings, login, migration mode, snapshots, folders.
    public static List<StepId> cleaning(Plan plan, Target target) {
        return Finishing.steps(plan, target);
    }

    @Override
    public RunHandle start(Document document, Secrets secrets, Goal goal, Scope scope, RunListener listener)
            throws FailureException {
        var plan = document.plan()
                .orElseThrow(() -> Failures.attention("document " + document.path(), "engine.plan.missing", ""));
        if (plan.isBlocked() && goal != Goal.TARGET) {
            throw Failures.attention("plan " + plan.id(), "engine.plan.blocked", "");
        }
        if (!underWay.add(document.path())) {
            throw Failures.attention("document " + document.path(), "engine.run.under-way", "", document.path());
        }
        try {
            return start(document, plan, secrets, new Aim(goal, scope), new Recorder(document, listener));
        } catch (FailureException | RuntimeException e) {
            underWay.remove(document.path());
            throw e;
        }
    }

    private RunHandle start(Document document, Plan plan, Secrets secrets, Aim aim, Recorder recorder)
            throws FailureException {
        var migration = document.migration();
        // the plan says what was wanted when it was made; how hard to push may have changed since
        var control = new LoadControl(migration.options().limits());
        var tempo = Tempo.of(migration.target());
        var software = Software.of(jars, migration.options());
        var work = new Workplace(migration, plan, secrets, software, knownHosts, tempo, recorder, logins, control);
        return LiveRun.start(
                new Journey(work, aim.goal(), aim.scope()), recorder, control, () -> underWay.remove(document.path()));
    }

    private record Aim(Goal goal, Scope scope) {}

    @Override
    public CellLogs logs(Document document, Secrets secrets) throws FailureException {
        var hop = "document " + document.path();
        var plan = document.plan().orElseThrow(() -> Failures.attention(hop, "engine.plan.missing", ""));
        var cluster = document.survey().orElseThrow(() -> Failures.attention(hop, "engine.plan.missing", ""));
        var migration = document.migration();
        var source = SourceLink.ofNodes(migration.source(), secrets, knownHosts);
        return new NodeLogs(source, cluster, plan, migration.id());
    }
}
