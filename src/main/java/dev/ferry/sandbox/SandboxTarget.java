package dev.ferry.sandbox;

import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.KeyPairPem;
import dev.ferry.secrets.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A target cluster: CQL over TLS with logins on port 24510, TLS with a required client certificate
/// between nodes on port 24512, data centre `aiven`.
public final class SandboxTarget implements AutoCloseable {
    /// The internode port of a target that is closed to outsiders.
    static final int CLOSED_STORAGE_PORT = 24513;

    private SandboxTarget() {}

    /// Starts a target and waits until its login works.
    public static SandboxTarget launch(Request request) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// The nodes' addresses.
    public List<String> addresses() {
        throw new UnsupportedOperationException();
    }

    /// Restarts every node with its data, and with an internode port that refuses whoever is not a node.
    public void relaunchClosed(Duration limit) throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Ends the nodes; their files stay.
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    /// What the target shall be.
    ///
    /// @param software the release to run
    /// @param folder where the nodes' folders are made
    /// @param addresses one loopback address a node
    /// @param authority the CA certificate as PEM: the one that clients and nodes are checked against
    /// @param node the nodes' own certificate and key, for server and client use, valid for every address
    /// @param password of the superuser `avnadmin`
    public record Request(
            Software software,
            Path folder,
            List<String> addresses,
            String authority,
            KeyPairPem node,
            Secret password) {
        public Request {
            addresses = List.copyOf(addresses);
        }
    }
}
