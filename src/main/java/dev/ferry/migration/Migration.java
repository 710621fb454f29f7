package dev.ferry.migration;

import dev.ferry.schema.TableName;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// One migration, as its user wants it.
///
/// @param id a short unique name, safe in paths and CQL: folders, snapshots and the throwaway login are
///     named after it
/// @param name what the user calls it
/// @param source the cluster that is left
/// @param target the cluster that is reached
/// @param selection which tables move
/// @param options how
public record Migration(
        String id, String name, SourceSettings source, Target target, Selection selection, Options options) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]{3,39}");

    private static final int ID_BYTES = 5;

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

    /// An id that no other migration has.
    public static String newId() {
        var bytes = new byte[ID_BYTES];
        new SecureRandom().nextBytes(bytes);
        return "m" + HexFormat.of().formatHex(bytes);
    }

    /// The name of the snapshot that a pass of a plan loads from, the same on all nodes.
    public String snapshotTag(String plan, int pass) {
        return "ferry-" + id + "-" + plan + "-" + pass;
    }

    /// The name of the throwaway login that the loaders use.
    public String loginName() {
        return "ferry_" + id;
    }

    /// Where its secrets come from: every source that is written down in it, each once.
    public Set<String> secretSources() {
        var sources = new TreeSet<>(source.secretSources());
        sources.addAll(target.secretSources());
        return sources;
    }

    /// Whether a table is to be moved.
    public boolean moves(TableName table) {
        return selection.takes(table);
    }
}
