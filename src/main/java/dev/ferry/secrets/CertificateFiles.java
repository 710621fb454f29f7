package dev.ferry.secrets;

import dev.ferry.outcome.FailureException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Certificates and keys as people keep them: PEM files, and stores of the kinds PKCS12, JKS and JCEKS.
/// Which kind a file is, its content tells, never its name.
///
/// Every failure names the file, what is wrong with it, and what to do.
public final class CertificateFiles {
    private CertificateFiles() {}

    /// Every certificate of a file, each as a PEM text, in order.
    ///
    /// @param password of a store; null for a PEM file, or a store that shows its certificates without
    public static List<String> authorities(Path file, @Nullable Secret password) throws FailureException {
        throw new UnsupportedOperationException();
    }

    /// The authorities that this JDK trusts, each as a PEM text.
    public static List<String> publicAuthorities() {
        throw new UnsupportedOperationException();
    }

    /// A certificate of our own with its chain and its key, which belong together.
    ///
    /// @param certificate PEM with the chain, or a store that holds key and chain
    /// @param key the private key as PEM; null if the first file holds it
    /// @param password of the store, or of an encrypted key; null for none
    public static KeyPairPem own(Path certificate, @Nullable Path key, @Nullable Secret password)
            throws FailureException {
        throw new UnsupportedOperationException();
    }
}
