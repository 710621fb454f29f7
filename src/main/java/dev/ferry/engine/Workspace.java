package dev.ferry.engine;

import dev.ferry.cluster.Loader;
import dev.ferry.cluster.Machine;
import dev.ferry.cluster.Node;
import dev.ferry.outcome.FailureException;
import dev.ferry.source.NodeFolder;
import dev.ferry.source.SourceNode;
import dev.ferry.ssh.Remote;

/// A source node as the load works on it: its machine, its tools, Ferry's folder on it and the credentials
/// in there.
///
/// @param node the node
/// @param machine what was found on it
/// @param loader the loader that is used there
/// @param remote the way to it
/// @param tools Cassandra's tools on it
/// @param folder Ferry's folder
/// @param credentials the absolute path of the loader's private configuration
record Workspace(
        Node node,
        Machine machine,
        Loader loader,
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

    /// A machine's loader.
    static Loader loader(Node node, Machine machine) throws FailureException {
        var loader = machine.loader();
        if (loader == null) {
            throw Failures.attention("source node " + node.address(), "engine.loader.missing", "", node.address());
        }
        return loader;
    }
}
