package dev.ferry.secrets;

import dev.ferry.outcome.FailureException;
import java.util.Optional;

/// A place that keeps secrets between two runs of Ferry.
///
/// Calls may take seconds or wait for the desktop to ask its user: not on a thread that draws.
public interface KeyRing {
    /// Whether secrets can be kept here, tried once by keeping one and taking it back.
    boolean isAvailable();

    /// The secret kept for this account, if any.
    ///
    /// @throws FailureException if the key ring does not answer
    Optional<Secret> find(String service, String account) throws FailureException;

    /// Keeps a secret, in place of an earlier one.
    void keep(String service, String account, Secret secret) throws FailureException;

    /// Forgets it; nothing happens if there is none.
    void forget(String service, String account) throws FailureException;

    /// The key ring of this desktop: Secret Service or KWallet on Linux, Keychain on macOS, Credential
    /// Manager on Windows. Nothing is opened before the first call.
    static KeyRing ofDesktop() {
        return new DesktopKeyRing();
    }

    /// None: keeps nothing and says so.
    static KeyRing off() {
        return new NoKeyRing();
    }
}
