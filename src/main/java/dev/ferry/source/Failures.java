package dev.ferry.source;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.Ended;
import dev.ferry.ssh.Remote;
import dev.ferry.text.Message;

/// Failures on a source node. The remedy's key is always the cause's with `.remedy`, with the same values.
final class Failures {
    private Failures() {}

    /// A person has to change something.
    static FailureException attention(Remote remote, String evidence, String cause, Object... arguments) {
        return of(Failure.Kind.NEEDS_ATTENTION, remote, evidence, cause, arguments);
    }

    /// Trying again may help.
    static FailureException retryable(Remote remote, String evidence, String cause, Object... arguments) {
        return of(Failure.Kind.RETRYABLE, remote, evidence, cause, arguments);
    }

    private static FailureException of(
            Failure.Kind kind, Remote remote, String evidence, String cause, Object... arguments) {
        var message = Message.of(cause, arguments);
        var remedy = new Message(cause + ".remedy", message.arguments());
        return new FailureException(new Failure(kind, "node " + remote.name(), message, evidence.strip(), remedy));
    }

    /// The first line a script said, on standard error if it said anything there.
    static String firstLine(Ended ended) {
        var said = ended.err().isBlank() ? ended.out() : ended.err();
        return said.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("exit code " + ended.code());
    }
}
