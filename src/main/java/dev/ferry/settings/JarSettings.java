package dev.ferry.settings;

import dev.ferry.artifact.JarSources;
import dev.ferry.artifact.Mirror;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the loaders come from that Ferry brings to nodes.
///
/// @param mirror the address of what stands in for Maven Central, as {@link Mirror#text()} has it; null for
///     none. It may carry a password
/// @param offlineFolder has the jars; null for none. With one no network is used
public record JarSettings(@Nullable String mirror, @Nullable Path offlineFolder) {
    /// As Maven has it.
    public static final JarSettings USUAL = new JarSettings(null, null);

    /// The same with another mirror.
    public JarSettings mirror(@Nullable Mirror other) {
        return new JarSettings(other == null ? null : other.text(), offlineFolder);
    }

    /// The same with another offline folder.
    public JarSettings offlineFolder(@Nullable Path other) {
        return new JarSettings(mirror, other);
    }

    /// The mirror; empty for none.
    public Optional<Mirror> company() {
        return Optional.ofNullable(mirror).flatMap(Mirror::of);
    }

    /// What it means for the jars.
    public JarSources sources() {
        return JarSources.of(company().orElse(null), offlineFolder);
    }

    /// Without the mirror's password.
    @Override
    public String toString() {
        return "JarSettings[mirror=" + company().map(Mirror::toString).orElse("") + ", offlineFolder=" + offlineFolder
                + "]";
    }
}
