package dev.ferry.source;

import dev.ferry.cluster.TableFiles;
import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.Remote;
import dev.ferry.ssh.Script;
import java.time.Duration;
import java.util.ArrayList;
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

/// Hard links to the SSTables of a snapshot, laid out as the loader wants them: `…/keyspace/table/`.
final class Stage {
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private static final String LIST = """
            LC_ALL=C; export LC_ALL
            list() {
                [ -d "$1" ] || return
                [ -r "$1" ] && [ -x "$1" ] || { printf 'unreadable %s\\n' "$1"; return; }
                printf 'table %s\\n' "$1"
                [ -d "$1/snapshots/$2" ] || return
                cd "$1/snapshots/$2" || { printf 'unreadable %s\\n' "$1"; return; }
                printf 'snapshot %s\\n' "$1/snapshots/$2"
                find . -maxdepth 1 -type f -exec stat -c '%s %n' {} +
            }
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
        remove(cell);
        var parts = parts(cell, files, snapshots(tag, files));
        if (!parts.isEmpty()) {
            link(parts);
        }
        return parts.stream().map(Part::staged).toList();
    }

    /// Takes every link of a cell away.
    void remove(String cell) throws FailureException, InterruptedException {
        var text = roots.paths().stream()
                .map(root -> Script.quote(folder(root, cell)))
                .map(path -> "rm -rf -- " + path + "; [ ! -e " + path + " ] || code=1\n")
                .collect(Collectors.joining("", "code=0\n", "exit $code\n"));
        var ended = remote.run(Script.of(text), LIMIT);
        if (!ended.isZero()) {
            throw Failures.attention(remote, Failures.firstLine(ended), "source.stage.left", cell);
        }
    }

    /// The folder of a cell's links under a root.
    static String folder(String root, String cell) {
        return root + "/stage/" + SafeName.check(cell);
    }

    /// Lists the snapshot in every folder that the table has or may have, whatever the survey saw.
    private List<Source> snapshots(String tag, TableFiles files) throws FailureException, InterruptedException {
        var folders = new LinkedHashMap<String, String>();
        roots.byDirectory().forEach((directory, root) -> {
            for (var name : TableFolder.names(files.table(), files.id())) {
                folders.put(directory + "/" + files.table().keyspace() + "/" + name, root);
            }
            files.folders().stream()
                    .filter(folder -> folder.startsWith(directory + "/"))
                    .forEach(folder -> folders.put(folder, root));
        });
        var text = folders.keySet().stream()
                .map(folder -> "list " + Script.quote(folder) + " " + SafeName.check(tag) + "\n")
                .collect(Collectors.joining("", LIST, "echo end\n"));
        var ended = remote.run(Script.of(text), LIMIT);
        var lines = ended.out().lines().toList();
        if (lines.isEmpty() || !lines.getLast().equals("end")) {
            throw Failures.retryable(remote, Failures.firstLine(ended), "source.list.incomplete");
        }
        return read(lines, folders, tag, files);
    }

    private List<Source> read(List<String> lines, Map<String, String> folders, String tag, TableFiles files)
            throws FailureException {
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
                case "end" -> {}
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
