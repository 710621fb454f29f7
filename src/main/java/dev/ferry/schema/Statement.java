package dev.ferry.schema;

import java.util.Objects;

/// One CQL statement for the target, exactly as it will be sent.
///
/// @param id stable from plan to plan while it is about the same object: `create.table.shop.orders`
/// @param stage when it runs
/// @param keyspace the keyspace that it is about
/// @param object what it is about, for people: `table shop.orders`
/// @param cql the statement, without a semicolon at its end
public record Statement(String id, Stage stage, String keyspace, String object, String cql) {
    public Statement {
        Objects.requireNonNull(id);
        Objects.requireNonNull(stage);
        Objects.requireNonNull(keyspace);
        Objects.requireNonNull(object);
        Objects.requireNonNull(cql);
    }
}
