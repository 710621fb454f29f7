package dev.ferry.schema;

import dev.ferry.outcome.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Turns compression options into those that a release knows (`CompressionParams.fromMap`).
final class CompressionOptions {
    private static final String PACKAGE = "org.apache.cassandra.io.compress.";
    private static final String LZ4 = "LZ4Compressor";
    private static final Set<String> ALWAYS_KNOWN = Set.of(LZ4, "SnappyCompressor", "DeflateCompressor");
    private static final Set<String> KNOWN_SINCE_4_0 = Set.of("ZstdCompressor", "NoopCompressor");
    /// The names that 2.x gave; 5.0 rejects them.
    private static final Map<String, String> RENAMED =
            Map.of("sstable_compression", "class", "chunk_length_kb", "chunk_length_in_kb");

    private final CassandraVersion target;
    private final String place;
    private final List<Finding> findings = new ArrayList<>();

    private CompressionOptions(CassandraVersion target, String place) {
        this.target = target;
        this.place = place;
    }

    /// Compression options that a release knows, and what had to be changed.
    record Adapted(SortedMap<String, String> options, List<Finding> findings) {}

    static Adapted adapt(SortedMap<String, String> options, CassandraVersion target, String place) {
        var compression = new CompressionOptions(target, place);
        var adapted = compression.withKnownClass(compression.withKnownNames(options));
        return new Adapted(adapted, List.copyOf(compression.findings));
    }

    /// What 2.x called otherwise under its present name; `crc_check_chance` has become an option of the
    /// table.
    private SortedMap<String, String> withKnownNames(SortedMap<String, String> options) {
        var named = new TreeMap<>(options);
        RENAMED.forEach((old, present) -> {
            var value = named.remove(old);
            if (value != null) {
                named.putIfAbsent(present, value);
            }
        });
        named.remove("crc_check_chance");
        if (named.getOrDefault("class", "").isEmpty()
                || named.getOrDefault("enabled", "").equals("false")) {
            named.clear();
            named.put("enabled", "false");
        }
        if (!named.equals(options)) {
            findings.add(Notice.OPTION_RESPELLED.at(
                    place,
                    Cql.literal(options) + " → " + Cql.literal(named),
                    "compression",
                    Cql.literal(options),
                    Cql.literal(named),
                    target));
        }
        return named;
    }

    private SortedMap<String, String> withKnownClass(SortedMap<String, String> options) {
        var stored = options.get("class");
        if (stored == null) {
            return options;
        }
        var simpleName = stored.substring(stored.lastIndexOf('.') + 1);
        var adapted = new TreeMap<>(options);
        if (!isKnown(stored, simpleName)) {
            adapted.keySet().retainAll(Set.of("chunk_length_in_kb"));
            adapted.put("class", PACKAGE + LZ4);
            findings.add(unknown(stored, simpleName, options, adapted));
        }
        if (!target.isAtLeast(4, 0) && adapted.containsKey("min_compress_ratio")) {
            var ratio = adapted.remove("min_compress_ratio");
            findings.add(Notice.OPTION_DROPPED.at(
                    place, "min_compress_ratio = " + ratio, "compression.min_compress_ratio", target));
        }
        return adapted;
    }

    private boolean isKnown(String stored, String simpleName) {
        var isCassandras = !stored.contains(".") || stored.startsWith(PACKAGE);
        return isCassandras
                && (ALWAYS_KNOWN.contains(simpleName)
                        || KNOWN_SINCE_4_0.contains(simpleName) && target.isAtLeast(4, 0));
    }

    /// A compressor of a newer Cassandra only changes what the target writes; files of a foreign one cannot
    /// be read.
    private Finding unknown(
            String stored, String simpleName, SortedMap<String, String> options, SortedMap<String, String> adapted) {
        if (KNOWN_SINCE_4_0.contains(simpleName)) {
            return Notice.OPTION_CONVERTED.at(
                    place, Cql.literal(options) + " → " + Cql.literal(adapted), "compression", simpleName, LZ4, target);
        }
        var encrypts = simpleName.contains("Encrypt");
        return (encrypts ? Notice.COMPRESSION_ENCRYPTS : Notice.COMPRESSION_UNKNOWN)
                .at(place, Cql.literal(options), stored, target);
    }
}
