package dev.ferry.ssh;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Redactor;
import dev.ferry.text.Message;
import org.jspecify.annotations.Nullable;

/// One stretch of the way to a machine; makes the failures that happen on it.
///
/// @param from `workstation`, or the server jumped from
/// @param to the server, as `host:port`
record Hop(String from, String to) {
    private static final int LONGEST_EVIDENCE = 500;

    /// The hop's name for people.
    @Override
    public String toString() {
        return from + " → " + to;
    }

    /// A failure on this hop; its remedy's key is the cause's with `.remedy`.
    FailureException failure(Failure.Kind kind, Message cause, String evidence, @Nullable Throwable reason) {
        return failure(toString(), kind, cause, evidence, reason);
    }

    /// A failure at a place that has its own name.
    static FailureException failure(
            String place, Failure.Kind kind, Message cause, String evidence, @Nullable Throwable reason) {
        var remedy = new Message(cause.key() + ".remedy", cause.arguments());
        return new FailureException(new Failure(kind, place, cause, shortened(evidence), remedy), reason);
    }

    /// What an exception and its deepest cause say, without their class names where they say anything.
    static String said(Throwable reason) {
        var deepest = reason;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        var outer = words(reason);
        var inner = words(deepest);
        return outer.contains(inner) ? outer : outer + ": " + inner;
    }

    private static String words(Throwable reason) {
        var message = reason.getMessage();
        return message == null || message.isBlank() ? reason.getClass().getSimpleName() : message.strip();
    }

    private static String shortened(String evidence) {
        var clean = Redactor.redact(evidence.strip());
        return clean.length() <= LONGEST_EVIDENCE ? clean : clean.substring(0, LONGEST_EVIDENCE) + " …";
    }
}
