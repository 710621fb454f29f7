package dev.ferry.schema;

import java.util.Map;
import java.util.Objects;

/// What a person has decided about a schema.
///
/// @param policy what to do with a replication that does not suit the target
/// @param replication replication that was chosen, by keyspace; it wins over the policy
/// @param edits what was written in place of a statement, by the statement's id; an empty text leaves it out
/// @param dataCentres which data centre of the target takes the place of which of the source, where a
///     replication is worked out: source → target
public record SchemaChoices(
        ReplicationPolicy policy,
        Map<String, Replication> replication,
        Map<String, String> edits,
        Map<String, String> dataCentres) {
    public SchemaChoices {
        Objects.requireNonNull(policy);
        replication = Map.copyOf(replication);
        edits = Map.copyOf(edits);
        dataCentres = Map.copyOf(dataCentres);
    }

    /// Choices that say nothing of data centres.
    public SchemaChoices(ReplicationPolicy policy, Map<String, Replication> replication, Map<String, String> edits) {
        this(policy, replication, edits, Map.of());
    }

    /// Nothing was decided: Ferry repairs what does not suit.
    public static SchemaChoices none() {
        return new SchemaChoices(ReplicationPolicy.REPAIR, Map.of(), Map.of());
    }

    /// The same with other edits.
    public SchemaChoices withEdits(Map<String, String> edits) {
        return new SchemaChoices(policy, replication, edits, dataCentres);
    }

    /// The same with other data centres in the place of the source's.
    public SchemaChoices withDataCentres(Map<String, String> dataCentres) {
        return new SchemaChoices(policy, replication, edits, dataCentres);
    }
}
