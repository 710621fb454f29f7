package dev.ferry.loader;

import dev.ferry.loader.TargetSecurity.Encryption;
import dev.ferry.schema.CassandraVersion;
import java.util.ArrayList;
import java.util.List;

/// The arguments of `BulkLoader`, which differ from release to release (`LoaderOptions` of each).
///
/// Left out on purpose: `-k`, for the staged folder names its keyspace and 3.11 knows no such option, and
/// `-cph`, which gains nothing.
final class LoaderArguments {
    private LoaderArguments() {}

    /// One word each, the staged folder last.
    static List<String> of(LoaderCall call) {
        var version = call.loader().version();
        var internodePort = String.valueOf(call.internodePort());
        var words = new ArrayList<>(List.of(
                "-f",
                call.configurationFolder() + "/" + LoaderConfiguration.YAML,
                "-d",
                String.join(",", call.hosts()),
                "-p",
                String.valueOf(call.nativePort()),
                // 3.x takes the second for TLS, 4.0 and newer only ever look at the first.
                "-sp",
                internodePort,
                "-ssp",
                internodePort));
        words.addAll(throttle(version, call.throttle()));
        if (call.security().login() != null) {
            words.addAll(List.of("-ap", "dev.ferry.node.ThrowawayLogin"));
        }
        if (call.security().nativePort() == Encryption.TLS && !version.isAtLeast(5, 0)) {
            // The drivers inside 3.11.19 and 4.1.10 never finish a TLS 1.3 handshake; 5.0's does.
            words.addAll(List.of("-prtcl", "TLSv1.2"));
        }
        words.add(call.stagedFolder());
        return List.copyOf(words);
    }

    // Said always: with -f and without it the loader would hold to 200 Mbit/s. Whole SSTables have a limit of their
    // own.
    private static List<String> throttle(CassandraVersion version, Throttle throttle) {
        if (!version.isAtLeast(4, 1)) {
            return List.of("-t", String.valueOf(throttle.megabitsPerSecond()));
        }
        var mebibytes = String.valueOf(throttle.mebibytesPerSecond());
        return List.of("--throttle-mib", mebibytes, "--entire-sstable-throttle-mib", mebibytes);
    }
}
