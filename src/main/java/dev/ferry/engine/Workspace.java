package dev.ferry.engine;

import dev.ferry.cluster.JavaRuntime;
import dev.ferry.cluster.Loader;
import dev.ferry.cluster.Machine;
import dev.ferry.cluster.Node;
import dev.ferry.loader.LoaderProgram;
import dev.ferry.outcome.FailureException;
import dev.ferry.source.NodeFolder;
import dev.ferry.source.SourceNode;
import dev.ferry.ssh.Remote;
import java.util.Optional;

/// A source node as the load works on it: its machine, its tools, Ferry's folder on it and the credentials
/// in there.
///
/// @param node the node
/// @param machine what was found on it
/// @param loader the loader that its files go by
/// @param remote the way to it
/// @param tools Cassandra's tools on it
/// @param folder Ferry's folder
/// @param credentials the absolute path of the loader's private configuration
record Workspace(
        Node node,
        Machine machine,
        LoaderProgram loader,
        Remote remote,
        SourceNode tools,
        NodeFolder folder,
        String credentials) {
    /// The node's address, by which cells name it.
    String address() {
        return node.address();
    }

    /// A node's machine; every node that is loaded from was surveyed.
    static Machine machine(Node node) throws FailureException {
        var machine = node.machine();
        if (machine == null) {
            throw Failures.attention("source node " + node.address(), "engine.source.node.down", "", node.address());
        }
        return machine;
    }

    /// Any Java on a machine, as a path: for programs that run on all of them.
    static Optional<String> anyJava(Machine machine) {
        var loader = machine.loader();
        return Optional.ofNullable(loader)
                .map(Loader::java)
                .or(() -> machine.javas().stream().map(JavaRuntime::path).findFirst());
    }
}
