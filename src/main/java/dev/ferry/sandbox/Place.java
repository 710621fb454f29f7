package dev.ferry.sandbox;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/// Where a node stands, as its snitch says.
///
/// @param dataCentre the data centre's name
/// @param rack the rack's name
public record Place(String dataCentre, String rack) {
    private static final String RACK = "rack1";

    public Place {
        Objects.requireNonNull(dataCentre);
        Objects.requireNonNull(rack);
    }

    /// In the one rack of a data centre.
    public static Place in(String dataCentre) {
        return new Place(dataCentre, RACK);
    }

    /// So many nodes dealt out to data centres, in order; the first ones have more where it does not come out
    /// even.
    public static List<Place> dealt(int nodes, List<String> dataCentres) {
        return IntStream.range(0, nodes)
                .mapToObj(node -> in(dataCentres.get(node * dataCentres.size() / nodes)))
                .toList();
    }
}
