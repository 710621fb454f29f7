package dev.ferry.loader;

import java.util.Objects;
import java.util.Set;

/// What a loader was given to do.
///
/// @param node the source node, as the user knows it
/// @param dataFiles the names of the staged `*-Data.db` files; never empty: a table without any is not
///     loaded at all
/// @param targetNodes the addresses of the target nodes that each must get every row (all of them where
///     the replication factor equals the number of nodes); empty where it depends on the rows who gets
///     any
public record Staged(String node, Set<String> dataFiles, Set<String> targetNodes) {
    public Staged {
        Objects.requireNonNull(node);
        dataFiles = Set.copyOf(dataFiles);
        targetNodes = Set.copyOf(targetNodes);
        if (dataFiles.isEmpty()) {
            throw new IllegalArgumentException("nothing staged, nothing to judge");
        }
    }
}
