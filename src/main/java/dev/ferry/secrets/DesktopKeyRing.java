package dev.ferry.secrets;

import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The key ring of the desktop, through java-keyring.
///
/// That library throws unchecked exceptions where a desktop has no unlocked collection (a {@link
/// NullPointerException} from its D-Bus answer), may wait for a person without end, and cannot tell a
/// missing entry from a refused one. So every call runs on a thread of its own with a limit, and one
/// round trip decides beforehand whether the key ring can be used at all.
final class DesktopKeyRing implements KeyRing {
    // Long enough for a person to unlock it.
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String PROBE = "dev.ferry.probe";

    private @Nullable Boolean available;
    private String reason = "";

    @Override
    public synchronized boolean isAvailable() {
        var known = available;
        if (known == null) {
            known = probe();
            available = known;
        }
        return known;
    }

    @Override
    public Optional<Secret> find(String service, String account) throws FailureException {
        return call(keyring -> {
            try {
                return Optional.ofNullable(keyring.getPassword(service, account))
                        .map(Secret::of);
            } catch (PasswordAccessException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public void keep(String service, String account, Secret secret) throws FailureException {
        call(keyring -> {
            keyring.setPassword(service, account, secret.reveal());
            return account;
        });
    }

    @Override
    public void forget(String service, String account) throws FailureException {
        call(keyring -> {
            try {
                keyring.deletePassword(service, account);
            } catch (PasswordAccessException e) {
                // there was none
            }
            return account;
        });
    }

    static FailureException unavailable(String evidence) {
        return new FailureException(new Failure(
                Failure.Kind.NEEDS_ATTENTION,
                "workstation → key ring",
                Message.of("secrets.keyring.unavailable"),
                evidence,
                Message.of("secrets.keyring.unavailable.remedy")));
    }

    private boolean probe() {
        var account = Passwords.random(12).reveal();
        var kept = Passwords.random(12).reveal();
        try {
            return run(keyring -> {
                keyring.setPassword(PROBE, account, kept);
                var found = keyring.getPassword(PROBE, account);
                keyring.deletePassword(PROBE, account);
                return kept.equals(found);
            });
        } catch (FailureException e) {
            reason = e.failure().evidence();
            return false;
        }
    }

    private <T> T call(Use<T> use) throws FailureException {
        if (!isAvailable()) {
            throw unavailable(reason);
        }
        return run(use);
    }

    // close() declares every exception; nobody interrupts the thread that calls it.
    @SuppressWarnings("try")
    private static <T> T run(Use<T> use) throws FailureException {
        var task = new FutureTask<T>(() -> {
            try (var keyring = Keyring.create()) {
                return use.of(keyring);
            }
        });
        Thread.ofPlatform().daemon().name("key ring").start(task);
        try {
            return task.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            // not the message: it may name what was to be kept
            throw unavailable(task.exceptionNow().getClass().getSimpleName());
        } catch (TimeoutException e) {
            throw unavailable("no answer within " + LIMIT.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted");
        }
    }

    private interface Use<T> {
        T of(Keyring keyring) throws Exception;
    }
}
