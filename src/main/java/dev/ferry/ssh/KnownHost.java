package dev.ferry.ssh;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// One line of a `known_hosts` file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT).
///
/// @param file where it stands
/// @param line the line's number, from 1
/// @param patterns the hosts it is about: names, patterns, or one hash
/// @param type the key's type
/// @param blob the key, as RFC 4253 writes it
record KnownHost(Path file, int line, Mark mark, List<String> patterns, String type, byte[] blob) {
    private static final String HASHED = "|1|";

    /// What a line says of its key.
    enum Mark {
        /// It is the host's key.
        KEY,
        /// Certificates that it has signed are to be believed.
        AUTHORITY,
        /// It must never be believed.
        REVOKED
    }

    /// A line that cannot be read.
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1;

        Broken(String reason) {
            super(reason);
        }
    }

    /// Reads a line.
    ///
    /// @return nothing for comments, and for keys of SSH's first version, which nobody speaks any more
    static Optional<KnownHost> parse(Path file, int number, String line) throws Broken {
        var text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return Optional.empty();
        }
        var words = Arrays.asList(text.split("\\s+"));
        var mark = mark(words.getFirst());
        var rest = mark == Mark.KEY ? words : words.subList(1, words.size());
        if (rest.size() >= 4 && rest.subList(1, 4).stream().allMatch(word -> word.matches("\\d+"))) {
            return Optional.empty();
        }
        if (rest.size() < 3) {
            throw new Broken("it is cut short");
        }
        return Optional.of(
                new KnownHost(file, number, mark, patterns(rest.get(0)), rest.get(1), blob(rest.get(1), rest.get(2))));
    }

    private static Mark mark(String word) throws Broken {
        if (!word.startsWith("@")) {
            return Mark.KEY;
        }
        return switch (word) {
            case "@cert-authority" -> Mark.AUTHORITY;
            case "@revoked" -> Mark.REVOKED;
            default -> throw new Broken("nobody knows the marker " + word);
        };
    }

    private static List<String> patterns(String word) throws Broken {
        if (word.startsWith(HASHED)) {
            try {
                var parts = word.substring(HASHED.length()).split("\\|", -1);
                if (parts.length == 2
                        && Base64.getDecoder().decode(parts[0]).length > 0
                        && Base64.getDecoder().decode(parts[1]).length == 20) {
                    return List.of(word);
                }
            } catch (IllegalArgumentException e) {
                // not base64
            }
            throw new Broken("the hash of its host is not one");
        }
        var patterns = List.of(word.toLowerCase(Locale.ROOT).split(","));
        if (patterns.isEmpty()) {
            throw new Broken("it names no host");
        }
        return patterns;
    }

    private static byte[] blob(String type, String base64) throws Broken {
        try {
            var blob = Base64.getDecoder().decode(base64);
            if (KeyLogin.type(blob).equals(type)) {
                return blob;
            }
            throw new Broken("the key in it is not of the type " + type);
        } catch (IllegalArgumentException | java.io.IOException e) {
            throw new Broken("the key in it cannot be read");
        }
    }

    /// Whether it is about a host.
    ///
    /// @param host in small letters; with another port than 22 `[host]:port`
    boolean isAbout(String host) {
        if (patterns.getFirst().startsWith(HASHED)) {
            return isHashOf(patterns.getFirst(), host);
        }
        var matches = false;
        for (var pattern : patterns) {
            var negated = pattern.startsWith("!");
            if (matches(negated ? pattern.substring(1) : pattern, host)) {
                if (negated) {
                    return false;
                }
                matches = true;
            }
        }
        return matches;
    }

    private static boolean isHashOf(String hash, String host) {
        try {
            var parts = hash.substring(HASHED.length()).split("\\|");
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(parts[0]), "HmacSHA1"));
            var digest = mac.doFinal(host.getBytes(StandardCharsets.UTF_8));
            return MessageDigest.isEqual(digest, Base64.getDecoder().decode(parts[1]));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA1", e);
        }
    }

    /// Whether a text matches a pattern as OpenSSH's `match_pattern` has it: `*` for any letters, `?` for
    /// one.
    static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int from = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                from = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++from;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /// Whether it is about this key.
    boolean has(byte[] key) {
        return Arrays.equals(blob, key);
    }

    /// Where it stands, for people.
    String place() {
        return file + ":" + line;
    }
}
