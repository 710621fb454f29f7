package dev.ferry.migration;

import dev.ferry.schema.TableName;
import java.util.Objects;
import java.util.regex.Pattern;

/// One migration, as its user wants it.
///
/// @param id a short unique name, safe in paths and CQL: folders, snapshots and the throwaway login are named after it
/// @param name what the user calls it
/// @param source the cluster that is left
/// @param target the cluster that is reached
/// @param selection which tables move
/// @param options how
public record Migration(
        String id, String name, SourceSettings source, Target target, Selection selection, Options options) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]{3,39}");

    public Migration {
        Objects.requireNonNull(name);
        Objects.requireNonNull(source);
        Objects.requireNonNull(target);
        Objects.requireNonNull(selection);
        Objects.requireNonNull(options);
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not a migration id: " + id);
        }
    }

    /// The name of the snapshot that a pass loads from, the same on all nodes.
    public String snapshotTag(int pass) {
        return "ferry-" + id + "-" + pass;
    }

    /// The name of the throwaway login that the loaders use.
    public String loginName() {
        return "ferry_" + id;
    }

    /// Whether a table is to be moved.
    public boolean moves(TableName table) {
        return selection.takes(table);
    }
}
