package dev.ferry.migration;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A migration while its user still writes it down: it may lack where from and where to.
///
/// @param id as in {@link Migration}
/// @param name what the user calls it
/// @param source the cluster that is left; null before anything is said of it
/// @param target the cluster that is reached; null before anything is said of it
/// @param selection which tables move
/// @param options how
public record Draft(
        String id,
        String name,
        @Nullable SourceSettings source,
        @Nullable Target target,
        Selection selection,
        Options options) {
    public Draft {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        Objects.requireNonNull(selection);
        Objects.requireNonNull(options);
    }

    /// A new draft with an id of its own and nothing else but a name.
    public static Draft named(String name) {
        return new Draft(Migration.newId(), name, null, null, Selection.everything(), Options.usual());
    }

    /// A whole migration as a draft.
    public static Draft of(Migration migration) {
        return new Draft(
                migration.id(),
                migration.name(),
                migration.source(),
                migration.target(),
                migration.selection(),
                migration.options());
    }

    /// The migration, once it is known where from and where to.
    public Optional<Migration> migration() {
        return source == null || target == null
                ? Optional.empty()
                : Optional.of(new Migration(id, name, source, target, selection, options));
    }

    /// Where its secrets come from, as far as it is written down.
    public Set<String> secretSources() {
        var sources = new TreeSet<String>();
        if (source != null) {
            sources.addAll(source.secretSources());
        }
        if (target != null) {
            sources.addAll(target.secretSources());
        }
        return sources;
    }

    /// The same from another source.
    public Draft with(@Nullable SourceSettings source) {
        return new Draft(id, name, source, target, selection, options);
    }

    /// The same to another target.
    public Draft with(@Nullable Target target) {
        return new Draft(id, name, source, target, selection, options);
    }

    /// The same with another selection.
    public Draft with(Selection selection) {
        return new Draft(id, name, source, target, selection, options);
    }

    /// The same with other options.
    public Draft with(Options options) {
        return new Draft(id, name, source, target, selection, options);
    }

    /// The same under another name.
    public Draft renamed(String name) {
        return new Draft(id, name, source, target, selection, options);
    }
}
