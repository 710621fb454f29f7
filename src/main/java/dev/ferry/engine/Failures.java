package dev.ferry.engine;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;

/// Failures that the engine itself finds.
final class Failures {
    private Failures() {}

    /// A failure that a person has to mend, with `key` for its cause and `key.remedy` for the next step.
    static FailureException attention(String hop, String key, String evidence, Object... arguments) {
        return new FailureException(failure(Failure.Kind.NEEDS_ATTENTION, hop, key, evidence, arguments));
    }

    /// A failure value, with `key` for its cause and `key.remedy` for the next step.
    static Failure failure(Failure.Kind kind, String hop, String key, String evidence, Object... arguments) {
        return new Failure(kind, hop, Message.of(key, arguments), evidence, Message.of(key + ".remedy", arguments));
    }
}
