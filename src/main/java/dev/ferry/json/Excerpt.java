package dev.ferry.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.ferry.secrets.Redactor;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Says what is wrong with a JSON text, without its values: a broken answer may hold a password that
/// nobody has met yet, so that {@link Redactor} cannot know it.
final class Excerpt {
    private static final int BEFORE = 40;
    private static final int AFTER = 20;
    private static final int LONGEST_REASON = 200;
    private static final String MASKED = "…";
    private static final Set<String> LITERALS = Set.of("true", "false", "null");

    // What Jackson quotes in its messages: values, tokens, ids. A single character may stay.
    private static final Pattern QUOTED = Pattern.compile("'[^']{2,}'|\"[^\"]{2,}\"|\\[Source:[^\\]]*]");

    private final String text;
    private final int from;
    private final int to;
    private final StringBuilder shown = new StringBuilder();

    private Excerpt(String text, int around) {
        this.text = text;
        this.from = Math.max(0, around - BEFORE);
        this.to = Math.min(text.length(), around + AFTER);
    }

    static JsonException exception(JsonProcessingException e, String text) {
        var location = e.getLocation();
        if (location == null || location.getCharOffset() < 0) {
            return new JsonException(reason(e), 0, 0, "");
        }
        var excerpt = new Excerpt(text, (int) Math.min(location.getCharOffset(), text.length())).mask();
        return new JsonException(reason(e), location.getLineNr(), location.getColumnNr(), Redactor.redact(excerpt));
    }

    private static String reason(JsonProcessingException e) {
        if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return "no " + mismatch.getTargetType().getSimpleName() + " at " + path(mismatch);
        }
        var message = QUOTED.matcher(String.valueOf(e.getOriginalMessage())).replaceAll(MASKED);
        var reason = e instanceof JsonMappingException mapping ? message + " at " + path(mapping) : message;
        return Redactor.redact(reason.substring(0, Math.min(LONGEST_REASON, reason.length())));
    }

    private static String path(JsonMappingException e) {
        var path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "the top" : path;
    }

    /// Reads from the start, because only so is it known which quotation marks open a text; shows what
    /// lies in the window: names of properties, punctuation, numbers, literals.
    private String mask() {
        for (var at = 0; at < to; ) {
            var c = text.charAt(at);
            var end = c == '"' ? endOfText(at) : isWord(c) ? endOfWord(at) : at + 1;
            if (end > from) {
                show(at, end);
            }
            at = end;
        }
        return shown.toString().strip();
    }

    private void show(int at, int end) {
        var token = text.substring(at, end);
        if (token.startsWith("\"")) {
            shown.append(isName(end) ? token : '"' + MASKED + '"');
        } else if (isWord(token.charAt(0))) {
            shown.append(LITERALS.contains(token) || isNumber(token) ? token : MASKED);
        } else {
            shown.append(Character.isWhitespace(token.charAt(0)) ? " " : token);
        }
    }

    private int endOfText(int start) {
        var at = start + 1;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, text.length());
    }

    private int endOfWord(int start) {
        var at = start;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private boolean isName(int end) {
        var at = end;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() && text.charAt(at) == ':';
    }

    private static boolean isNumber(String token) {
        return token.length() < 10 && token.chars().allMatch(Character::isDigit);
    }

    private static boolean isWord(int c) {
        return !Character.isWhitespace(c) && "{}[]:,\"".indexOf(c) < 0;
    }
}
