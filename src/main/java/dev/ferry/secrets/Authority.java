package dev.ferry.secrets;

import java.util.List;

/// A certificate authority of one's own, for the sandbox and for tests.
public final class Authority {
    private Authority() {}

    /// What keys are made of.
    public enum KeyKind {
        /// 2048 bits; what Cassandra 3.11 with its default cipher suites needs.
        RSA,
        /// The curve P-256.
        EC
    }

    /// A new authority that signs itself.
    ///
    /// @param name its common name
    public static Authority create(String name, KeyKind kind, Validity validity) {
        throw new UnsupportedOperationException();
    }

    /// Its certificate.
    public String pem() {
        throw new UnsupportedOperationException();
    }

    /// A certificate for a node: usage server and client, because nodes connect to each other.
    ///
    /// @param name the common name
    /// @param addresses host names and IP addresses that it is valid for
    public KeyPairPem issueServer(String name, List<String> addresses, Validity validity) {
        throw new UnsupportedOperationException();
    }

    /// A certificate for a client, usage client only.
    public KeyPairPem issueClient(String name, Validity validity) {
        throw new UnsupportedOperationException();
    }
}
