package dev.ferry.secrets;

import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Finding;
import java.time.Instant;
import java.util.List;

/// X.509 certificates as PEM texts: what they say, and whether a client certificate will be accepted.
public final class Certificates {
    private Certificates() {}

    /// What one certificate says about itself.
    public record Description(String subject, String issuer, Instant notBefore, Instant notAfter) {}

    /// Every certificate of a PEM text, in order. Other blocks (keys, parameters) are passed over.
    ///
    /// @throws FailureException if the text holds no certificate, or one that cannot be read
    public static List<Description> describe(String pem) throws FailureException {
        throw new UnsupportedOperationException();
    }

    /// Whether a client certificate will be accepted by a server that trusts these authorities.
    ///
    /// @param pair the certificate (or chain, the owner's first) and its key
    /// @param authorities PEM texts, each with one or more certificates
    /// @param now when it shall be accepted
    /// @return what was noticed; a single PASS if all is in order, never empty
    public static List<Finding> check(KeyPairPem pair, List<String> authorities, Instant now) {
        throw new UnsupportedOperationException();
    }
}
