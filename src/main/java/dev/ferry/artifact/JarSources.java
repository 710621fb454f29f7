package dev.ferry.artifact;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the jars of a loader may come from.
///
/// @param mirror stands in for Maven Central; null for where Maven itself asks
/// @param offline a folder that has them: with one, no network is used at all. Either a Maven repository or
///     jars anywhere in it; of an unpacked Cassandra those count that are the published ones
/// @param shipped a folder that came with Ferry; null for none
/// @param cache Ferry's own folder for what it downloads, laid out as a Maven repository
/// @param maven the user's Maven folder, usually `~/.m2`: its settings say where to ask and what is here
public record JarSources(
        @Nullable Mirror mirror,
        @Nullable Path offline,
        @Nullable Path shipped,
        Path cache,
        Path maven) {
    /// The system property that names a folder of jars that came with Ferry.
    public static final String SHIPPED = "ferry.shipped";

    /// The system property that names another folder for downloads.
    public static final String CACHE = "ferry.cache.folder";

    public JarSources {
        Objects.requireNonNull(cache);
        Objects.requireNonNull(maven);
    }

    /// What this user decided, with what this Ferry brought along and with this user's cache.
    public static JarSources of(@Nullable Mirror mirror, @Nullable Path offline) {
        return new JarSources(
                mirror,
                offline,
                folder(SHIPPED).orElse(null),
                folder(CACHE).orElseGet(JarSources::usualCache),
                Path.of(System.getProperty("user.home"), ".m2"));
    }

    private static Optional<Path> folder(String property) {
        return Optional.of(System.getProperty(property, ""))
                .filter(text -> !text.isBlank())
                .map(text -> Path.of(text).toAbsolutePath());
    }

    private static Path usualCache() {
        return usualCache(System.getProperty("os.name"), System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /// Where a system keeps what can be had again. On Linux as the XDG Base Directory Specification has it: a
    /// relative `XDG_CACHE_HOME` counts as none.
    static Path usualCache(String system, Map<String, String> environment, Path home) {
        var lower = system.toLowerCase(Locale.ROOT);
        if (lower.contains("mac")) {
            return home.resolve("Library/Caches/Ferry/jars");
        }
        if (lower.contains("windows")) {
            var local = environment.getOrDefault("LOCALAPPDATA", "");
            return (local.isBlank() ? home.resolve("AppData/Local") : Path.of(local)).resolve("Ferry/jars");
        }
        var cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        var isUsable = !cache.isBlank() && Path.of(cache).isAbsolute();
        return (isUsable ? Path.of(cache) : home.resolve(".cache")).resolve("ferry/jars");
    }
}
