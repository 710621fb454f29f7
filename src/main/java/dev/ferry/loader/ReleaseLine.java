package dev.ferry.loader;

import dev.ferry.schema.CassandraVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What one release line of Cassandra speaks, reads and runs on: the one table behind {@link
/// LoaderFit} and {@link LoaderChoice}.
///
/// Streaming protocols from `StreamMessage.CURRENT_VERSION` and, from 4.0 on, `MessagingService`; formats
/// from `BigFormat.BigVersion` and `BtiFormat.BtiVersion`; Java from the start scripts and from trying
/// (4.1's loader runs on 17, with its jamm agent and the flags of {@link ModuleFlags}).
enum ReleaseLine {
    V2_1(2, 1, Set.of(2), List.of(8), Set.of("ja", "jb", "ka")),
    V2_2(2, 2, Set.of(3), List.of(8), Set.of("jb", "ka", "la", "lb")),
    V3_0(3, 0, Set.of(4), List.of(8), join(Formats.OF_2, Formats.OF_3)),
    V3_11(3, 11, Set.of(4), List.of(8), join(Formats.OF_2, Formats.OF_3)),
    V4_0(4, 0, Set.of(12), List.of(11, 8), join(Formats.OF_3, Formats.OF_4)),
    V4_1(4, 1, Set.of(12), List.of(11, 17, 8), join(Formats.OF_3, Formats.OF_4)),
    V5_0(5, 0, Set.of(12, 13), List.of(17, 11), join(join(Formats.OF_3, Formats.OF_4), Formats.OF_5));

    private static final int FIRST_JAVA = 8;

    private static final int FIRST_LATER_JAVA = 17;

    private static final int NEWEST_JAVA_TRIED = 25;

    private final int major;

    private final int minor;

    private final Set<Integer> protocols;

    private final List<Integer> javas;

    private final Set<String> formats;

    ReleaseLine(int major, int minor, Set<Integer> protocols, List<Integer> javas, Set<String> formats) {
        this.major = major;
        this.minor = minor;
        this.protocols = protocols;
        this.javas = javas;
        this.formats = formats;
    }

    /// The line of a release; 3.1 to 3.10 belong to 3.11. Empty for one that nobody has tried.
    static Optional<ReleaseLine> of(CassandraVersion version) {
        if (version.major() == V3_11.major && version.minor() > V3_0.minor && version.minor() <= V3_11.minor) {
            return Optional.of(V3_11);
        }
        return Arrays.stream(values())
                .filter(line -> line.major == version.major() && line.minor == version.minor())
                .findFirst();
    }

    boolean canStreamTo(ReleaseLine target) {
        return protocols.stream().anyMatch(target.protocols::contains);
    }

    /// Whether this line sends in every mode of the target, not only in its default one.
    boolean canStreamToAnyModeOf(ReleaseLine target) {
        return protocols.containsAll(target.protocols);
    }

    boolean reads(String format) {
        return formats.contains(format);
    }

    /// The Javas that its loader runs on, the best first.
    List<Integer> javas() {
        return javas;
    }

    /// Whether its loader does not start on this Java at all. 5.0 is compiled for 11, and its scripts let
    /// nothing else pass before 17.
    boolean refuses(int java) {
        return !javas.contains(java) && java < (this == V5_0 ? FIRST_LATER_JAVA : FIRST_JAVA);
    }

    /// Whether its loader may be tried on this Java though nobody supports that: 5.0.9 has run on 25.
    boolean mayRunOn(int java) {
        return this == V5_0 && java > FIRST_LATER_JAVA && java <= NEWEST_JAVA_TRIED;
    }

    /// As people write it: `4.1`.
    String text() {
        return major + "." + minor;
    }

    private static Set<String> join(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /// The formats by the major release that writes them.
    static final class Formats {
        static final Set<String> OF_2 = Set.of("jb", "ka", "la", "lb");

        static final Set<String> OF_3 = Set.of("ma", "mb", "mc", "md", "me");

        static final Set<String> OF_4 = Set.of("na", "nb");

        static final Set<String> OF_5 = Set.of("oa", "da");

        // The patch releases that brought a format to 3.0 and to 3.11; an older one of the same line cannot know it.
        private static final Map<String, List<Integer>> FIRST_PATCH =
                Map.of("mb", List.of(7, 0), "mc", List.of(8, 0), "md", List.of(18, 4), "me", List.of(25, 11));

        private Formats() {}

        /// Whether this release of 3.x is older than the format.
        static boolean isNewerThan(CassandraVersion version, String format) {
            var first = FIRST_PATCH.get(format);
            if (first == null || version.major() != V3_11.major) {
                return false;
            }
            return version.minor() == 0
                    ? version.patch() < first.getFirst()
                    : version.minor() == V3_11.minor && version.patch() < first.getLast();
        }
    }
}
