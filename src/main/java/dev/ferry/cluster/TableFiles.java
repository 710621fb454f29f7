package dev.ferry.cluster;

import dev.ferry.schema.TableName;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// The live SSTable files of one table on one node, as a sum.
///
/// @param table the table
/// @param id its id, which its folders are named after
/// @param folders the table's folders, one per data directory that has one
/// @param sstables how many SSTables (`*-Data.db`)
/// @param bytes of all their components together
/// @param formats the format letters in the file names: `me`, `nb`, `oa`, …
public record TableFiles(
        TableName table, UUID id, List<String> folders, int sstables, long bytes, Set<String> formats) {
    public TableFiles {
        folders = List.copyOf(folders);
        formats = Set.copyOf(formats);
    }
}
