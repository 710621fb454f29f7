package dev.ferry.secrets;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/// Passwords that nobody has to remember.
public final class Passwords {
    // No punctuation: it would be safe in a URL, but not as the first character of an argument or in YAML.
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    /// A password of this many letters and digits (5.95 bits each), safe in URLs, YAML, CQL and shells.
    public static Secret random(int characters) {
        if (characters < 1) {
            throw new IllegalArgumentException("a password of " + characters + " characters");
        }
        return Secret.of(RANDOM.ints(characters, 0, ALPHABET.length())
                .mapToObj(i -> String.valueOf(ALPHABET.charAt(i)))
                .collect(Collectors.joining()));
    }
}
