package dev.ferry.sandbox;

import dev.ferry.cassandra.CqlEndpoint;
import dev.ferry.cassandra.CqlLogin;
import dev.ferry.cassandra.CqlTls;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.Target;
import dev.ferry.migration.Tls;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Authority;
import dev.ferry.secrets.KeyStores;
import dev.ferry.secrets.Passwords;
import dev.ferry.secrets.Secret;
import dev.ferry.secrets.Validity;
import dev.ferry.simulator.TargetSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// A target that no vendor made: a cluster of several data centres with authorities and an administrator of its
/// own, TLS on both ports and client certificates between nodes.
final class OwnCluster implements AutoCloseable {
    /// The names of its data centres.
    static final List<String> DATA_CENTRES = List.of("eu", "us");

    private static final Validity VALIDITY = Validity.next(Duration.ofDays(365));
    private static final String ADMINISTRATOR = "administrator";
    private static final int PASSWORD_CHARACTERS = 24;

    private final Authority clients = Authority.create("clients", Authority.KeyKind.RSA, VALIDITY);
    private final Authority internode = Authority.create("internode", Authority.KeyKind.RSA, VALIDITY);
    private final Secret password = Passwords.random(PASSWORD_CHARACTERS);
    private final List<String> addresses;
    private final SandboxTarget target;
    private final Path files;

    private OwnCluster(SandboxFolder folder, List<String> addresses, Release release, Consumer<String> progress) {
        this.addresses = addresses;
        this.files = folder.path().resolve("target-files");
        this.target =
                new SandboxTarget(folder, addresses, Place.dealt(addresses.size(), DATA_CENTRES), release, progress);
    }

    /// Starts one and waits until it answers.
    ///
    /// @param addresses one for each node
    static OwnCluster launch(SandboxFolder folder, List<String> addresses, Release release, Consumer<String> progress)
            throws FailureException, InterruptedException, IOException {
        var own = new OwnCluster(folder, addresses, release, progress);
        try {
            own.write();
            own.target.launch(own.spec(release));
            return own;
        } catch (FailureException | InterruptedException | IOException | RuntimeException e) {
            own.close();
            throw e;
        }
    }

    private TargetSpec spec(Release release) {
        return new TargetSpec(
                "own",
                addresses.size(),
                SandboxTarget.spelt(release),
                DATA_CENTRES.getFirst(),
                ADMINISTRATOR,
                password,
                clients.pem(),
                clients.issueServer("node", addresses, VALIDITY),
                internode.pem(),
                internode.issueServer("node", addresses, VALIDITY),
                true);
    }

    /// What a user of it has been given.
    private void write() throws IOException {
        Files.createDirectories(files);
        var loader = internode.issueClient("loader", VALIDITY);
        write("clients.pem", clients.pem());
        write("internode.pem", internode.pem());
        write("loader.pem", loader.certificate());
        write("loader.key", loader.key().reveal());
        write("password", password.reveal());
    }

    private void write(String name, String text) throws IOException {
        OwnerOnly.write(files.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    /// The target as a user would write it down.
    Target.CassandraCluster settings() {
        return new Target.CassandraCluster(
                addresses,
                Slot.TARGET_CQL_PORT,
                Slot.TARGET_STORAGE_PORT,
                new SourceSettings.Login(ADMINISTRATOR, "file:" + files.resolve("password")),
                Tls.trusting(file("clients.pem")).verifyingHostNames(),
                Tls.trusting(file("internode.pem")).showing(file("loader.pem"), file("loader.key")));
    }

    private String file(String name) {
        return files.resolve(name).toString();
    }

    /// The way in for its administrator.
    CqlEndpoint endpoint() throws FailureException {
        var tls = new CqlTls(KeyStores.clientContext(List.of(clients.pem()), null), CqlTls.HostNames.VERIFIED);
        return new CqlEndpoint(addresses, Slot.TARGET_CQL_PORT, new CqlLogin(ADMINISTRATOR, password), tls);
    }

    /// Ends the nodes.
    @Override
    public void close() {
        target.close();
    }
}
