package dev.ferry.source;

import java.util.Objects;

/// One staged SSTable.
///
/// @param name the name of its `Data.db` file
/// @param bytes of all its components together
public record StagedFile(String name, long bytes) {
    public StagedFile {
        Objects.requireNonNull(name);
    }
}
