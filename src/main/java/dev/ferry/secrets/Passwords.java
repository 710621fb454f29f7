package dev.ferry.secrets;

/// Passwords that nobody has to remember.
public final class Passwords {
    private Passwords() {}

    /// A password of this many letters and digits (5.95 bits each), safe in URLs, YAML, CQL and shells.
    public static Secret random(int characters) {
        throw new UnsupportedOperationException();
    }
}
