package dev.ferry.settings;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// Where Ferry keeps what is this user's: settings, and the host keys that were accepted.
public final class SettingsFolder {
    /// The system property that names another folder.
    public static final String PROPERTY = "ferry.settings.folder";

    private SettingsFolder() {}

    /// The folder of this user. It may not be there yet.
    public static Path ofThisUser() {
        var named = System.getProperty(PROPERTY, "");
        return named.isBlank()
                ? usual(System.getProperty("os.name"), System.getenv(), Path.of(System.getProperty("user.home")))
                : Path.of(named).toAbsolutePath();
    }

    /// The file of host keys that somebody accepted.
    public static Path knownHosts() {
        return ofThisUser().resolve("known_hosts");
    }

    /// Where a system keeps the settings of a user's programs. On Linux as the XDG Base Directory
    /// Specification has it: a relative `XDG_CONFIG_HOME` counts as none.
    static Path usual(String system, Map<String, String> environment, Path home) {
        var lower = system.toLowerCase(Locale.ROOT);
        if (lower.contains("mac")) {
            return home.resolve("Library/Application Support/Ferry");
        }
        if (lower.contains("windows")) {
            var roaming = environment.getOrDefault("APPDATA", "");
            return (roaming.isBlank() ? home.resolve("AppData/Roaming") : Path.of(roaming)).resolve("Ferry");
        }
        var config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        return (isAbsolute(config) ? Path.of(config) : home.resolve(".config")).resolve("ferry");
    }

    private static boolean isAbsolute(String path) {
        return !path.isBlank() && Path.of(path).isAbsolute();
    }
}
