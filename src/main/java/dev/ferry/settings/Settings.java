package dev.ferry.settings;

import dev.ferry.migration.Limits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What Ferry remembers of this user. Immutable.
///
/// @param theme light or dark
/// @param recents documents that were opened here, the last one first; each path once
/// @param limits how hard a new migration pushes
/// @param folders where new files go
/// @param bringing where the loaders come from that Ferry brings
/// @param window where the window was; null before the first time
/// @param kept the accounts under which secrets were put into the key ring: names, never secrets; a key
///     ring cannot be asked for a list
/// @param writtenBy the Ferry that wrote it; empty for none
public record Settings(
        Theme theme,
        List<Recent> recents,
        Limits limits,
        Folders folders,
        JarSettings bringing,
        @Nullable WindowPlace window,
        SortedSet<String> kept,
        String writtenBy) {
    /// So many recent documents are remembered.
    public static final int MOST_RECENTS = 200;

    /// Before anybody has said anything.
    public static final Settings USUAL = new Settings(
            Theme.SYSTEM, List.of(), Limits.usual(), Folders.USUAL, JarSettings.USUAL, null, new TreeSet<>(), "");

    public Settings {
        Objects.requireNonNull(theme);
        Objects.requireNonNull(limits);
        Objects.requireNonNull(folders);
        Objects.requireNonNull(bringing);
        Objects.requireNonNull(writtenBy);
        recents = recents.stream().limit(MOST_RECENTS).toList();
        kept = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(kept));
    }

    /// The same with another theme.
    public Settings with(Theme theme) {
        return new Settings(theme, recents, limits, folders, bringing, window, kept, writtenBy);
    }

    /// The same with other limits for new migrations.
    public Settings with(Limits limits) {
        return new Settings(theme, recents, limits, folders, bringing, window, kept, writtenBy);
    }

    /// The same with other folders.
    public Settings with(Folders folders) {
        return new Settings(theme, recents, limits, folders, bringing, window, kept, writtenBy);
    }

    /// The same with other places for the loaders that Ferry brings.
    public Settings with(JarSettings bringing) {
        return new Settings(theme, recents, limits, folders, bringing, window, kept, writtenBy);
    }

    /// The same with the window at another place.
    public Settings with(WindowPlace window) {
        return new Settings(theme, recents, limits, folders, bringing, window, kept, writtenBy);
    }

    /// The same, said to be written by this Ferry.
    Settings writtenBy(String version) {
        return new Settings(theme, recents, limits, folders, bringing, window, kept, version);
    }

    /// A document was opened: it leads the list, and stands in it once.
    public Settings opened(Recent recent) {
        var list = new ArrayList<Recent>();
        list.add(recent);
        recents.stream().filter(other -> !other.path().equals(recent.path())).forEach(list::add);
        return with(list);
    }

    /// A document was looked at: its line says how it stands now. Nothing happens if it is not in the list.
    public Settings seen(Path path, UnaryOperator<Recent> now) {
        var place = path.toAbsolutePath().normalize();
        return with(recents.stream()
                .map(recent -> recent.path().equals(place) ? now.apply(recent) : recent)
                .toList());
    }

    /// A document was found at another place; if that one was in the list already, once is enough.
    public Settings moved(Path from, Path to) {
        var place = to.toAbsolutePath().normalize();
        return recent(from)
                .map(recent -> with(recents.stream()
                        .filter(other -> !other.path().equals(place) || place.equals(recent.path()))
                        .map(other -> other.equals(recent) ? other.at(place) : other)
                        .toList()))
                .orElse(this);
    }

    /// The list without a document; the document itself stays where it is.
    public Settings without(Path path) {
        var place = path.toAbsolutePath().normalize();
        return with(
                recents.stream().filter(recent -> !recent.path().equals(place)).toList());
    }

    /// The document of this path, if it is in the list.
    public Optional<Recent> recent(Path path) {
        var place = path.toAbsolutePath().normalize();
        return recents.stream().filter(recent -> recent.path().equals(place)).findFirst();
    }

    private Settings with(List<Recent> recents) {
        return new Settings(theme, recents, limits, folders, bringing, window, kept, writtenBy);
    }

    /// A secret was put into the key ring under this account.
    public Settings keeping(String account) {
        var more = new TreeSet<>(kept);
        more.add(account);
        return new Settings(theme, recents, limits, folders, bringing, window, more, writtenBy);
    }

    /// The secret of this account was taken out of the key ring.
    public Settings forgetting(String account) {
        var fewer = new TreeSet<>(kept);
        fewer.remove(account);
        return new Settings(theme, recents, limits, folders, bringing, window, fewer, writtenBy);
    }
}
