package dev.ferry.simulator;

import dev.ferry.json.JsonValue;
import java.util.List;

/// A request, taken apart.
///
/// @param method `GET`, `POST`, `PUT` or `DELETE`
/// @param path the segments behind `/v1`, decoded
/// @param query what stands behind the question mark, as it came
/// @param body what was sent, an empty object for nothing
/// @param caller who sent it
record Request(String method, List<String> path, String query, JsonValue body, Caller caller) {
    Request {
        path = List.copyOf(path);
    }

    /// Method and path with `*` where a name stands: what {@link Api} switches over.
    String route() {
        var route = new StringBuilder(method);
        for (var i = 0; i < path.size(); i++) {
            route.append('/').append(isName(i) ? "*" : path.get(i));
        }
        return route.toString();
    }

    /// Whether the path leads to a service or something of it.
    boolean isBelowService() {
        return path.size() > 3 && path.get(2).equals("service");
    }

    /// The name at this place of the path.
    String name(int place) {
        return path.get(place);
    }

    private boolean isName(int place) {
        if (place == 0) {
            return false;
        }
        return switch (path.get(place - 1)) {
            case "project" -> place == 1;
            case "service" -> place == 3;
            case "service-types" -> true;
            case "plans", "clouds", "keypairs" -> true;
            case "ca" -> place == 6;
            case "user" -> place == 5;
            default -> false;
        };
    }
}
