package dev.ferry.outcome;

import dev.ferry.text.Message;
import java.util.Objects;

/// One thing that the schema comparison or preflight noticed.
///
/// @param code a stable short name of the kind of finding, for example `schema.replication.no-replica`
/// @param severity how much it weighs
/// @param place what it is about, as the user knows it: `keyspace shop`, `table shop.orders`, `10.0.0.7 →
/// 10.1.0.3:24512`
/// @param reason what was noticed
/// @param evidence what was seen, word for word, free of secrets; empty if there is nothing to quote
/// @param remedy what to do, or what Ferry does about it
public record Finding(String code, Severity severity, String place, Message reason, String evidence, Message remedy) {
    public Finding {
        Objects.requireNonNull(code);
        Objects.requireNonNull(severity);
        Objects.requireNonNull(place);
        Objects.requireNonNull(reason);
        Objects.requireNonNull(evidence);
        Objects.requireNonNull(remedy);
    }
}
