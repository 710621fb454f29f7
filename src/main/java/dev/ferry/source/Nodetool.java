package dev.ferry.source;

import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.Ended;
import dev.ferry.ssh.Remote;
import dev.ferry.ssh.Script;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A node's `nodetool`. It exits with 1 for wrong usage and 2 for an error; in both cases the first line
/// that begins with `error:` or `nodetool:` says why.
final class Nodetool {
    private final Remote remote;
    private final String path;
    private final List<String> options;

    /// @param options what goes before the command
    Nodetool(Remote remote, String path, List<String> options) {
        this.remote = remote;
        this.path = path;
        this.options = List.copyOf(options);
    }

    /// Runs a command and gives what it wrote to standard output.
    ///
    /// @throws FailureException if it did not exit with 0
    String run(Duration limit, String... command) throws FailureException, InterruptedException {
        var line = Stream.of(Stream.of(path), options.stream(), Arrays.stream(command))
                .flatMap(words -> words)
                .map(Script::quote)
                .collect(Collectors.joining(" "));
        var ended = remote.run(Script.of("LC_ALL=C; export LC_ALL\nexec " + line), limit);
        if (!ended.isZero()) {
            throw Failures.attention(remote, reason(ended), "source.nodetool.failed", command[0], ended.code());
        }
        return ended.out();
    }

    private static String reason(Ended ended) {
        return Stream.concat(ended.err().lines(), ended.out().lines())
                .filter(line -> line.startsWith("error:") || line.startsWith("nodetool:"))
                .findFirst()
                .orElseGet(() -> Failures.firstLine(ended));
    }
}
