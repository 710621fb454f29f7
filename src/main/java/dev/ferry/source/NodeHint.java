package dev.ferry.source;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is known of a node before anybody has looked on its machine. What is given here wins over what is
/// found.
///
/// @param address the address that the node listens on or is reached at: tells several Cassandra processes
///     on one machine apart; empty if it is not known
/// @param configuration the path of its `cassandra.yaml`; null to look for it
/// @param nodetool the path of `nodetool`; null to look for it
/// @param nodetoolOptions options before the command, such as `-p 7299` or `-u monitor -pwf /etc/jmx.pwf`,
///     one word each; never a password: they can be seen in the process list
/// @param sstableloader the path of `sstableloader`; null to look for it
/// @param jmx how nodetool gets at Cassandra
public record NodeHint(
        String address,
        @Nullable String configuration,
        @Nullable String nodetool,
        List<String> nodetoolOptions,
        @Nullable String sstableloader,
        Jmx jmx) {
    public NodeHint {
        Objects.requireNonNull(address);
        nodetoolOptions = List.copyOf(nodetoolOptions);
        Objects.requireNonNull(jmx);
    }

    /// A hint that knows nothing of JMX.
    public NodeHint(
            String address,
            @Nullable String configuration,
            @Nullable String nodetool,
            List<String> nodetoolOptions,
            @Nullable String sstableloader) {
        this(address, configuration, nodetool, nodetoolOptions, sstableloader, Jmx.found());
    }

    /// A hint that knows the node's address only.
    public static NodeHint of(String address) {
        return new NodeHint(address, null, null, List.of(), null);
    }

    /// The same with this way over JMX.
    public NodeHint by(Jmx jmx) {
        return new NodeHint(address, configuration, nodetool, nodetoolOptions, sstableloader, jmx);
    }
}
