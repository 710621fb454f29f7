package dev.ferry.ui.nodes;

import dev.ferry.outcome.Failure;
import dev.ferry.run.Fact;
import org.jspecify.annotations.Nullable;

/// What is known of a node's loader beyond its checks.
///
/// @param chosen which one it was decided to be, where it can be used; null if nothing is known
/// @param told how far it is on its way to the node; empty if it is not
/// @param failure why it could not be brought; null if it could
record LoaderSeen(
        Fact.@Nullable LoaderChosen chosen,
        String told,
        @Nullable Failure failure) {
    static final LoaderSeen NOTHING = new LoaderSeen(null, "", null);
}
