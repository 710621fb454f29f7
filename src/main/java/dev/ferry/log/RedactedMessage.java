package dev.ferry.log;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.ferry.secrets.Redactor;

/// The message of a log line with its stack trace, free of every known secret: `%redacted` in the pattern.
public final class RedactedMessage extends ThrowableProxyConverter {
    @Override
    public String convert(ILoggingEvent event) {
        return Redactor.redact(event.getFormattedMessage() + System.lineSeparator() + super.convert(event));
    }
}
