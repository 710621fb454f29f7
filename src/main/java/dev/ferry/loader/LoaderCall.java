package dev.ferry.loader;

import dev.ferry.schema.CassandraVersion;
import java.util.List;
import java.util.Objects;

/// One call of a loader: one table on one node.
///
/// @param loader the program on that node
/// @param target the target's release
/// @param hosts target nodes to ask for the ring, in this order; names or addresses, IPv6 without brackets
/// @param nativePort the target's CQL port
/// @param internodePort the target's port for streams
/// @param security how those two are guarded
/// @param throttle the most it may send
/// @param configurationFolder the absolute path of the folder with {@link LoaderConfiguration#files}
/// @param stagedFolder the absolute path of the staged files, ending in `keyspace/table`
/// @param bytes of all staged files
/// @param sstables how many `*-Data.db` are staged
public record LoaderCall(
        LoaderProgram loader,
        CassandraVersion target,
        List<String> hosts,
        int nativePort,
        int internodePort,
        TargetSecurity security,
        Throttle throttle,
        String configurationFolder,
        String stagedFolder,
        long bytes,
        int sstables) {
    private static final int HIGHEST_PORT = 65_535;

    public LoaderCall {
        Objects.requireNonNull(loader);
        Objects.requireNonNull(target);
        hosts = List.copyOf(hosts);
        if (hosts.isEmpty() || hosts.stream().anyMatch(host -> host.isBlank() || host.contains(","))) {
            throw new IllegalArgumentException("not a list of hosts: " + hosts);
        }
        requirePort(nativePort);
        requirePort(internodePort);
        Objects.requireNonNull(security);
        Objects.requireNonNull(throttle);
        requireAbsolute(configurationFolder);
        requireAbsolute(stagedFolder);
        if (bytes < 0 || sstables < 0) {
            throw new IllegalArgumentException("a negative size: " + bytes + " bytes, " + sstables + " SSTables");
        }
    }

    private static void requirePort(int port) {
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("not a port: " + port);
        }
    }

    private static void requireAbsolute(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("not an absolute path: " + path);
        }
    }
}
