package dev.ferry.engine;

import dev.ferry.cassandra.CqlEndpoint;
import dev.ferry.cassandra.CqlLogin;
import dev.ferry.migration.Target;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The way to a Cassandra cluster that is there already.
final class ClusterDoor implements TargetDoor {
    private final Target.CassandraCluster cluster;
    private final Secrets secrets;
    private final Tempo tempo;

    ClusterDoor(Target.CassandraCluster cluster, Secrets secrets, Tempo tempo) {
        this.cluster = cluster;
        this.secrets = secrets;
        this.tempo = tempo;
    }

    @Override
    public TargetLook look() throws FailureException, InterruptedException {
        try (var link = connect(Duration.ofSeconds(1))) {
            return new TargetLook(
                    link.shape(),
                    Survey.schema(link.cql()),
                    Optional.of(link.partitioner()),
                    link.diskBytes(),
                    List.of(cluster.name()),
                    link.cql().health().product());
        }
    }

    @Override
    public TargetLink open(Progress progress) throws FailureException, InterruptedException {
        progress.told(Message.of("engine.target.connecting", cluster.name()));
        return connect(tempo.answerLimit());
    }

    @Override
    public TargetLink openAgain(Progress progress) throws FailureException, InterruptedException {
        return open(progress);
    }

    @Override
    public TargetLink enter() throws FailureException, InterruptedException {
        return connect(Duration.ofSeconds(1));
    }

    private TargetLink connect(Duration patience) throws FailureException, InterruptedException {
        var link = TargetLink.open(endpoint(), cluster.internodePort(), trust(), patience);
        cluster.diskBytes(link.ring().nodes().size()).ifPresent(link::withDisks);
        return link;
    }

    private CqlEndpoint endpoint() throws FailureException {
        return endpoint(cluster.contactPoints());
    }

    /// The way in through one contact point.
    CqlEndpoint endpoint(String contact) throws FailureException {
        return endpoint(List.of(contact));
    }

    private CqlEndpoint endpoint(List<String> contacts) throws FailureException {
        var login = cluster.login();
        var tls = cluster.nativeTls();
        return new CqlEndpoint(
                contacts,
                cluster.nativePort(),
                login == null ? null : new CqlLogin(login.user(), secrets.of(login.password())),
                tls == null ? null : TlsFiles.of(tls, secrets).forCql());
    }

    /// Who vouches for whom.
    TargetLink.Trust trust() throws FailureException {
        var nativeTls = cluster.nativeTls();
        var internodeTls = cluster.internodeTls();
        return new TargetLink.Trust(
                nativeTls == null ? null : TlsFiles.of(nativeTls, secrets),
                internodeTls == null ? null : TlsFiles.of(internodeTls, secrets));
    }

    @Override
    public boolean closeForLoaders(Progress progress) {
        return false;
    }

    @Override
    public boolean canBeClosed() {
        return false;
    }

    @Override
    public void close() {
        // every link that it opened belongs to whoever asked for it
    }
}
