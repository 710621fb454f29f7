package dev.ferry.sandbox;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.text.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a sandbox shall be.
///
/// @param source the release of the source nodes; see {@link Release} for those that can be had
/// @param target the release of the target nodes
/// @param size how much data the source holds
/// @param targetNodes 1 or 3
/// @param sourceDataCentres 1, or 2 with a source node in each
/// @param targetDataCentres 1, or 2 of three nodes: the target is then no service of the vendor's but a
///     cluster of its own, which is there from the start
/// @param folder where everything is kept, also after the end: an empty folder or one yet to be made;
///     null for a temporary folder, which goes with the sandbox
public record SandboxOptions(
        CassandraVersion source,
        CassandraVersion target,
        Size size,
        int targetNodes,
        int sourceDataCentres,
        int targetDataCentres,
        @Nullable Path folder) {
    public SandboxOptions {
        Objects.requireNonNull(source);
        Objects.requireNonNull(target);
        Objects.requireNonNull(size);
        if (targetNodes != 1 && targetNodes != 3) {
            throw new IllegalArgumentException("a sandbox has 1 or 3 target nodes, not " + targetNodes);
        }
        requireOneOrTwo(sourceDataCentres);
        requireOneOrTwo(targetDataCentres);
        if (targetDataCentres > targetNodes) {
            throw new IllegalArgumentException("two data centres take three target nodes");
        }
    }

    private static void requireOneOrTwo(int dataCentres) {
        if (dataCentres != 1 && dataCentres != 2) {
            throw new IllegalArgumentException("one side of a sandbox has 1 or 2 data centres, not " + dataCentres);
        }
    }

    /// One data centre on each side.
    public SandboxOptions(
            CassandraVersion source, CassandraVersion target, Size size, int targetNodes, @Nullable Path folder) {
        this(source, target, size, targetNodes, 1, 1, folder);
    }

    /// 4.1 to 4.1, small, one target node, in a temporary folder.
    public static SandboxOptions usual() {
        return new SandboxOptions(Release.V4_1.version(), Release.V4_1.version(), Size.SMALL, 1, null);
    }

    /// Options as words of a command line: `--size demo --source 5.0 --target 5.0 --target-nodes 3 --folder /path
    /// --source-data-centres 2 --target-data-centres 2`, each with its default if it is left out.
    ///
    /// @throws FailureException if a word is none of these, or its value is none
    public static SandboxOptions of(List<String> words) throws FailureException {
        var options = usual();
        for (var i = 0; i < words.size(); i += 2) {
            var value = i + 1 < words.size() ? words.get(i + 1) : "";
            options = options.with(words.get(i), value);
        }
        return options;
    }

    private SandboxOptions with(String word, String value) throws FailureException {
        try {
            return switch (word) {
                case "--size" -> sized(Size.valueOf(value.toUpperCase(Locale.ROOT)));
                case "--source" -> from(release(value), target);
                case "--target" -> from(source, release(value));
                case "--target-nodes" -> withTargetNodes(Integer.parseInt(value));
                case "--source-data-centres" -> withDataCentres(Integer.parseInt(value), targetDataCentres);
                case "--target-data-centres" -> withDataCentres(sourceDataCentres, Integer.parseInt(value));
                case "--folder" ->
                    new SandboxOptions(
                            source, target, size, targetNodes, sourceDataCentres, targetDataCentres, Path.of(value));
                default -> throw new IllegalArgumentException(word);
            };
        } catch (IllegalArgumentException e) {
            throw new FailureException(
                    new Failure(
                            Failure.Kind.NEEDS_ATTENTION,
                            "sandbox",
                            Message.of("sandbox.option.unknown", word, value),
                            "",
                            Message.of("sandbox.option.unknown.remedy")),
                    e);
        }
    }

    private static CassandraVersion release(String text) {
        return Release.of(CassandraVersion.of(text))
                .orElseThrow(() -> new IllegalArgumentException(text))
                .version();
    }

    /// The same with another amount of data.
    public SandboxOptions sized(Size size) {
        return new SandboxOptions(source, target, size, targetNodes, sourceDataCentres, targetDataCentres, folder);
    }

    /// The same with other releases.
    public SandboxOptions from(CassandraVersion source, CassandraVersion target) {
        return new SandboxOptions(source, target, size, targetNodes, sourceDataCentres, targetDataCentres, folder);
    }

    /// The same with another number of target nodes.
    public SandboxOptions withTargetNodes(int targetNodes) {
        return new SandboxOptions(source, target, size, targetNodes, sourceDataCentres, targetDataCentres, folder);
    }

    /// The same with other data centres; two on the target's side take three nodes.
    public SandboxOptions withDataCentres(int ofSource, int ofTarget) {
        var nodes = ofTarget > 1 ? Math.max(targetNodes, 3) : targetNodes;
        return new SandboxOptions(source, target, size, nodes, ofSource, ofTarget, folder);
    }

    /// How much data the source holds, in its one big table.
    public enum Size {
        /// About 8 MiB: for tests.
        SMALL(8),
        /// About 200 MiB: enough to watch.
        DEMO(200),
        /// About 2 GiB.
        LARGE(2048);

        private final int mebibytes;

        Size(int mebibytes) {
            this.mebibytes = mebibytes;
        }

        /// The size of the big table over all nodes.
        public int mebibytes() {
            return mebibytes;
        }
    }
}
