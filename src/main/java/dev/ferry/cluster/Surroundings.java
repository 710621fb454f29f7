package dev.ferry.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Cassandra's machine is like as far as loading depends on it, seen by the user who runs our scripts
/// and, in a container, from the inside. What could not be read is null or missing from its list; all of it
/// is where a document was written before Ferry looked for it.
///
/// @param clock how the node's clock goes against the workstation's
/// @param openFiles how many files a process of ours may have open
/// @param temporary `/tmp`, and where else Cassandra's own Java puts temporary files
/// @param memory of the machine, or of the container where that is less
/// @param ownName what the machine calls itself
/// @param missingPrograms what Ferry's scripts call there and is not there, or does not do what they need:
///     `sha256sum`, `setsid`, `stat -c`, …; none is needed for looking
public record Surroundings(
        @Nullable ClockReading clock,
        @Nullable OpenFiles openFiles,
        List<TemporaryFolder> temporary,
        @Nullable Memory memory,
        @Nullable OwnName ownName,
        List<String> missingPrograms) {
    public Surroundings {
        temporary = List.copyOf(temporary);
        missingPrograms = List.copyOf(missingPrograms);
    }

    /// How many files a process may have open at once.
    ///
    /// @param soft what holds; {@link Long#MAX_VALUE} for no limit
    /// @param hard how far a process may raise it by itself, as a Java does; {@link Long#MAX_VALUE} for no
    ///     limit
    public record OpenFiles(long soft, long hard) {}

    /// A folder for temporary files.
    ///
    /// @param path absolute
    /// @param mount the options that its file system is mounted with, such as `rw`, `noexec` and `nosuid`
    /// @param fileSystem its kind: `ext4`, `tmpfs`, …; empty if unknown
    /// @param freeBytes free for us
    /// @param isWritable whether we can make files there
    public record TemporaryFolder(
            String path, List<String> mount, String fileSystem, long freeBytes, boolean isWritable) {
        public TemporaryFolder {
            mount = List.copyOf(mount);
        }

        /// Whether no program may run from there.
        public boolean isNoExec() {
            return mount.contains("noexec");
        }
    }

    /// Main memory.
    ///
    /// @param totalBytes what there is
    /// @param availableBytes what new processes can have without swapping (`MemAvailable`); 0 if unknown
    public record Memory(long totalBytes, long availableBytes) {}

    /// What a machine calls itself.
    ///
    /// @param name as `hostname` says it
    /// @param hostsAddresses the addresses that `/etc/hosts` gives that name; none where it does not name it
    public record OwnName(String name, List<String> hostsAddresses) {
        public OwnName {
            hostsAddresses = List.copyOf(hostsAddresses);
        }

        /// Whether the name leads to the machine itself only. A Cassandra or a loader that goes by it then
        /// announces an address at which nobody else reaches it.
        public boolean isLoopback() {
            return !hostsAddresses.isEmpty()
                    && hostsAddresses.stream().allMatch(address -> address.startsWith("127.") || address.equals("::1"));
        }
    }
}
