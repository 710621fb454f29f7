package dev.ferry.log;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The log files of this user: `ferry.log`, and `audit.log` with every remote command, API call and CQL
/// statement.
public final class Logs {
    private static final Logger AUDIT = LoggerFactory.getLogger("audit");

    private Logs() {}

    /// Says where the files lie. To be called before anything logs; `logback.xml` reads the property.
    public static void start(Path folder) {
        System.setProperty("ferry.log.folder", folder.toString());
    }

    /// Where this system keeps log files of a user's programs.
    public static Path usualFolder() {
        var home = Path.of(System.getProperty("user.home"));
        var system = System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT);
        if (system.contains("mac")) {
            return home.resolve("Library/Logs/Ferry");
        }
        if (system.contains("windows")) {
            return home.resolve("AppData/Local/Ferry/Logs");
        }
        return home.resolve(".local/state/ferry");
    }

    /// The audit log, for whoever has an effect on another machine.
    ///
    /// @param who what stands in front of each line: a node, the API, the target
    public static Consumer<String> audit(String who) {
        return what -> AUDIT.info("{} │ {}", who, what);
    }
}
