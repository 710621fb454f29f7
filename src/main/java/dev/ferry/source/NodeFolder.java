package dev.ferry.source;

import dev.ferry.artifact.LocalFile;
import dev.ferry.cluster.Machine;
import dev.ferry.cluster.TableFiles;
import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.Remote;
import dev.ferry.ssh.Script;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/// Everything that Ferry puts on a source node: one folder per file system, mode 0700, named
/// `.ferry-<migration>`, beside a data directory, or within it where its parent will not have it.
///
/// ```
/// credentials-<n>/…                             files 0600, in the first folder only
/// loader-<release>/…, java-<n>/…                what Ferry brought, in the first folder only
/// throttle                                      how fast every loader may send, MiB/s
/// stage/<cell>/<n>/<keyspace>/<table>/          hard links to SSTables of a snapshot
/// cells/<cell>/<attempt>/{command,log,err,pid,exit}     in the first folder only
/// cells/launcher/<n>/…                          the same for a launcher, with its queue
/// ```
///
/// A cell is named by the caller; the name may hold letters, digits, `.`, `_` and `-`.
public final class NodeFolder {
    private static final String MAKE = """
            LC_ALL=C; export LC_ALL
            umask 077
            make() {
                [ -d "$1" ] || mkdir -m 700 -- "$1" || exit 1
                [ ! -L "$1" ] && [ "$(stat -c %u -- "$1")" = "$(id -u)" ] || { echo "$1 is not ours" >&2; exit 1; }
                chmod 700 -- "$1" || exit 1
            }
            """;

    // makes the folders, and prints the paths whose files are not there with that content
    private static final String COMPARE = """
            LC_ALL=C; export LC_ALL
            umask 077
            mkdir -p -- "$folder" && cd "$folder" || exit 1
            while read -r sum path; do
                case $path in */*) mkdir -p -- "${path%/*}" || exit 1 ;; esac
                have=
                [ -f "$path" ] && have=$(sha256sum < "$path") && chmod 600 -- "$path"
                [ "${have%% *}" = "$sum" ] || printf '%s\\n' "$path"
            done
            """;

    private static final String LIST = """
            LC_ALL=C; export LC_ALL
            list() {
                [ -e "$1" ] || [ -L "$1" ] || return
                printf '%s\\n' "$1"
                for each in "$1"/* "$1"/.[!.]*; do
                    if [ -e "$each" ] || [ -L "$each" ]; then printf '%s\\n' "$each"; fi
                done
            }
            """;

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Remote remote;
    private final Roots roots;
    private final Stage stage;
    private final Cells cells;
    private final Queue queue;

    private NodeFolder(Remote remote, Roots roots, Duration grace) {
        this.remote = remote;
        this.roots = roots;
        this.stage = new Stage(remote, roots);
        this.cells = new Cells(remote, roots.paths(), grace);
        this.queue = new Queue(remote, roots.paths().getFirst(), cells);
    }

    /// Makes the folders, or finds those made before.
    ///
    /// @param migrationId a safe name
    /// @throws FailureException if a folder cannot be made, is not ours, or a data directory cannot be read
    public static NodeFolder create(Remote remote, Machine machine, String migrationId)
            throws FailureException, InterruptedException {
        return create(remote, machine, migrationId, GRACE);
    }

    /// @param grace how long a stopped process may take to end politely
    static NodeFolder create(Remote remote, Machine machine, String migrationId, Duration grace)
            throws FailureException, InterruptedException {
        var roots = Roots.locate(remote, machine, migrationId);
        var text = roots.paths().stream()
                .map(root -> "make " + Script.quote(root) + "\n")
                .collect(Collectors.joining("", MAKE, ""));
        var ended = remote.run(Script.of(text), LIMIT);
        if (!ended.isZero()) {
            var evidence = Failures.firstLine(ended);
            throw Failures.attention(remote, evidence, "source.folder.not-made", String.join(", ", roots.paths()));
        }
        return new NodeFolder(remote, roots, grace);
    }

    /// Finds the folders made before, and makes none: to look and to clean up.
    public static NodeFolder find(Remote remote, Machine machine, String migrationId)
            throws FailureException, InterruptedException {
        return new NodeFolder(remote, Roots.locate(remote, machine, migrationId), GRACE);
    }

    /// The folders' absolute paths, one per file system; the first also holds credentials and cells.
    public List<String> roots() {
        return roots.paths();
    }

    /// The absolute path of an installed folder such as `credentials-1`.
    public String path(String folder) {
        return roots.paths().getFirst() + "/" + SafeName.check(folder);
    }

    /// Brings files into a folder, mode 0600; those that are there with the same content are left alone.
    ///
    /// @param folder a safe name, for example `credentials-1`
    /// @param files contents by relative path (`conf/cassandra.yaml`); each part of the path a safe name
    public void install(String folder, Map<String, byte[]> files) throws FailureException, InterruptedException {
        var target = path(folder);
        var input = new StringBuilder();
        for (var file : new TreeMap<>(files).entrySet()) {
            for (var part : file.getKey().split("/", -1)) {
                SafeName.check(part);
            }
            input.append(sha256(file.getValue()))
                    .append(' ')
                    .append(file.getKey())
                    .append('\n');
        }
        var text = "folder=" + Script.quote(target) + "\n" + COMPARE;
        var ended = remote.run(Script.of(text).withInput(input.toString()), LIMIT);
        if (!ended.isZero()) {
            throw Failures.attention(remote, Failures.firstLine(ended), "source.install.refused", target);
        }
        for (var path : ended.out().lines().toList()) {
            remote.upload(Objects.requireNonNull(files.get(path)), target + "/" + path, Remote.FileKind.DATA);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Hard-links the SSTables of a table's snapshot to where the loader can read them. Calling it again
    /// gives the same parts; it must not be called while a loader of this cell lives.
    ///
    /// @param tag the snapshot's name
    /// @return one part per file system that holds SSTables of it, more where names collide between data
    ///     directories; none if the listing proves that there is nothing to load
    /// @throws FailureException if the table has folders and none of them has the snapshot, if an SSTable
    ///     lacks its data file, or if what was staged is not what the snapshot holds
    public List<StagedPart> stage(String cell, String tag, TableFiles files)
            throws FailureException, InterruptedException {
        return stage.make(cell, tag, files);
    }

    /// The same for many cells, in two round trips. A cell of which something is not as it should be is left
    /// out: asked for alone, it says what.
    ///
    /// @param cells each with its table
    /// @return the parts of those that were laid ready
    public Map<String, List<StagedPart>> stage(String tag, Map<String, TableFiles> cells)
            throws FailureException, InterruptedException {
        return cells.isEmpty() ? Map.of() : stage.make(tag, cells);
    }

    /// The folder of one attempt at a cell, where `command` and `log` lie; the working directory of its
    /// command.
    public String attemptFolder(String cell, int attempt) {
        return cells.folder(cell, attempt);
    }

    /// Starts a command in a session of its own, which outlives every connection, and returns once its
    /// process is written down. The attempt is claimed atomically: of two that start it, one is told that
    /// it came late.
    ///
    /// @param attempt counted from 1
    /// @param command a POSIX `sh` script, run by the user of these folders in the attempt's folder; starts
    ///     the loader best by `exec`, and names its stage or cell folder in an argument, so that {@link
    ///     #anyProcess(String)} can see it
    public Launch launch(String cell, int attempt, String command) throws FailureException, InterruptedException {
        return cells.launch(Queue.checkCell(cell), attempt, command);
    }

    /// Looks at many cells in one round trip: state, and at most 256 KiB of each output that is new.
    ///
    /// @param positions one per cell
    /// @return by cell
    public Map<String, CellLook> look(Collection<CellPosition> positions)
            throws FailureException, InterruptedException {
        return cells.look(positions);
    }

    /// Reads one attempt at a cell: its command, its state, and at most 128 KiB of each output. Works while
    /// it runs and afterwards, for as long as the folder is there.
    ///
    /// @param logOffset where to start in its standard output; below zero for the last piece of it
    /// @param errOffset where to start in its standard error; below zero for the last piece of it
    /// @throws FailureException if there is no trace of it
    public AttemptLook read(String cell, int attempt, long logOffset, long errOffset)
            throws FailureException, InterruptedException {
        return cells.read(cell, attempt, logOffset, errOffset);
    }

    /// Whether any living process names this cell's stage or cell folder in its arguments, or is written down
    /// as an attempt at it, or is a launcher that has begun it or has it in its queue: a third witness, beside
    /// the journal and the folder.
    public boolean anyProcess(String cell) throws FailureException, InterruptedException {
        return cells.anyProcess(cell);
    }

    /// Ends a cell's processes, the whole session: politely, and after ten seconds by force. Does nothing
    /// where they are gone. Its exit code is written down as after any other end.
    ///
    /// An attempt that waits in a launcher's queue is taken out of it. One that a launcher has begun cannot be
    /// ended alone: the launcher ends with all that it loads, and leaves its queue as it is.
    ///
    /// @throws FailureException if something of it still lives afterwards
    public void stop(String cell, int attempt) throws FailureException, InterruptedException {
        cells.stop(cell, attempt);
    }

    /// Starts a launcher: a process of its own, detached like a cell's, which loads the cells that are put
    /// into its queue.
    ///
    /// @param launcher its number on this node, from 1; no number is used twice
    /// @param command a POSIX `sh` script, run in the launcher's folder
    public Launch startLauncher(int launcher, String command) throws FailureException, InterruptedException {
        return queue.start(launcher, command);
    }

    /// The folder of a launcher, where its queue lies; the working directory of its command.
    public String launcherFolder(int launcher) {
        return queue.folder(launcher);
    }

    /// Puts attempts into a launcher's queue, in this order, in one round trip. An attempt that somebody has
    /// claimed before is passed over. A launcher that is told to close, has closed or is gone takes none: then
    /// nothing of the attempt is left, and its number may be used again.
    ///
    /// @return the cells that this call put in, also those that the launcher has begun since; all, none, or
    ///     the first ones where the launcher closed in between
    /// @throws FailureException if an attempt could not be written down; those before it may be in the queue
    public Set<String> enqueue(int launcher, List<QueuedCell> cells) throws FailureException, InterruptedException {
        return queue.enqueue(launcher, cells);
    }

    /// Takes attempts out of a launcher's queue, in one round trip. Those that it has begun, or is beginning,
    /// stay. What is taken out stays claimed: the number of such an attempt is used up.
    ///
    /// @return the cells that are out of it, by this call or one before: they will never be begun
    public Set<String> withdraw(int launcher, Collection<CellPosition> cells)
            throws FailureException, InterruptedException {
        return queue.withdraw(launcher, cells);
    }

    /// Tells a launcher how many cells it may load at once from now on; with 0 it begins none. One that was
    /// never started will not be from now on: its number is used up.
    public void allow(int launcher, int atOnce) throws FailureException, InterruptedException {
        queue.allow(launcher, atOnce);
    }

    /// Tells every loader on this node how fast it may send from now on.
    ///
    /// @param mebibytesPerSecond 0 for no limit
    public void throttle(int mebibytesPerSecond) throws FailureException, InterruptedException {
        queue.throttle(mebibytesPerSecond);
    }

    /// Tells a launcher to begin no more cells, also none that are in its queue, and to end when it has
    /// finished those that it has begun. One that was never started will not be from now on.
    public void close(int launcher) throws FailureException, InterruptedException {
        queue.close(launcher);
    }

    /// Looks at a launcher: its state and its own output, as with a cell.
    public CellLook lookAtLauncher(int launcher, long logOffset, long errOffset)
            throws FailureException, InterruptedException {
        return queue.look(launcher, logOffset, errOffset);
    }

    /// Ends a launcher with everything that it loads: politely, and after ten seconds by force.
    public void stopLauncher(int launcher) throws FailureException, InterruptedException {
        queue.stop(launcher);
    }

    /// Ends every launcher that lives, known to a journal or not, with everything that it loads.
    public void stopLaunchers() throws FailureException, InterruptedException {
        queue.stopAll();
    }

    /// Brings files into a folder, mode 0600. Files that are there with the same content are left alone, so
    /// that a call that was cut off goes on where it was.
    ///
    /// @param folder a safe name, for example `loader-4.1.10`
    /// @param told is told at the start, after every file and every 4 MiB of a large one how many bytes of all
    ///     are there
    /// @throws FailureException if one of them is not there in the end with the right content
    public void bring(String folder, List<LocalFile> files, LongConsumer told)
            throws FailureException, InterruptedException {
        new Delivery(remote).bring(path(folder), files, told);
    }

    /// Brings an archive with a Java (`.tar.gz`) and unpacks it; does nothing where that was done before. What
    /// was unpacked of another archive is replaced: nothing may run from it then.
    ///
    /// @param folder a safe name, for example `java-17`
    /// @return the absolute path of the `java` in it
    /// @throws FailureException if there is none in it, or it does not run on this machine
    public String bringJava(String folder, LocalFile archive, LongConsumer told)
            throws FailureException, InterruptedException {
        return new UnpackedJava(remote, roots.paths().getFirst()).bring(folder, archive, told);
    }

    /// Removes a cell's hard links on every file system.
    public void removeStage(String cell) throws FailureException, InterruptedException {
        removeStages(List.of(cell));
    }

    /// Removes the hard links of these cells, in one round trip.
    public void removeStages(Collection<String> cells) throws FailureException, InterruptedException {
        stage.remove(cells);
    }

    /// What is there of this migration, by listing: the folders that still exist and what lies directly in
    /// them.
    public List<String> remains() throws FailureException, InterruptedException {
        var text = roots.candidates().stream()
                .map(root -> "list " + Script.quote(root) + "\n")
                .collect(Collectors.joining("", LIST, "echo end\n"));
        var ended = remote.run(Script.of(text), LIMIT);
        var lines = ended.out().lines().toList();
        if (lines.isEmpty() || !lines.getLast().equals("end")) {
            throw Failures.retryable(remote, Failures.firstLine(ended), "source.list.incomplete");
        }
        return lines.subList(0, lines.size() - 1);
    }

    /// Removes the folders.
    ///
    /// @return what is still there afterwards, by listing: nothing if all went well
    /// @throws FailureException if a process still runs from them, a launcher too: then nothing was removed
    public List<String> remove() throws FailureException, InterruptedException {
        if (cells.anyProcess(roots.candidates())) {
            throw Failures.attention(remote, "", "source.folder.in-use", String.join(", ", roots.paths()));
        }
        var text = roots.candidates().stream()
                .map(root -> "rm -rf -- " + Script.quote(root) + "\n")
                .collect(Collectors.joining());
        remote.run(Script.of(text), LIMIT);
        return remains();
    }
}
