package dev.ferry.secrets;

import java.util.Optional;

/// Answers what servers ask while somebody logs in. What was answered is never kept: a one-time code is
/// good once.
@FunctionalInterface
public interface Answering {
    /// Nobody is there to answer.
    Answering NOBODY = inquiry -> Optional.empty();

    /// The answer; empty if there is none, which ends the login. May wait for a person; calls may come from
    /// several threads at once, and whoever asks a person asks one question after the other.
    Optional<Secret> answer(Inquiry inquiry) throws InterruptedException;
}
