package dev.ferry.aiven;

import dev.ferry.text.Message;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One request, before it is sent.
///
/// @param method `GET`, `POST`, `PUT` or `DELETE`
/// @param path below the API's base, encoded, with its query
/// @param body what is sent as JSON, null for nothing
/// @param missing what it means if the API answers that there is no such thing
record Call(String method, String path, @Nullable Map<String, ?> body, Message missing) {
    private static final String UNRESERVED = "-_.~";

    static Call get(Message missing, String... segments) {
        return new Call("GET", path(segments), null, missing);
    }

    Call withQuery(String query) {
        return new Call(method, path + "?" + query, body, missing);
    }

    Call as(String method) {
        return new Call(method, path, body, missing);
    }

    Call with(Map<String, ?> body) {
        return new Call(method, path, body, missing);
    }

    boolean changesNothing() {
        return method.equals("GET");
    }

    URI at(URI base) {
        return base.resolve(path);
    }

    /// Every segment is encoded with nothing left safe, as Aiven's own tool does it: a name with a slash
    /// in it must not lead elsewhere.
    private static String path(String... segments) {
        return Arrays.stream(segments).map(Call::encoded).collect(Collectors.joining("/", "/v1/", ""));
    }

    private static String encoded(String segment) {
        if (segment.isEmpty()) {
            throw new IllegalArgumentException("an empty name in a path");
        }
        // A segment of dots would be taken for a step up.
        var dots = segment.chars().allMatch(c -> c == '.');
        var encoded = new StringBuilder();
        for (var b : segment.getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (b & 0xff);
            var safe = c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0) && !dots;
            encoded.append(safe ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return encoded.toString();
    }
}
