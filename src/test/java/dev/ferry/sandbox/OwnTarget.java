package dev.ferry.sandbox;

import dev.ferry.cassandra.CqlClient;
import dev.ferry.cassandra.CqlEndpoint;
import dev.ferry.cassandra.CqlLogin;
import dev.ferry.cassandra.CqlTls;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.Target;
import dev.ferry.migration.Tls;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Authority;
import dev.ferry.secrets.KeyPairPem;
import dev.ferry.secrets.KeyStores;
import dev.ferry.secrets.Secret;
import dev.ferry.secrets.Validity;
import dev.ferry.simulator.TargetSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A real target whose authorities are ours, so that a test can hand out certificates of every kind.
public final class OwnTarget implements AutoCloseable {
    /// The administrator's password.
    public static final Secret PASSWORD = Secret.of("AVNS_a-password-for-tests");

    private static final Validity VALIDITY = Validity.next(Duration.ofDays(30));
    private static final int NATIVE_PORT = 24510;

    private final Authority project = Authority.create("project", Authority.KeyKind.RSA, VALIDITY);
    private final Authority internode = Authority.create("internode", Authority.KeyKind.RSA, VALIDITY);
    private final SandboxFolder folder = SandboxFolder.temporary();
    private final SandboxTarget target;
    private final List<String> addresses;
    private final Path files;
    private final @Nullable Slot slot;

    private OwnTarget(List<String> addresses, Path files, @Nullable Slot slot) throws Exception {
        this.addresses = addresses;
        this.slot = slot;
        this.files = files;
        this.target = new SandboxTarget(folder, addresses, Release.V4_1, line -> {});
    }

    /// Starts one on a sandbox's target addresses.
    ///
    /// @param files where certificates are written
    public static OwnTarget launch(Sandbox sandbox, Path files) throws Exception {
        return launch(new OwnTarget(sandbox.targetAddresses(), files, null));
    }

    /// Starts one of one node on addresses of its own.
    ///
    /// @param files where certificates are written
    public static OwnTarget launch(Path files) throws Exception {
        var slot = Slot.claim(1, 1);
        return launch(new OwnTarget(slot.targets(1), files, slot));
    }

    private static OwnTarget launch(OwnTarget own) throws Exception {
        own.target.launch(new TargetSpec(
                "own",
                own.addresses.size(),
                "4.1",
                "aiven",
                "avnadmin",
                PASSWORD,
                own.project.pem(),
                own.project.issueServer("node", own.addresses, VALIDITY),
                own.internode.pem(),
                own.internode.issueServer("node", own.addresses, VALIDITY),
                true));
        return own;
    }

    /// A client certificate that the target accepts.
    public KeyPairPem goodClient() {
        return internode.issueClient("loader", VALIDITY);
    }

    /// One that was good until yesterday.
    public KeyPairPem expiredClient() {
        var now = VALIDITY.from();
        return internode.issueClient(
                "loader", new Validity(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1))));
    }

    /// One of an authority that the target does not know.
    public KeyPairPem strangeClient() {
        return Authority.create("somebody", Authority.KeyKind.RSA, VALIDITY).issueClient("loader", VALIDITY);
    }

    /// The target as a user would write it down.
    ///
    /// @param password where the password comes from
    public Target.CassandraCluster settings(KeyPairPem client, int internodePort, String password) throws IOException {
        return new Target.CassandraCluster(
                addresses,
                NATIVE_PORT,
                internodePort,
                new SourceSettings.Login("avnadmin", password),
                Tls.trusting(write("project.pem", project.pem())).verifyingHostNames(),
                Tls.trusting(write("internode.pem", internode.pem()))
                        .showing(
                                write("client.pem", client.certificate()),
                                write("client.key", client.key().reveal())));
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(Files.createTempFile(files, "", name), text).toString();
    }

    /// The target over CQL, as its administrator.
    public CqlClient connect() throws FailureException, InterruptedException {
        var tls = new CqlTls(KeyStores.clientContext(List.of(project.pem()), null), CqlTls.HostNames.VERIFIED);
        return CqlClient.connect(
                new CqlEndpoint(addresses, NATIVE_PORT, new CqlLogin("avnadmin", PASSWORD), tls), line -> {});
    }

    @Override
    public void close() {
        target.close();
        folder.close();
        if (slot != null) {
            slot.close();
        }
    }
}
