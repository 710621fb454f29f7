package dev.ferry.source;

import dev.ferry.cluster.Loader;
import dev.ferry.cluster.Machine;
import dev.ferry.outcome.FailureException;
import dev.ferry.outcome.Finding;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.schema.TableName;
import dev.ferry.ssh.Remote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A Cassandra node as its machine shows it, and what `nodetool` can do there.
///
/// Every method may be called first; where the node's parts lie is looked up once and remembered.
public final class SourceNode {
    /// The class that Cassandra's process runs: a word of its arguments.
    public static final String PROCESS = "org.apache.cassandra.service.CassandraDaemon";

    private static final Duration LOCATE_LIMIT = Duration.ofMinutes(1);
    private static final Duration FILES_LIMIT = Duration.ofMinutes(5);
    private static final Duration SHORT_LIMIT = Duration.ofMinutes(2);
    private static final Duration SNAPSHOT_LIMIT = Duration.ofMinutes(15);
    private static final Duration FLUSH_LIMIT = Duration.ofMinutes(60);

    // one argument of a program holds at most 128 KiB on Linux
    private static final int LONGEST_TABLE_LIST = 90_000;
    private static final Pattern RELEASE = Pattern.compile("ReleaseVersion: *(\\S+)");

    private final Remote remote;
    private final NodeHint hint;
    private volatile @Nullable Place known;

    /// A node on this machine.
    public SourceNode(Remote remote, NodeHint hint) {
        this.remote = Objects.requireNonNull(remote);
        this.hint = Objects.requireNonNull(hint);
    }

    /// Looks at everything again, in two round trips, and changes nothing. A third is needed where the
    /// loader's jar does not tell its release: then `nodetool version` does.
    ///
    /// @param tables the tables of the user's keyspaces with their ids, which tell the live folder of a
    ///     table from those of its dropped namesakes
    /// @throws FailureException if no `cassandra.yaml` is found or it cannot be read
    public Machine survey(Map<TableName, UUID> tables) throws FailureException, InterruptedException {
        var place = locate();
        var ended = remote.run(FilesScript.of(place.dataDirectories(), tables.keySet()), FILES_LIMIT);
        var files = FilesScript.read(ended.out(), tables);
        if (!files.isComplete()) {
            throw Failures.retryable(remote, Failures.firstLine(ended), "source.list.incomplete");
        }
        return new Machine(
                place.user(),
                place.cassandraUser().isEmpty() ? files.owner() : place.cassandraUser(),
                place.configuration(),
                files.directories(),
                loader(place),
                place.nodetool(),
                files.tables(),
                place.javas(),
                place.surroundings());
    }

    private Place locate() throws FailureException, InterruptedException {
        var sent = System.currentTimeMillis();
        var ended = remote.run(LocateScript.of(hint), LOCATE_LIMIT);
        var received = System.currentTimeMillis();
        var located = Located.read(ended.out());
        if (!located.isComplete()) {
            throw Failures.retryable(remote, Failures.firstLine(ended), "source.list.incomplete");
        }
        var place = Place.choose(remote, hint, located, new Around(located).seen(sent, received));
        known = place;
        return place;
    }

    private Place place() throws FailureException, InterruptedException {
        var place = known;
        return place == null ? locate() : place;
    }

    private @Nullable Loader loader(Place place) throws FailureException, InterruptedException {
        var path = place.loaderPath();
        var found = place.loader();
        if (path == null || found == null) {
            return null;
        }
        var release = found.version().isEmpty() && place.nodetool() != null
                ? release(place)
                : Optional.<CassandraVersion>empty();
        return found.loader(path, release);
    }

    private Optional<CassandraVersion> release(Place place) throws FailureException, InterruptedException {
        var matcher = RELEASE.matcher(nodetool(place).run(SHORT_LIMIT, "version"));
        return matcher.find() ? Optional.of(CassandraVersion.of(matcher.group(1))) : Optional.empty();
    }

    private Nodetool nodetool(Place place) throws FailureException {
        var path = place.nodetool();
        if (path == null) {
            throw Failures.attention(remote, "", "source.nodetool.missing");
        }
        return new Nodetool(remote, path, place.nodetoolOptions(), hint.jmx().login());
    }

    /// Looks at what a survey does not: files that we may not read, and limits of the machine.
    ///
    /// @param folders the data directories
    public FilesSeen checkFiles(List<String> folders) throws FailureException, InterruptedException {
        return new NodeChecks(remote).look(folders);
    }

    /// What the node says of itself: `nodetool info`.
    ///
    /// @throws FailureException if there is no `nodetool`, or it was not let in
    public String information() throws FailureException, InterruptedException {
        return nodetool(place()).run(SHORT_LIMIT, "info");
    }

    /// The ring as this node sees it: `nodetool status` and `describecluster`.
    public RingAnswer ring() throws FailureException, InterruptedException {
        var nodetool = nodetool(place());
        return RingAnswer.read(
                nodetool.run(SHORT_LIMIT, "status") + "\n" + nodetool.run(SHORT_LIMIT, "describecluster"));
    }

    /// Writes what is in memory to files: `nodetool flush`, all keyspaces.
    public void flush() throws FailureException, InterruptedException {
        nodetool(place()).run(FLUSH_LIMIT, "flush");
    }

    /// Takes a named snapshot of these tables, and proves by listing that every one of them has it. Tables
    /// that already have it are passed over, so that an interrupted call can be made again.
    ///
    /// @param tag the snapshot's name: letters, digits, `.`, `_` and `-`
    public void snapshot(String tag, Collection<TableName> tables) throws FailureException, InterruptedException {
        var has = snapshotTables(tag);
        var missing =
                tables.stream().filter(table -> !has.contains(table)).distinct().toList();
        if (missing.isEmpty()) {
            return;
        }
        var nodetool = nodetool(place());
        for (var list : lists(missing)) {
            // -kc is known to all versions; -kt, its newer name, to 3.0 and newer
            nodetool.run(SNAPSHOT_LIMIT, "snapshot", "-t", tag, "-kc", list);
        }
        var proven = snapshotTables(tag);
        var lacking = missing.stream()
                .filter(table -> !proven.contains(table))
                .map(TableName::toString)
                .toList();
        if (!lacking.isEmpty()) {
            var evidence = String.join(", ", lacking.subList(0, Math.min(20, lacking.size())));
            throw Failures.attention(remote, evidence, "source.snapshot.incomplete", tag, lacking.size());
        }
    }

    /// The tables' names, in lists short enough for one argument.
    static List<String> lists(List<TableName> tables) {
        var lists = new ArrayList<String>();
        var list = new StringBuilder();
        for (var table : tables) {
            var name = table.toString();
            if (!list.isEmpty() && list.length() + 1 + name.length() > LONGEST_TABLE_LIST) {
                lists.add(list.toString());
                list.setLength(0);
            }
            list.append(list.isEmpty() ? "" : ",").append(name);
        }
        lists.add(list.toString());
        return lists;
    }

    /// Whether anything of a snapshot lies in any data directory.
    public boolean hasSnapshot(String tag) throws FailureException, InterruptedException {
        return !snapshots(tag).folders().isEmpty();
    }

    /// The tables whose snapshot of that name is complete, that is, has its `manifest.json`, which
    /// Cassandra writes last (`ColumnFamilyStore.snapshotWithoutMemtable`).
    public Set<TableName> snapshotTables(String tag) throws FailureException, InterruptedException {
        return snapshots(tag).complete();
    }

    private Snapshots snapshots(String tag) throws FailureException, InterruptedException {
        return Snapshots.list(remote, place().dataDirectories(), tag);
    }

    /// Removes a snapshot, and proves by listing that no data directory holds any of it.
    public void clearSnapshot(String tag) throws FailureException, InterruptedException {
        if (!hasSnapshot(tag)) {
            return;
        }
        nodetool(place()).run(SNAPSHOT_LIMIT, "clearsnapshot", "-t", tag);
        var left = snapshots(tag).folders();
        if (!left.isEmpty()) {
            var evidence = left.stream().limit(5).collect(Collectors.joining("\n"));
            throw Failures.attention(remote, evidence, "source.snapshot.left", tag, left.size());
        }
    }

    /// Tries what loading will need: whether Ferry's folder can be made on every file system with SSTables,
    /// whether a real SSTable can be hard-linked into it, and how much is free. What it makes it removes.
    ///
    /// @param migrationId names the folder
    public List<Finding> checkFolders(Machine machine, String migrationId)
            throws FailureException, InterruptedException {
        return checkFolders(machine, migrationId, Bringing.nothing());
    }

    /// The same where software has to be brought: also whether there is room for it in the first folder, and
    /// for a Java, whether a program can be run from there.
    ///
    /// @param bringing what is not there yet
    public List<Finding> checkFolders(Machine machine, String migrationId, Bringing bringing)
            throws FailureException, InterruptedException {
        return new FolderCheck(remote, machine).with(Roots.locate(remote, machine, migrationId), bringing);
    }
}
