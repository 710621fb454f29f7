package dev.ferry.secrets;

import dev.ferry.outcome.FailureException;
import java.util.Optional;

/// The key ring that is switched off.
final class NoKeyRing implements KeyRing {
    @Override
    public boolean isAvailable() {
        return false;
    }

    @Override
    public Optional<Secret> find(String service, String account) throws FailureException {
        throw DesktopKeyRing.unavailable("");
    }

    @Override
    public void keep(String service, String account, Secret secret) throws FailureException {
        throw DesktopKeyRing.unavailable("");
    }

    @Override
    public void forget(String service, String account) throws FailureException {
        throw DesktopKeyRing.unavailable("");
    }
}
