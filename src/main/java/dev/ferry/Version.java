package dev.ferry;

import java.io.IOException;
import java.util.Properties;

/// Which Ferry this is.
public final class Version {
    private Version() {}

    /// The version, as the build wrote it down: `0.1.0`.
    public static String text() {
        var properties = new Properties();
        try (var file = Version.class.getResourceAsStream("version.properties")) {
            if (file == null) {
                throw new IllegalStateException("a build without its version");
            }
            properties.load(file);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new IllegalStateException("a build without its version", e);
        }
    }
}
