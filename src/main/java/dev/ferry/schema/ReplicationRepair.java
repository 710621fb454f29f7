package dev.ferry.schema;

import dev.ferry.outcome.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Finds the replication that a keyspace shall have on the target.
final class ReplicationRepair {
    /// Where the source says nothing of use.
    private static final int USUAL_FACTOR = 3;

    private final TargetShape target;
    private final ReplicationPolicy policy;
    private final Map<String, Replication> chosen;
    private final Map<String, String> mapped;

    ReplicationRepair(TargetShape target, SchemaChoices choices) {
        this.target = target;
        this.policy = choices.policy();
        this.chosen = choices.replication();
        this.mapped = choices.dataCentres();
    }

    /// A replication, and what has to be said about it.
    record Repaired(Replication replication, List<Finding> findings) {}

    Repaired of(Keyspace source) {
        var own = Optional.ofNullable(chosen.get(source.name()));
        if (own.isPresent()) {
            return chosen(source, own.get());
        }
        return switch (policy) {
            case KEEP -> judged(source, source.replication(), Notice.REPLICATION_FITS);
            case REPAIR -> repaired(source);
        };
    }

    /// A replication that a person chose, judged.
    Repaired chosen(Keyspace source, Replication replication) {
        return judged(source, replication.expandedOver(dataCentres()), Notice.REPLICATION_CHOSEN);
    }

    private Set<String> dataCentres() {
        return target.nodesByDataCentre().keySet();
    }

    private Repaired repaired(Keyspace source) {
        var old = source.replication();
        var suitable = suitable(old);
        var findings = new ArrayList<Finding>();
        findings.add(
                suitable.equals(old)
                        ? Notice.REPLICATION_FITS.at(place(source), old.toString(), old)
                        : changed(old, suitable).at(place(source), old + " → " + suitable, old, suitable));
        findings.addAll(single(source, suitable));
        return new Repaired(suitable, findings);
    }

    /// What somebody asked for needs nobody to look at it again; a copy that gets lost does.
    private Notice changed(Replication old, Replication suitable) {
        var wanted = new TreeMap<>(old.factors());
        wanted.values().removeIf(factor -> factor == 0);
        var isAsked = !wanted.isEmpty()
                && wanted.entrySet().stream()
                        .allMatch(each -> mapped.containsKey(each.getKey())
                                && suitable.factors().getOrDefault(inPlaceOf(each.getKey()), 0) >= each.getValue());
        return isAsked ? Notice.REPLICATION_MAPPED : Notice.REPLICATION_REPAIRED;
    }

    /// The data centre of the target that stands for one of the source: the one that was named, or the one of
    /// the same name.
    private String inPlaceOf(String dataCentre) {
        var named = mapped.getOrDefault(dataCentre, dataCentre);
        return dataCentres().contains(named) ? named : dataCentre;
    }

    /// The replication with the same factors in the data centres that stand for the source's (the larger where
    /// one stands for two), or else with the largest factor in every one, and nowhere more replicas than nodes.
    Replication suitable(Replication old) {
        var factors = new TreeMap<String, Integer>();
        old.factors().forEach((dataCentre, factor) -> {
            var place = inPlaceOf(dataCentre);
            if (factor > 0 && dataCentres().contains(place)) {
                factors.merge(place, atMostNodes(place, factor), Math::max);
            }
        });
        if (factors.isEmpty()) {
            var wanted = Math.max(1, wantedFactor(old));
            dataCentres().forEach(each -> factors.put(each, atMostNodes(each, wanted)));
        }
        return Replication.networkTopology(factors);
    }

    private int wantedFactor(Replication old) {
        var everywhere = old.isEverywhere() ? Integer.MAX_VALUE : USUAL_FACTOR;
        return old.largestFactor().orElse(everywhere);
    }

    private int atMostNodes(String dataCentre, int factor) {
        return Math.min(factor, target.nodesByDataCentre().getOrDefault(dataCentre, factor));
    }

    /// A replication that stays as it is, judged.
    private Repaired judged(Keyspace source, Replication replication, Notice good) {
        var place = place(source);
        var proposal = suitable(source.replication());
        var centres = String.join(", ", dataCentres());
        var text = replication.toString();
        var findings = new ArrayList<Finding>();
        if (!replication.placesReplicaOn(dataCentres())) {
            findings.add(Notice.REPLICATION_NO_REPLICA.at(place, text, text, centres, proposal));
        } else if (namesForeign(replication) && target.version().isAtLeast(4, 0)) {
            findings.add(Notice.REPLICATION_FOREIGN.at(place, text, text, centres, proposal));
        } else {
            findings.add(good.at(place, text, text));
            if (hasTooMany(replication)) {
                findings.add(Notice.REPLICATION_TOO_MANY.at(place, nodes(), text, nodes(), proposal));
            }
            findings.addAll(single(source, replication));
        }
        return new Repaired(replication, findings);
    }

    /// 4.0 and newer refuse data centres that they do not have (`validateExpectedOptions`).
    private boolean namesForeign(Replication replication) {
        return !dataCentres().containsAll(replication.factors().keySet());
    }

    private boolean hasTooMany(Replication replication) {
        return replication.strategy().equals(Replication.SIMPLE)
                ? replication.largestFactor().orElse(0) > target.nodes()
                : replication.factors().entrySet().stream()
                        .anyMatch(each -> each.getValue() > atMostNodes(each.getKey(), each.getValue()));
    }

    private List<Finding> single(Keyspace source, Replication replication) {
        var isSingle = replication.largestFactor().orElse(0) == 1 && target.nodes() > 1;
        return isSingle
                ? List.of(Notice.REPLICATION_SINGLE.at(place(source), replication.toString(), replication))
                : List.of();
    }

    private String nodes() {
        SortedMap<String, Integer> nodes = target.nodesByDataCentre();
        return nodes.toString();
    }

    private static String place(Keyspace keyspace) {
        return "keyspace " + keyspace.name();
    }
}
