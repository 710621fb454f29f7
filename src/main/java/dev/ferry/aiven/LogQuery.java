package dev.ferry.aiven;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which part of a service's log is wanted (`POST /project/P/service/S/logs`).
///
/// @param order which way to go from the offset
/// @param limit how many lines at most, 1 to 500
/// @param offset where the page before ended, in the API's opaque words; null for the newest lines when going
///     backwards, and for the oldest when going forwards
public record LogQuery(Order order, int limit, @Nullable String offset) {
    /// The most that the API gives at once.
    public static final int MOST = 500;

    public LogQuery {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException(limit + " lines");
        }
    }

    /// Which way a log is read.
    public enum Order {
        /// From the newest line to older ones.
        DESC,
        /// On to newer ones.
        ASC
    }

    /// The newest lines.
    public static LogQuery newest(int limit) {
        return new LogQuery(Order.DESC, limit, null);
    }

    Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("limit", limit);
        body.put("sort_order", order.name().toLowerCase(Locale.ROOT));
        if (offset != null) {
            body.put("offset", offset);
        }
        return body;
    }
}
