package dev.ferry.loader;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one progress line of the loader says. It is for the eye: no outcome may rest on it, for `total:
/// 100%` is also printed before the first byte and after a failure.
///
/// @param percent sent of what was planned with the hosts known so far, 0 to 100; it may go down when
///     another host joins; null if the line does not say it
/// @param averageBytesPerSecond since the start, over all hosts; null if unknown
/// @param hosts the target nodes that take part so far, in the order of the line
public record LoaderProgress(
        @Nullable Integer percent, @Nullable Long averageBytesPerSecond, List<HostProgress> hosts) {
    public LoaderProgress {
        hosts = List.copyOf(hosts);
        if (percent != null && (percent < 0 || percent > 100)) {
            throw new IllegalArgumentException("not a percentage: " + percent);
        }
    }

    /// One target node's share, over all its sessions.
    ///
    /// @param address without port, in the usual spelling of its family
    /// @param filesDone files sent; where whole SSTables are sent a file is a component, else an SSTable
    /// @param filesTotal files to send
    /// @param percent 0 to 100
    public record HostProgress(String address, long filesDone, long filesTotal, int percent) {}
}
