package dev.ferry.source;

import dev.ferry.cluster.TableFiles;
import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.Ended;
import dev.ferry.ssh.Remote;
import dev.ferry.ssh.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hard links to the SSTables of a snapshot, laid out as the loader wants them: `…/keyspace/table/`.
final class Stage {
    private static final Logger LOG = LoggerFactory.getLogger(Stage.class);
    private static final Duration LIMIT = Duration.ofMinutes(15);

    // reads lines "cell <name>", "gone <folder>" (removes it), "list <folder of a table>"
    private static final String LIST = """
            LC_ALL=C; export LC_ALL
            gone() {
                [ -e "$1" ] || [ -L "$1" ] || return
                rm -rf -- "$1"
                [ ! -e "$1" ] || printf 'left %s\\n' "$1"
            }
            list() {
                [ -d "$1" ] || return
                [ -r "$1" ] && [ -x "$1" ] || { printf 'unreadable %s\\n' "$1"; return; }
                printf 'table %s\\n' "$1"
                [ -d "$1/snapshots/$2" ] || return
                cd "$1/snapshots/$2" || { printf 'unreadable %s\\n' "$1"; return; }
                printf 'snapshot %s\\n' "$1/snapshots/$2"
                find . -maxdepth 1 -type f -exec stat -c '%s %n' {} + < /dev/null
            }
            while IFS=' ' read -r kind value; do
                case $kind in
                    cell) printf 'cell %s\\n' "$value" ;;
                    gone) gone "$value" ;;
                    list) list "$value" "$tag" ;;
                esac
            done
            echo end
            """;

    // reads folders, one a line, and prints those that cannot be removed
    private static final String REMOVE = """
            LC_ALL=C; export LC_ALL
            set --
            while IFS= read -r folder; do set -- "$@" "$folder"; done
            rm -rf -- "$@"
            for folder; do [ ! -e "$folder" ] || printf 'left %s\\n' "$folder"; done
            echo end
            """;

    // reads lines "from <folder>", "to <folder>", "f <name>"; links many files with one ln
    private static final String LINK = """
            LC_ALL=C; export LC_ALL
            umask 077
            link() { [ $# -eq 0 ] || ln -- "$@" "$to/"; }
            set --
            while IFS=' ' read -r kind value; do
                case $kind in
                    from) link "$@" || exit 1; set --; from=$value ;;
                    to) to=$value; mkdir -p -- "$to" || exit 1 ;;
                    f)
                        set -- "$@" "$from/$value"
                        [ $# -lt 200 ] || { link "$@" || exit 1; set --; }
                        ;;
                esac
            done
            link "$@" || exit 1
            """;

    private final Remote remote;
    private final Roots roots;

    Stage(Remote remote, Roots roots) {
        this.remote = remote;
        this.roots = roots;
    }

    /// The parts of a cell, linked anew.
    List<StagedPart> make(String cell, String tag, TableFiles files) throws FailureException, InterruptedException {
        var lines = list(tag, Map.of(cell, files)).getOrDefault(cell, List.of());
        var parts = parts(cell, files, read(lines, tag, files));
        if (!parts.isEmpty()) {
            link(parts);
        }
        return parts.stream().map(Part::staged).toList();
    }

    /// The parts of many cells, linked anew, in two round trips. A cell of which something is not as it should
    /// be is left out: asked for alone, it says what.
    Map<String, List<StagedPart>> make(String tag, Map<String, TableFiles> cells)
            throws FailureException, InterruptedException {
        var listed = list(tag, cells);
        var found = new LinkedHashMap<String, List<Part>>();
        for (var cell : cells.entrySet()) {
            try {
                var lines = listed.getOrDefault(cell.getKey(), List.of());
                found.put(cell.getKey(), parts(cell.getKey(), cell.getValue(), read(lines, tag, cell.getValue())));
            } catch (FailureException e) {
                LOG.info("{} is not laid ready with the others: {}", cell.getKey(), e.getMessage());
            }
        }
        var parts = found.values().stream().flatMap(List::stream).toList();
        if (!parts.isEmpty()) {
            link(parts);
        }
        var staged = new LinkedHashMap<String, List<StagedPart>>();
        found.forEach((cell, those) ->
                staged.put(cell, those.stream().map(Part::staged).toList()));
        return staged;
    }

    /// Takes every link of these cells away.
    void remove(Collection<String> cells) throws FailureException, InterruptedException {
        var folders = cells.stream()
                .flatMap(cell -> roots.paths().stream().map(root -> folder(root, cell) + "\n"))
                .collect(Collectors.joining());
        if (!folders.isEmpty()) {
            whole(remote.run(Script.of(REMOVE).withInput(folders), LIMIT));
        }
    }

    /// The lines that a script printed before its last one.
    private List<String> whole(Ended ended) throws FailureException {
        var lines = ended.out().lines().toList();
        if (lines.isEmpty() || !lines.getLast().equals("end")) {
            throw Failures.retryable(remote, Failures.firstLine(ended), "source.list.incomplete");
        }
        for (var line : lines) {
            if (line.startsWith("left ")) {
                throw Failures.attention(
                        remote, Failures.firstLine(ended), "source.stage.left", line.substring("left ".length()));
            }
        }
        return lines.subList(0, lines.size() - 1);
    }

    /// The folder of a cell's links under a root.
    static String folder(String root, String cell) {
        return root + "/stage/" + SafeName.check(cell);
    }

    /// Takes away what there is of these cells' links, and lists the snapshot in every folder that their tables
    /// have or may have, whatever the survey saw.
    ///
    /// @return what was said of each cell
    private Map<String, List<String>> list(String tag, Map<String, TableFiles> cells)
            throws FailureException, InterruptedException {
        var input = new StringBuilder();
        cells.forEach((cell, files) -> {
            input.append("cell ").append(cell).append('\n');
            roots.paths()
                    .forEach(root ->
                            input.append("gone ").append(folder(root, cell)).append('\n'));
            folders(files)
                    .keySet()
                    .forEach(folder -> input.append("list ").append(folder).append('\n'));
        });
        var text = "tag=" + Script.quote(SafeName.check(tag)) + "\n" + LIST;
        var said = new LinkedHashMap<String, List<String>>();
        var cell = "";
        for (var line : whole(remote.run(Script.of(text).withInput(input.toString()), LIMIT))) {
            if (line.startsWith("cell ")) {
                cell = line.substring("cell ".length());
            } else {
                said.computeIfAbsent(cell, _ -> new ArrayList<>()).add(line);
            }
        }
        return said;
    }

    /// The folders that a table has or may have, each with the root for its links.
    private Map<String, String> folders(TableFiles files) {
        var folders = new LinkedHashMap<String, String>();
        roots.byDirectory().forEach((directory, root) -> {
            for (var name : TableFolder.names(files.table(), files.id())) {
                folders.put(directory + "/" + files.table().keyspace() + "/" + name, root);
            }
            files.folders().stream()
                    .filter(folder -> folder.startsWith(directory + "/"))
                    .forEach(folder -> folders.put(folder, root));
        });
        return folders;
    }

    private List<Source> read(List<String> lines, String tag, TableFiles files) throws FailureException {
        var folders = folders(files);
        var sources = new ArrayList<Source>();
        var tables = 0;
        for (var line : lines) {
            var space = line.indexOf(' ');
            var value = line.substring(space + 1);
            switch (space < 0 ? line : line.substring(0, space)) {
                case "unreadable" -> throw Failures.attention(remote, "", "source.directory.unreadable", value);
                case "table" -> tables++;
                case "snapshot" -> {
                    var folder = value.substring(0, value.length() - "/snapshots/".length() - tag.length());
                    sources.add(new Source(value, folders.getOrDefault(folder, ""), new TreeMap<>()));
                }
                default -> {
                    if (!sources.isEmpty()) {
                        sources.getLast().add(value.substring(2), Long.parseLong(line.substring(0, space)));
                    }
                }
            }
        }
        if (tables > 0 && sources.isEmpty()) {
            throw Failures.attention(remote, "", "source.stage.no-snapshot", files.table(), tag);
        }
        return sources;
    }

    /// The SSTables of each source go to the first part on their file system where none of their names is
    /// taken.
    private List<Part> parts(String cell, TableFiles files, List<Source> sources) throws FailureException {
        var parts = new ArrayList<Part>();
        for (var source : sources) {
            for (var sstable : source.sstables.values()) {
                if (!sstable.components.containsKey(sstable.dataFile())) {
                    throw Failures.attention(remote, source.folder, "source.stage.incomplete", sstable.dataFile());
                }
                var part = parts.stream()
                        .filter(each -> each.root.equals(source.root) && !each.bases.contains(sstable.base))
                        .findFirst()
                        .orElseGet(() -> {
                            var path = folder(source.root, cell) + "/" + parts.size() + "/"
                                    + files.table().keyspace() + "/"
                                    + files.table().table();
                            parts.add(new Part(source.root, path));
                            return parts.getLast();
                        });
                part.bases.add(sstable.base);
                part.links
                        .computeIfAbsent(source.folder, _ -> new ArrayList<>())
                        .add(sstable);
            }
        }
        return parts;
    }

    private void link(List<Part> parts) throws FailureException, InterruptedException {
        var input = new StringBuilder();
        for (var part : parts) {
            part.links.forEach((folder, sstables) -> {
                input.append("from ")
                        .append(folder)
                        .append("\nto ")
                        .append(part.folder)
                        .append('\n');
                sstables.forEach(sstable -> sstable.components
                        .keySet()
                        .forEach(name -> input.append("f ").append(name).append('\n')));
            });
        }
        var list = parts.stream()
                .map(part -> Script.quote(part.folder))
                .collect(Collectors.joining(" ", "find ", " -type f -exec stat -c 'is %s %n' {} +\n"));
        var ended = remote.run(Script.of(LINK + list).withInput(input.toString()), LIMIT);
        if (!ended.isZero()) {
            throw Failures.attention(remote, Failures.firstLine(ended), "source.stage.refused");
        }
        prove(parts, ended.out());
    }

    private void prove(List<Part> parts, String listing) throws FailureException {
        Set<String> there =
                listing.lines().filter(line -> line.startsWith("is ")).collect(Collectors.toCollection(HashSet::new));
        var wanted = new LinkedHashSet<String>();
        for (var part : parts) {
            part.links.values().stream()
                    .flatMap(List::stream)
                    .forEach(sstable -> sstable.components.forEach(
                            (name, bytes) -> wanted.add("is " + bytes + " " + part.folder + "/" + name)));
        }
        if (!there.equals(wanted)) {
            var odd = new TreeSet<>(wanted);
            odd.removeAll(there);
            there.removeAll(wanted);
            odd.addAll(there);
            var evidence = odd.stream().limit(5).collect(Collectors.joining("\n"));
            throw Failures.retryable(remote, evidence, "source.stage.different", odd.size());
        }
    }

    /// One folder `snapshots/<tag>`.
    private record Source(String folder, String root, Map<String, SSTable> sstables) {
        void add(String name, long bytes) {
            SSTableFile.of(name)
                    .ifPresent(file -> sstables.computeIfAbsent(file.base(), base -> new SSTable(base, new TreeMap<>()))
                            .components
                            .put(name, bytes));
        }
    }

    private record SSTable(String base, Map<String, Long> components) {
        String dataFile() {
            return base + "-Data.db";
        }

        StagedFile staged() {
            return new StagedFile(
                    dataFile(),
                    components.values().stream().mapToLong(Long::longValue).sum());
        }
    }

    private static final class Part {
        final String root;
        final String folder;
        final Set<String> bases = new HashSet<>();
        final Map<String, List<SSTable>> links = new LinkedHashMap<>();

        Part(String root, String folder) {
            this.root = root;
            this.folder = folder;
        }

        StagedPart staged() {
            return new StagedPart(
                    folder,
                    links.values().stream()
                            .flatMap(List::stream)
                            .map(SSTable::staged)
                            .sorted(Comparator.comparing(StagedFile::name))
                            .toList());
        }
    }
}
