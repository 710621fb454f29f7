package dev.ferry.artifact;

import java.util.List;
import java.util.Objects;

/// A Maven artifact of type `jar`.
///
/// @param group its group id
/// @param artifact its artifact id
/// @param version its version, exact
/// @param classifier its classifier; empty for the main artifact
/// @param exclusions what it would bring and must not
public record Coordinate(String group, String artifact, String version, String classifier, List<Exclusion> exclusions) {
    public Coordinate {
        Objects.requireNonNull(group);
        Objects.requireNonNull(artifact);
        Objects.requireNonNull(version);
        Objects.requireNonNull(classifier);
        exclusions = List.copyOf(exclusions);
    }

    /// A main artifact with everything that it brings.
    public static Coordinate of(String group, String artifact, String version) {
        return new Coordinate(group, artifact, version, "", List.of());
    }

    /// The same artifact's variant, for example `shaded`.
    public Coordinate classified(String classifier) {
        return new Coordinate(group, artifact, version, classifier, exclusions);
    }

    /// The same artifact without these.
    public Coordinate without(Exclusion... exclusions) {
        return new Coordinate(group, artifact, version, classifier, List.of(exclusions));
    }

    /// For people: `group:artifact:version` or `group:artifact:classifier:version`.
    @Override
    public String toString() {
        return group + ":" + artifact + (classifier.isEmpty() ? "" : ":" + classifier) + ":" + version;
    }

    /// Dependencies that are left out wherever they turn up below the artifact.
    ///
    /// @param group a group id, or `*`
    /// @param artifact an artifact id, or `*`
    public record Exclusion(String group, String artifact) {
        public Exclusion {
            Objects.requireNonNull(group);
            Objects.requireNonNull(artifact);
        }
    }
}
