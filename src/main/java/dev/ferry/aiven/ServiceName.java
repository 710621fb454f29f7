package dev.ferry.aiven;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.util.regex.Pattern;

/// The name of a service: lower-case letters, digits and hyphens, a letter first, 1 to 64 characters. The
/// API's own answer to a wrong one does not say what is wrong, so it is checked here.
public record ServiceName(String value) {
    // The pattern with which the schema of `user_config` refers to another service, within 64 characters.
    private static final Pattern RULE = Pattern.compile("[a-z][-a-z0-9]{0,63}");

    public ServiceName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a service name: " + value);
        }
    }

    /// Whether the API would take this name.
    public static boolean isValid(String text) {
        return RULE.matcher(text).matches();
    }

    /// The name that a person typed.
    ///
    /// @throws FailureException saying the rule, if it breaks it
    public static ServiceName of(String text) throws FailureException {
        if (!isValid(text)) {
            throw new FailureException(Refusal.of(
                    Failure.Kind.NEEDS_ATTENTION, "workstation", Message.of("aiven.name.invalid", text), ""));
        }
        return new ServiceName(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
