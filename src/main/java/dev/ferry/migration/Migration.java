package dev.ferry.migration;

import dev.ferry.schema.TableName;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
        var sources = new TreeSet<String>();
        addPassword(sources, source.login());
        add(sources, source.ssh().passphrase());
        add(sources, source.ssh().password());
        add(sources, source.ssh().sudoPassword());
        switch (target) {
            case Target.AivenService service -> add(sources, service.token());
            case Target.CassandraCluster cluster -> addPassword(sources, cluster.login());
        }
        return sources;
    }

    private static void addPassword(Set<String> sources, SourceSettings.@Nullable Login login) {
        add(sources, login == null ? null : login.password());
    }

    private static void add(Set<String> sources, @Nullable String source) {
        if (source != null) {
            sources.add(source);
        }
    }

    /// Whether a table is to be moved.
    public boolean moves(TableName table) {
        return selection.takes(table);
    }
}
