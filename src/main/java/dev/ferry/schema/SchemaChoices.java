package dev.ferry.schema;

import java.util.Map;
import java.util.Objects;

/// What a person has decided about a schema.
///
/// @param policy what to do with a replication that does not suit the target
/// @param replication replication that was chosen, by keyspace; it wins over the policy
/// @param edits what was written in place of a statement, by the statement's id; an empty text leaves it out
public record SchemaChoices(ReplicationPolicy policy, Map<String, Replication> replication, Map<String, String> edits) {
    public SchemaChoices {
        Objects.requireNonNull(policy);
        replication = Map.copyOf(replication);
        edits = Map.copyOf(edits);
    }

    /// Nothing was decided: Ferry repairs what does not suit.
    public static SchemaChoices none() {
        return new SchemaChoices(ReplicationPolicy.REPAIR, Map.of(), Map.of());
    }

    /// The same with other edits.
    public SchemaChoices withEdits(Map<String, String> edits) {
        return new SchemaChoices(policy, replication, edits);
    }
}
