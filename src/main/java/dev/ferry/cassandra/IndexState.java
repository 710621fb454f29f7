package dev.ferry.cassandra;

import java.util.List;

/// How far the build of a secondary index has come, node by node: each node knows only about itself.
///
/// @param built addresses of the nodes that have finished
/// @param unfinished addresses of the nodes that have not
/// @param notAsked addresses of the nodes that could not be asked from here
public record IndexState(List<String> built, List<String> unfinished, List<String> notAsked) {
    public IndexState {
        built = List.copyOf(built);
        unfinished = List.copyOf(unfinished);
        notAsked = List.copyOf(notAsked);
    }

    /// Whether all nodes that could be asked have finished, and there was at least one.
    public boolean isBuiltWhereAsked() {
        return unfinished.isEmpty() && !built.isEmpty();
    }
}
