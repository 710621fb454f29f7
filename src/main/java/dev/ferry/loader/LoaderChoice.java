package dev.ferry.loader;

import dev.ferry.cluster.JavaRuntime;
import dev.ferry.cluster.Loader;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.schema.CassandraVersion;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which loader a node's files go by: the node's own where it fits and another gains nothing, else one that
/// Ferry brings.
///
/// Another gains something where the own one is missing or cannot be used ({@link LoaderFit} says why);
/// and, if it can be used, where a brought one speaks to every mode of the target, runs on a Java that it
/// supports, or loads many cells in one process, and the own one does not.
///
/// @param loader which; empty if there is none for this source, this target and these Javas
/// @param findings what is to be said about it, the way out included; a `BLOCK` if and only if there is no
///     loader
public record LoaderChoice(Optional<Chosen> loader, List<Finding> findings) {
    public LoaderChoice {
        findings = List.copyOf(findings);
        if (loader.isPresent() == findings.stream().anyMatch(each -> each.severity() == Severity.BLOCK)) {
            throw new IllegalArgumentException("a refusal without its reason, or a loader in spite of it: " + findings);
        }
    }

    /// Decides.
    ///
    /// @param place what it is about, for example `loader on 10.0.0.7`
    /// @param own the node's own loader; null if none was found
    /// @param javas every Java found on the node
    /// @param archive the feature release of the Java that the user has pointed to, to be brought along
    /// @param target the target's release
    /// @param formats the SSTable formats on the node: `me`, `nb`, `oa`, …
    public static LoaderChoice of(
            String place,
            @Nullable Loader own,
            Collection<JavaRuntime> javas,
            OptionalInt archive,
            CassandraVersion target,
            Set<String> formats) {
        return new Choosing(place, own, javas, archive, target, formats).choice();
    }

    /// A loader that was chosen.
    public sealed interface Chosen {
        /// The release of Cassandra that it belongs to.
        CassandraVersion version();

        /// The node's own.
        record Own(Loader loader) implements Chosen {
            public Own {
                Objects.requireNonNull(loader);
            }

            @Override
            public CassandraVersion version() {
                return loader.version();
            }
        }

        /// One that Ferry brings.
        ///
        /// @param version its exact release
        /// @param java the Java on the node that it shall start with; null for the one that the user has
        ///     pointed to
        record Bring(CassandraVersion version, @Nullable JavaRuntime java) implements Chosen {
            public Bring {
                Objects.requireNonNull(version);
            }
        }
    }
}
