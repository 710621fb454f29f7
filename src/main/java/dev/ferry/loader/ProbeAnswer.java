package dev.ferry.loader;

import dev.ferry.outcome.Finding;
import java.util.List;

/// Reads what the probe on a node answered.
public final class ProbeAnswer {
    private ProbeAnswer() {}

    /// One finding for every port of every target node that was asked about, in the order of the request. A port about
    /// which nothing was said is blocked too.
    ///
    /// @param node the source node, as the user knows it
    /// @param request what was asked
    /// @param output what the probe wrote to standard output
    public static List<Finding> parse(String node, ProbeRequest request, String output) {
        throw new UnsupportedOperationException();
    }
}
