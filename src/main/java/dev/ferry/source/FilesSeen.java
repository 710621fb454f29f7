package dev.ferry.source;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/// What of a node's data files and limits a survey does not look at.
///
/// @param unreadable how many data files we may not read
/// @param named some of them
/// @param maps how many parts of files a process may map (`vm.max_map_count`); empty if not known
public record FilesSeen(long unreadable, List<String> named, OptionalLong maps) {
    public FilesSeen {
        named = List.copyOf(named);
        Objects.requireNonNull(maps);
    }
}
