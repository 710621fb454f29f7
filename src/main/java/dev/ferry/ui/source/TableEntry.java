package dev.ferry.ui.source;

import dev.ferry.schema.TableName;
import java.util.List;

/// A table of the source, with what it has on all nodes together.
///
/// @param name the table
/// @param nodes how many nodes hold SSTables of it
/// @param sstables how many SSTables on all nodes
/// @param bytes their size
/// @param formats the format letters of their files, sorted
record TableEntry(TableName name, int nodes, int sstables, long bytes, List<String> formats) {
    TableEntry {
        formats = List.copyOf(formats);
    }
}
