package dev.ferry.sandbox;

import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// A running sandbox: a source cluster of two nodes with data of every kind, an SSH server for each, and
/// a local server with the API of the target's vendor, which starts real target nodes when it is asked
/// for a service.
///
/// Any number of them can run side by side. All its processes end with it, also when this process is
/// killed.
public final class Sandbox implements AutoCloseable {
    private Sandbox() {}

    /// Starts one and waits until every part of it can be used.
    ///
    /// @param progress is told what happens, one line for a person at a time, from any thread
    public static Sandbox start(SandboxOptions options, Consumer<String> progress)
            throws FailureException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// The cluster to move away from.
    public Source source() {
        throw new UnsupportedOperationException();
    }

    /// The server that speaks the vendor's API.
    public Api api() {
        throw new UnsupportedOperationException();
    }

    /// The loopback addresses on which target nodes will listen.
    public List<String> targetAddresses() {
        throw new UnsupportedOperationException();
    }

    /// Where everything lies.
    public Path folder() {
        throw new UnsupportedOperationException();
    }

    /// Ends every process; removes the folder unless it was named in the options.
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    /// The cluster to move away from. It asks for no CQL login and has no TLS.
    ///
    /// @param cqlPort the same on every node
    public record Source(List<SourceNode> nodes, int cqlPort) {
        public Source {
            nodes = List.copyOf(nodes);
        }

        /// The addresses to connect to with CQL.
        public List<String> contactPoints() {
            return nodes.stream().map(SourceNode::address).toList();
        }
    }

    /// A node of the source, and how to log in there.
    ///
    /// @param address where Cassandra and the SSH server listen
    /// @param sshPort the SSH server's port
    /// @param user the login
    /// @param key the private key's file, without a pass phrase
    /// @param knownHosts a file with the host keys of all nodes
    /// @param root the folder that holds the node's `etc`, `usr` and `var`
    /// @param jmxPort on 127.0.0.1
    public record SourceNode(
            String address, int sshPort, String user, Path key, Path knownHosts, Path root, int jmxPort) {}

    /// The server that speaks the vendor's API.
    ///
    /// @param base what the paths of the API are appended to
    /// @param token for the Authorization header
    /// @param project the project in which services are made
    public record Api(URI base, Secret token, String project) {}
}
