package dev.ferry.engine;

import dev.ferry.cluster.Cluster;
import dev.ferry.cluster.Node;
import dev.ferry.loader.LoaderChoice;
import dev.ferry.loader.LoaderConfiguration;
import dev.ferry.loader.TargetSecurity;
import dev.ferry.outcome.FailureException;
import dev.ferry.run.Check;
import dev.ferry.run.Fact;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.secrets.Passwords;
import dev.ferry.secrets.Secret;
import dev.ferry.source.NodeFolder;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The nodes made ready: a throwaway login on the target, and on every node the loader's credentials and
/// the preflight. What is wrong with one node keeps no other from being checked.
final class Checking {
    private static final Logger LOG = LoggerFactory.getLogger(Checking.class);
    private static final int NODES_AT_ONCE = 32;
    private static final int LOGIN_CHARACTERS = 32;
    private static final int LOGIN_BYTES = 4096;

    private final Workplace work;
    private final Recorder recorder;
    private final SourceLink source;
    private final TargetLink target;
    private final Cluster cluster;
    private final Preflight preflight;
    private final ClusterChecks clusters;

    Checking(Workplace work, SourceLink source, TargetLink target, Cluster cluster) {
        this.work = work;
        this.recorder = work.recorder();
        this.source = source;
        this.target = target;
        this.cluster = cluster;
        this.preflight = new Preflight(work, target, cluster.schema());
        this.clusters = new ClusterChecks(work, source, target, cluster, preflight);
    }

    /// Every check on every node, with a new login: when this returns, a load may start.
    Ready everything() throws FailureException, InterruptedException {
        // A loader that lives may be about to log in: its login must not be taken away.
        var calls = calls(recorder.run().mayHaveLivingLoaders() ? login() : newLogin());
        clusters.check(Check.ofClusters());
        var nodes = Together.map(
                cluster.nodes(), NODES_AT_ONCE, node -> check(node, EnumSet.copyOf(Check.ofNodes()), calls));
        clusters.verdict();
        return new Ready(nodes.stream().flatMap(Optional::stream).toList(), calls);
    }

    /// What a scope names. Checks for which no credentials are needed bring none.
    void only(Scope scope) throws FailureException, InterruptedException {
        if (scope.isEveryCheck()) {
            everything();
            return;
        }
        var named = scope.checks();
        clusters.check(named);
        var asked = EnumSet.copyOf(named.isEmpty() ? Check.ofNodes() : named);
        asked.removeIf(Check::isOfCluster);
        if (asked.isEmpty()) {
            clusters.verdict();
            return;
        }
        var calls = asked.stream().anyMatch(Check::needsCredentials) ? calls(login()) : null;
        var nodes = cluster.nodes().stream()
                .filter(node -> scope.hasNode(node.address()))
                .toList();
        Together.forEach(nodes, NODES_AT_ONCE, node -> check(node, asked, calls));
    }

    private LoaderCalls calls(TargetSecurity.@Nullable Login login) throws FailureException {
        return new LoaderCalls(target, target.security(login), work.control());
    }

    /// The login that lies on the nodes already, if it can still be had and the target still takes it.
    /// Otherwise a new one, which makes worthless what lies there: the journal says so, and a load brings new
    /// credentials to every node anyway.
    private TargetSecurity.@Nullable Login login() throws FailureException, InterruptedException {
        if (!target.asksForLogin() || !recorder.run().isDone(StepId.of(Step.LOGIN))) {
            return newLogin();
        }
        var known = work.logins().of(work.migration().id());
        if (known.isEmpty()) {
            known = loginOnANode();
        }
        if (known.isEmpty() || !target.takes(known.get())) {
            return newLogin();
        }
        work.logins().keep(work.migration().id(), known.get());
        return known.get();
    }

    /// An earlier run left it there, and nowhere else.
    private Optional<TargetSecurity.Login> loginOnANode() throws InterruptedException {
        for (var each : recorder.run().credentials().entrySet()) {
            if (each.getValue().isValid()) {
                var file = LoaderConfiguration.loginFile(each.getValue().folder());
                try {
                    var login = LoaderConfiguration.login(
                            source.remote(each.getKey()).download(file, LOGIN_BYTES));
                    if (login.filter(found ->
                                    found.user().equals(work.migration().loginName()))
                            .isPresent()) {
                        return login;
                    }
                } catch (FailureException e) {
                    LOG.info("no login to be had on {}: {}", each.getKey(), e.getMessage());
                }
            }
        }
        return Optional.empty();
    }

    /// A login that may do nothing but read the target's schema tables, with a password that nobody knows.
    /// It is never written down outside the nodes.
    private TargetSecurity.@Nullable Login newLogin() throws FailureException, InterruptedException {
        if (!target.asksForLogin()) {
            return null;
        }
        var name = work.migration().loginName();
        Secret password = Passwords.random(LOGIN_CHARACTERS);
        work.logins().forget(work.migration().id());
        recorder.again(StepId.of(Step.LOGIN), () -> {
            if (target.cql().loginExists(name)) {
                target.cql().dropLogin(name);
            }
            target.cql().createLogin(name, password);
            return List.of(name + ", no grants");
        });
        var login = new TargetSecurity.Login(name, password);
        work.logins().keep(work.migration().id(), login);
        return login;
    }

    /// @param calls null if nothing that is asked for needs credentials
    /// @return the node with its new credentials; empty if it needed none
    private Optional<Workspace> check(Node node, Set<Check> asked, @Nullable LoaderCalls calls)
            throws FailureException, InterruptedException {
        var choice = preflight.choice(node);
        var isBarred = Preflight.isBarred(Workspace.machine(node), choice);
        var checks = EnumSet.copyOf(asked);
        if (isBarred) {
            // what bars it is said, asked for or not
            checks.addAll(EnumSet.of(Check.LOADER, Check.DIRECTORIES));
        }
        recorder.record(new Fact.ChecksAsked(node.address(), List.copyOf(checks)));
        try {
            preflight.onPaper(node, checks, choice);
            var tools = source.node(node);
            preflight.onMachine(node, tools, checks);
            if (!isBarred) {
                preflight.onDisk(node, tools, checks, choice);
            }
            var entered = isBarred || calls == null || preflight.hasNoRoom(node.address())
                    ? null
                    : enter(node, choice.loader().orElseThrow(), calls.security());
            recorder.again(new StepId(Step.PREFLIGHT, node.address()), () -> {
                if (entered != null && calls != null) {
                    preflight.onTheWay(entered, calls, checks);
                }
                return preflight.verdict(node.address());
            });
            return Optional.ofNullable(entered);
        } catch (FailureException e) {
            preflight.passOverTheRest(node.address());
            throw e;
        }
    }

    private Workspace enter(Node node, LoaderChoice.Chosen chosen, TargetSecurity security)
            throws FailureException, InterruptedException {
        var machine = Workspace.machine(node);
        var remote = source.remote(node.address());
        // known before it is made: whatever happens next, it will be removed in the end
        recorder.record(
                new Fact.NodeEntered(node.address(), List.of(work.migration().id())));
        var folder = NodeFolder.create(remote, machine, work.migration().id());
        recorder.record(new Fact.NodeEntered(node.address(), folder.roots()));
        var loader = new NodeLoader(work).ready(node, folder, chosen);
        var step = new StepId(Step.CREDENTIALS, node.address());
        var entered = new Workspace[1];
        recorder.again(step, () -> {
            var name = "credentials-" + recorder.run().step(step).starts();
            var path = folder.path(name);
            folder.install(name, LoaderConfiguration.files(loader.version(), path, security));
            recorder.record(new Fact.CredentialsInstalled(node.address(), path, Instant.now()));
            entered[0] = new Workspace(node, machine, loader, remote, source.node(node), folder, path);
            return List.of(path);
        });
        return entered[0];
    }

    /// Nodes that nothing blocks, and how loaders are called on them.
    record Ready(List<Workspace> nodes, LoaderCalls calls) {
        Ready {
            nodes = List.copyOf(nodes);
        }
    }
}
