package dev.ferry.outcome;

import dev.ferry.text.Message;
import java.util.Objects;

/// Why something did not work: where, why, how one can see it, and what to do next.
///
/// @param kind what may be done about it
/// @param hop where on the way it happened, as the user knows it: `workstation → 10.0.0.7:22`, `node
///     10.0.0.7`, …
/// @param cause the reason
/// @param evidence what the other side said, word for word, free of secrets; empty if it said nothing
/// @param remedy the next step
public record Failure(Kind kind, String hop, Message cause, String evidence, Message remedy) {
    public Failure {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(hop);
        Objects.requireNonNull(cause);
        Objects.requireNonNull(evidence);
        Objects.requireNonNull(remedy);
    }

    /// What may be done about a failure.
    public enum Kind {
        /// Trying again later may well work: a network, a busy server.
        RETRYABLE,
        /// A person has to change something first.
        NEEDS_ATTENTION,
        /// It cannot work this way at all.
        FATAL
    }
}
