package dev.ferry.loader;

import java.util.List;
import java.util.Objects;

/// What the probe on a node is asked: whether the target's ports can be reached from there, as the loader would.
///
/// Run it as `java -cp <folder>/ferry-node.jar dev.ferry.node.Probe` with {@link #input()} on standard input.
///
/// @param hosts the target nodes, names or addresses
/// @param nativePort the CQL port
/// @param internodePort the port for streams
/// @param security how those two are guarded
/// @param configurationFolder the folder with {@link LoaderConfiguration#files}, where the stores lie
public record ProbeRequest(
        List<String> hosts, int nativePort, int internodePort, TargetSecurity security, String configurationFolder) {
    public ProbeRequest {
        hosts = List.copyOf(hosts);
        Objects.requireNonNull(security);
        Objects.requireNonNull(configurationFolder);
    }

    /// What the probe reads. It holds the stores' passwords: it goes to standard input and nowhere else.
    public byte[] input() {
        throw new UnsupportedOperationException();
    }
}
