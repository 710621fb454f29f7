package dev.ferry.source;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// SSTables of one table, ready for one run of the loader.
///
/// @param folder absolute, ends in `…/keyspace/table`
/// @param dataFiles the SSTables in it, by name
public record StagedPart(String folder, List<StagedFile> dataFiles) {
    public StagedPart {
        Objects.requireNonNull(folder);
        dataFiles = List.copyOf(dataFiles);
    }

    /// The formats of its SSTables, by their version letters: `me`, `nb`, `oa`, …
    public Set<String> formats() {
        return dataFiles.stream()
                .flatMap(file -> SSTableFile.of(file.name()).stream())
                .map(SSTableFile::format)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The bytes of all SSTables in it.
    public long bytes() {
        return dataFiles.stream().mapToLong(StagedFile::bytes).sum();
    }
}
