package dev.ferry.simulator;

import dev.ferry.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A service's `user_config`: the keys that Cassandra services had when the schema was last published.
final class UserConfig {
    private static final Map<String, Predicate<JsonValue>> NESTED = Map.of(
            "batch_size_warn_threshold_in_kb", range(1, 1_000_000),
            "batch_size_fail_threshold_in_kb", range(1, 1_000_000),
            "datacenter", matching("\\S{1,128}"),
            "read_request_timeout_in_ms", range(1000, 10_000),
            "write_request_timeout_in_ms", range(1000, 10_000));

    private static final Map<String, Predicate<JsonValue>> KEYS = Map.ofEntries(
            Map.entry("additional_backup_regions", value -> value.list().size() <= 1),
            Map.entry("backup_hour", range(0, 23)),
            Map.entry("backup_minute", range(0, 59)),
            Map.entry("cassandra", value -> true),
            Map.entry("cassandra_version", matching("[0-9]+(\\.[0-9]+)?")),
            Map.entry(
                    "ip_filter",
                    value -> !value.list().isEmpty() && value.list().size() <= 8000),
            Map.entry("migrate_sstableloader", matching("true|false")),
            Map.entry("private_access", value -> true),
            Map.entry("public_access", value -> true),
            Map.entry("project_to_fork_from", matching("([a-z][-a-z0-9]{0,62})?")),
            Map.entry("service_to_fork_from", matching("([a-z][-a-z0-9]{0,63})?")),
            Map.entry("service_to_join_with", matching("[a-z][-a-z0-9]{0,63}")),
            Map.entry("service_log", matching("true|false")),
            Map.entry("static_ips", matching("true|false")));

    private final Map<String, Object> values = new LinkedHashMap<>();

    // Kept apart: an update of another key under `cassandra` must not change it.
    private final String dataCentre;

    private UserConfig(String dataCentre) {
        this.dataCentre = dataCentre;
    }

    /// The configuration of a new service.
    ///
    /// @param beyond versions that can be had besides those that are on sale
    static UserConfig created(JsonValue wanted, Set<String> beyond) throws ApiError {
        check(wanted);
        var config = new UserConfig(wanted.at("cassandra", "datacenter").text("aiven"));
        config.values.put("cassandra_version", Catalogue.DEFAULT_VERSION);
        config.values.put("ip_filter", List.of("0.0.0.0/0", "::/0"));
        config.put(wanted);
        if (!Catalogue.isAvailable(config.version()) && !beyond.contains(config.version())) {
            throw ApiError.bad("Invalid 'user_config': cassandra_version " + config.version() + " is not available");
        }
        return config;
    }

    /// Takes over the keys that an update names; the others stay.
    void merge(JsonValue wanted) throws ApiError {
        check(wanted);
        if (!migrationMode() && wanted.at("migrate_sstableloader").isTrue()) {
            throw ApiError.bad("Invalid 'user_config': migrate_sstableloader can only be enabled on service create");
        }
        var dataCentre = wanted.at("cassandra", "datacenter").text();
        if (dataCentre.isPresent() && !dataCentre.get().equals(dataCentre())) {
            throw ApiError.bad("Invalid 'user_config': cassandra.datacenter can only be set on service create");
        }
        put(wanted);
    }

    /// The configuration as it is now.
    UserConfig copy() {
        var copy = new UserConfig(dataCentre);
        copy.values.putAll(values);
        return copy;
    }

    boolean migrationMode() {
        return "true".equals(text("migrate_sstableloader"));
    }

    String version() {
        return String.valueOf(text("cassandra_version"));
    }

    String dataCentre() {
        return dataCentre;
    }

    Map<String, Object> view() {
        return new LinkedHashMap<>(values);
    }

    /// Names of the keys, in the manner of a JSON schema.
    static Map<String, Object> schema() {
        var properties = new LinkedHashMap<String, Object>();
        KEYS.keySet().stream().sorted().forEach(key -> properties.put(key, Map.of()));
        return Map.of("type", "object", "additionalProperties", false, "properties", properties);
    }

    private void put(JsonValue wanted) {
        wanted.fields().forEach((key, value) -> {
            if (value.isPresent()) {
                values.put(key, value);
            } else {
                values.remove(key);
            }
        });
    }

    private @Nullable String text(String key) {
        return values.get(key) instanceof JsonValue value ? value.text("") : (String) values.get(key);
    }

    private static void check(JsonValue wanted) throws ApiError {
        check(wanted.fields(), KEYS, "");
        check(wanted.at("cassandra").fields(), NESTED, "cassandra.");
    }

    private static void check(Map<String, JsonValue> wanted, Map<String, Predicate<JsonValue>> known, String prefix)
            throws ApiError {
        for (var entry : wanted.entrySet()) {
            var rule = known.get(entry.getKey());
            if (rule == null) {
                throw ApiError.bad("Invalid 'user_config': unknown key " + prefix + entry.getKey());
            }
            if (entry.getValue().isPresent() && !rule.test(entry.getValue())) {
                throw ApiError.bad("Invalid 'user_config': invalid value for " + prefix + entry.getKey());
            }
        }
    }

    private static Predicate<JsonValue> range(long from, long to) {
        return value -> value.number().isPresent() && value.number(0) >= from && value.number(0) <= to;
    }

    private static Predicate<JsonValue> matching(String pattern) {
        return value -> value.text("\n").matches(pattern);
    }
}
