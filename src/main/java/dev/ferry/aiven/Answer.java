package dev.ferry.aiven;

import dev.ferry.json.Json;
import dev.ferry.json.JsonException;
import dev.ferry.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the API said.
///
/// @param status the HTTP status
/// @param body the JSON, `{}` for an empty body; null if it is no JSON, as from a gateway
/// @param retryAfter the header of that name, if sent
record Answer(int status, @Nullable JsonValue body, Optional<String> retryAfter) {
    private static final Set<Integer> PASSING = Set.of(408, 429, 502, 503, 504);

    static Answer of(int status, String body, Optional<String> retryAfter) {
        try {
            return new Answer(status, Json.parse(body.isBlank() ? "{}" : body), retryAfter);
        } catch (JsonException e) {
            return new Answer(status, null, retryAfter);
        }
    }

    /// Whether it worked. A good status may come with errors in its body.
    boolean isGood() {
        return status / 100 == 2
                && body != null
                && body.at("errors").list().isEmpty()
                && !body.at("error").isPresent();
    }

    /// Whether it may work a moment later.
    boolean isPassing() {
        return PASSING.contains(status);
    }

    /// The API's own words, if it has any.
    Optional<String> message() {
        if (body == null) {
            return Optional.empty();
        }
        var first = body.at("errors").list().stream()
                .flatMap(error -> error.at("message").text().stream())
                .findFirst();
        return body.at("message").text().filter(text -> !text.isBlank()).or(() -> first);
    }

    /// Where Aiven explains it, if it says so.
    Optional<String> moreInfo() {
        return body == null
                ? Optional.empty()
                : body.at("errors").list().stream()
                        .flatMap(error -> error.at("more_info").text().stream())
                        .filter(url -> url.startsWith("https://"))
                        .findFirst();
    }

    /// The API's codes for machines; older errors have none.
    List<String> codes() {
        return body == null
                ? List.of()
                : body.at("errors").list().stream()
                        .flatMap(error -> error.at("error_code").text().stream())
                        .toList();
    }
}
