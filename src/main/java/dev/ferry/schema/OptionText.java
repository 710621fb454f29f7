package dev.ferry.schema;

import dev.ferry.schema.CqlReading.Read;
import dev.ferry.schema.CqlReading.Span;
import dev.ferry.schema.CqlToken.Kind;
import java.util.Optional;

/// Changes one option within the text of a statement and leaves all else as it stands.
final class OptionText {
    private OptionText() {}

    /// The text with another value of an option; empty if the option is not found.
    static Optional<String> with(String text, String option, String value) {
        return span(text, option)
                .map(span -> text.substring(0, span.start()) + option + " = " + value + text.substring(span.end()));
    }

    /// The text without an option and without the word that joined it to the others.
    static Optional<String> without(String text, String option) {
        return span(text, option).map(span -> without(text, span));
    }

    private static Optional<Span> span(String text, String option) {
        return CqlReader.read(text) instanceof Read read
                ? Optional.ofNullable(read.options().get(option))
                : Optional.empty();
    }

    private static String without(String text, Span span) {
        var tokens = CqlTokens.of(text).stream()
                .filter(each -> each.kind() != Kind.COMMENT)
                .toList();
        var before = tokens.stream().filter(each -> each.end() <= span.start()).reduce((_, last) -> last);
        var after = tokens.stream().filter(each -> each.start() >= span.end()).findFirst();
        var isFirst = before.filter(each -> each.is("with")).isPresent();
        if (isFirst && after.filter(each -> each.is("and")).isPresent()) {
            var next = after.get().end();
            return text.substring(0, span.start()) + text.substring(next).stripLeading();
        }
        var start = before.map(CqlToken::start).orElse(span.start());
        return text.substring(0, start).stripTrailing() + text.substring(span.end());
    }
}
