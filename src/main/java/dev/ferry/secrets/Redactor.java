package dev.ferry.secrets;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Takes every secret that this process knows out of a text. It sits in the log appender, the audit log,
/// the journal and the reports, so that no call site can forget it.
public final class Redactor {
    /// What stands where a secret stood.
    public static final String MASK = "‹secret›";

    // Shorter ones would mask ordinary words; nobody who uses such a password can be helped by a mask.
    private static final int SHORTEST = 4;

    // The login that every new Cassandra has: everybody knows it, and it is a word in half of all paths.
    private static final String PUBLIC = "cassandra";

    private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

    private Redactor() {}

    /// Remembers a secret for as long as this process lives.
    static void learn(String secret) {
        if (secret.length() >= SHORTEST && !secret.equals(PUBLIC)) {
            KNOWN.add(secret);
        }
    }

    /// The text without any known secret.
    public static String redact(String text) {
        var result = text;
        for (var secret : KNOWN.stream()
                .filter(text::contains)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            result = result.replace(secret, MASK);
        }
        return result;
    }
}
