package dev.ferry.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ferry.outcome.FailureException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// May ask the person at the desktop to unlock the key ring.
final class DesktopKeyRingIT {
    private static final String SERVICE = "dev.ferry.test";

    private final KeyRing desktop = KeyRing.ofDesktop();
    private final String account = Passwords.random(12).reveal();

    @Test
    void keepsASecretOrSaysThatItCannot() throws FailureException {
        if (!desktop.isAvailable()) {
            var e = assertThrows(FailureException.class, () -> desktop.find(SERVICE, account));
            assertEquals("secrets.keyring.unavailable", e.failure().cause().key());
            return;
        }
        var first = Secret.of("first é");
        var second = Secret.of("second");
        assertEquals(Optional.empty(), desktop.find(SERVICE, account));
        desktop.keep(SERVICE, account, first);
        assertEquals(Optional.of(first), desktop.find(SERVICE, account));
        desktop.keep(SERVICE, account, second);
        assertEquals(Optional.of(second), desktop.find(SERVICE, account));
        desktop.forget(SERVICE, account);
        desktop.forget(SERVICE, account);
        assertEquals(Optional.empty(), desktop.find(SERVICE, account));
    }
}
