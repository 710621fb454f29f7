package dev.ferry.migration;

import dev.ferry.schema.Replication;
import dev.ferry.schema.ReplicationPolicy;
import dev.ferry.schema.SchemaChoices;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How a migration is done.
///
/// @param limits how hard to push
/// @param replication for keyspaces whose replication the user decided: keyspace → data centre → factor
/// @param replicationKept whether the source's replication is to be kept as it is, where Ferry would repair
///     it
/// @param edits statements that the user wrote in place of Ferry's: the statement's id → CQL
/// @param production the clusters that are marked as production: nothing changes them before their name was
///     typed
/// @param dataCentre the source's data centre whose nodes are loaded from; null for all nodes
/// @param dataCentres which data centre of the target takes the place of which of the source, where their
///     replication is worked out: source → target
/// @param javaArchive a file on the workstation with a Java for the nodes, for those that have none that
///     fits; null for none
public record Options(
        Limits limits,
        Map<String, Map<String, Integer>> replication,
        boolean replicationKept,
        Map<String, String> edits,
        Set<Side> production,
        @Nullable String dataCentre,
        Map<String, String> dataCentres,
        @Nullable String javaArchive) {
    /// Where a document was written before edits, marks and the archive were known, it has none.
    public Options(
            Limits limits,
            Map<String, Map<String, Integer>> replication,
            boolean replicationKept,
            @Nullable Map<String, String> edits,
            @Nullable Set<Side> production,
            @Nullable String dataCentre,
            @Nullable Map<String, String> dataCentres,
            @Nullable String javaArchive) {
        this.limits = Objects.requireNonNull(limits);
        this.replication = Map.copyOf(replication);
        this.replicationKept = replicationKept;
        this.edits = edits == null ? Map.of() : Map.copyOf(edits);
        this.production = production == null ? Set.of() : Set.copyOf(production);
        this.dataCentre = dataCentre;
        this.dataCentres = dataCentres == null ? Map.of() : Map.copyOf(dataCentres);
        this.javaArchive = javaArchive;
    }

    /// What suits most: Ferry's limits, replication repaired.
    public static Options usual() {
        return new Options(Limits.usual(), Map.of(), false, Map.of(), Set.of(), null, Map.of(), null);
    }

    /// Whether the nodes of a data centre of the source are loaded from.
    public boolean loadsFrom(String name) {
        return dataCentre == null || dataCentre.equals(name);
    }

    /// What was decided about the schema.
    public SchemaChoices schemaChoices() {
        var chosen = new HashMap<String, Replication>();
        replication.forEach(
                (keyspace, factors) -> chosen.put(keyspace, Replication.networkTopology(new TreeMap<>(factors))));
        var policy = replicationKept ? ReplicationPolicy.KEEP : ReplicationPolicy.REPAIR;
        return new SchemaChoices(policy, chosen, edits, dataCentres);
    }

    /// The same with other decisions about the schema.
    public Options with(SchemaChoices choices) {
        var factors = new HashMap<String, Map<String, Integer>>();
        choices.replication().forEach((keyspace, chosen) -> factors.put(keyspace, chosen.factors()));
        return new Options(
                limits,
                factors,
                choices.policy() == ReplicationPolicy.KEEP,
                choices.edits(),
                production,
                dataCentre,
                choices.dataCentres(),
                javaArchive);
    }

    /// The same with other limits.
    public Options with(Limits limits) {
        return new Options(
                limits, replication, replicationKept, edits, production, dataCentre, dataCentres, javaArchive);
    }

    /// The same with another decision about replication.
    public Options withReplication(Map<String, Map<String, Integer>> replication, boolean isKept) {
        return new Options(limits, replication, isKept, edits, production, dataCentre, dataCentres, javaArchive);
    }

    /// The same with other edits.
    public Options withEdits(Map<String, String> edits) {
        return new Options(
                limits, replication, replicationKept, edits, production, dataCentre, dataCentres, javaArchive);
    }

    /// The same with other clusters marked as production.
    public Options withProduction(Set<Side> production) {
        return new Options(
                limits, replication, replicationKept, edits, production, dataCentre, dataCentres, javaArchive);
    }

    /// The same with another Java for the nodes.
    public Options withJavaArchive(@Nullable String javaArchive) {
        return new Options(
                limits, replication, replicationKept, edits, production, dataCentre, dataCentres, javaArchive);
    }

    /// The same, loading from the nodes of one data centre; null for all nodes.
    public Options withDataCentre(@Nullable String dataCentre) {
        return new Options(
                limits, replication, replicationKept, edits, production, dataCentre, dataCentres, javaArchive);
    }

    /// The same with other data centres in the place of the source's.
    public Options withDataCentres(Map<String, String> dataCentres) {
        return new Options(
                limits, replication, replicationKept, edits, production, dataCentre, dataCentres, javaArchive);
    }
}
