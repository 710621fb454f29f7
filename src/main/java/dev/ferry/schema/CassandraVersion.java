package dev.ferry.schema;

import java.util.Comparator;
import java.util.regex.Pattern;

/// A Cassandra release, as `system.local.release_version` has it.
///
/// @param major for example 4
/// @param minor for example 1
/// @param patch for example 10; 0 where it is not said
/// @param text what was read
public record CassandraVersion(int major, int minor, int patch, String text) implements Comparable<CassandraVersion> {
    private static final Pattern RELEASE = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?.*");

    /// Reads a release such as `4.1.10`, `3.11.19`, `5.0-beta1` or `4.1`.
    ///
    /// @throws IllegalArgumentException if it does not start like a release
    public static CassandraVersion of(String text) {
        var matcher = RELEASE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a Cassandra release: " + text);
        }
        var patch = matcher.group(3);
        return new CassandraVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                patch == null ? 0 : Integer.parseInt(patch),
                text.strip());
    }

    /// Whether this is `major.minor` or newer.
    public boolean isAtLeast(int major, int minor) {
        return this.major > major || this.major == major && this.minor >= minor;
    }

    @Override
    public int compareTo(CassandraVersion other) {
        return Comparator.comparingInt(CassandraVersion::major)
                .thenComparingInt(CassandraVersion::minor)
                .thenComparingInt(CassandraVersion::patch)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return text;
    }
}
