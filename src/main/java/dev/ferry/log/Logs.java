package dev.ferry.log;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The log files of this user: `ferry.log`, and `audit.log` with every remote command, API call and CQL
/// statement.
public final class Logs {
    private static final Logger AUDIT = LoggerFactory.getLogger("audit");

    private static final ConcurrentMap<String, Integer> SEEN = new ConcurrentHashMap<>();
    private static final AtomicInteger NEXT = new AtomicInteger();

    private Logs() {}

    /// Says where the files lie. To be called before anything logs; `logback.xml` reads the property.
    public static void start(Path folder) {
        System.setProperty("ferry.log.folder", folder.toString());
    }

    /// The folder that was given to {@link #start}; the system's folder for temporary files otherwise.
    public static Path folder() {
        return Path.of(System.getProperty("ferry.log.folder", System.getProperty("java.io.tmpdir")));
    }

    /// Where this system keeps log files of a user's programs.
    public static Path usualFolder() {
        var home = Path.of(System.getProperty("user.home"));
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.contains("mac")) {
            return home.resolve("Library/Logs/Ferry");
        }
        if (system.contains("windows")) {
            return home.resolve("AppData/Local/Ferry/Logs");
        }
        return home.resolve(".local/state/ferry");
    }

    /// The audit log, for whoever has an effect on another machine. What is done again and again, such as
    /// the look at running loaders, is written in full once and then by its number.
    ///
    /// @param who what stands in front of each line: a node, the API, the target
    public static Consumer<String> audit(String who) {
        return what -> {
            var number = NEXT.incrementAndGet();
            var first = SEEN.putIfAbsent(digest(what), number);
            AuditTrail.OF_THIS_PROCESS.add(number, Instant.now(), who, what, first == null ? 0 : first);
            if (first == null) {
                AUDIT.info("{} │ #{} {}", who, number, what.strip());
            } else {
                AUDIT.info("{} │ #{} again", who, first);
            }
        };
    }

    private static String digest(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
