package dev.ferry.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A call that is refused, in the words and shape of Aiven's API (its OpenAPI document: `errors` and
/// `message`).
final class ApiError extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String code;

    /// An error of the older kind, without a code.
    ApiError(int status, String message) {
        this(status, message, null);
    }

    ApiError(int status, String message, @Nullable String code) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static ApiError unauthenticated() {
        return new ApiError(403, "Authentication failed", "authentication_failed");
    }

    static ApiError noSuchService(String service) {
        return new ApiError(404, "Service " + service + " does not exist");
    }

    static ApiError notFound() {
        return new ApiError(404, "Not found");
    }

    static ApiError bad(String message) {
        return new ApiError(400, message, "bad_request");
    }

    Reply reply() {
        var error = new LinkedHashMap<String, Object>();
        if (code != null) {
            error.put("error_code", code);
        }
        error.put("message", String.valueOf(getMessage()));
        error.put("status", status);
        return new Reply(status, Map.of("errors", List.of(error), "message", String.valueOf(getMessage())));
    }
}
