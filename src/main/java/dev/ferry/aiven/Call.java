package dev.ferry.aiven;

import dev.ferry.text.Message;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One request, before it is sent.
///
/// @param method `GET`, `POST`, `PUT` or `DELETE`
/// @param path below the API's base, encoded, with its query
/// @param body what is sent as JSON, null for nothing
/// @param missing what it means if the API answers that there is no such thing
/// @param right what a token has to be allowed for it
record Call(String method, String path, @Nullable Map<String, ?> body, Message missing, Right right) {
    private static final String UNRESERVED = "-_.~";

    static Call get(Message missing, String... segments) {
        return new Call("GET", path(segments), null, missing, Right.SEE_SERVICES);
    }

    static Call inProject(String project, String... segments) {
        return below(Message.of("aiven.project.missing"), project, segments);
    }

    static Call forProduct(String project, String... segments) {
        return below(Message.of("aiven.plan.missing"), project, segments);
    }

    static Call of(String project, String service) {
        return below(Message.of("aiven.service.missing", service), project, "service", service);
    }

    static Call below(String project, String service, String... segments) {
        var all = Stream.concat(Stream.of("service", service), Arrays.stream(segments));
        return below(Message.of("aiven.service.missing", service), project, all.toArray(String[]::new));
    }

    static Call keys(String project, String service, String kind, String name) {
        return below(Message.of("aiven.keys.missing", service), project, "service", service, "kms", kind, name);
    }

    Call withQuery(String query) {
        return new Call(method, path + "?" + query, body, missing, right);
    }

    Call as(String method) {
        return new Call(method, path, body, missing, right);
    }

    Call with(Map<String, ?> body) {
        return new Call(method, path, body, missing, right);
    }

    Call needing(Right right) {
        return new Call(method, path, body, missing, right);
    }

    URI at(URI base) {
        return base.resolve(path);
    }

    private static Call below(Message missing, String project, String... segments) {
        var all = Stream.concat(Stream.of("project", project), Arrays.stream(segments));
        return get(missing, all.toArray(String[]::new));
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
