package dev.ferry.source;

import dev.ferry.cluster.DataDirectory;
import dev.ferry.cluster.TableFiles;
import dev.ferry.schema.TableName;
import dev.ferry.ssh.Script;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Asks for the data directories and for every file in a table's folder, with one `find` a directory, and
/// reads the answer. Snapshots, backups and the folders of secondary indexes lie one level deeper and are
/// not looked at.
final class FilesScript {
    // beyond this the names of the keyspaces alone would fill the command line
    private static final int MOST_KEYSPACES = 500;

    private static final String START = """
            LC_ALL=C; export LC_ALL
            directory() {
                d=$1; shift
                printf 'directory %s\\n' "$d"
                printf 'device %s\\n' "$(stat -L -c %d -- "$d" 2>/dev/null)"
                printf 'owner %s\\n' "$(stat -L -c %U -- "$d" 2>/dev/null)"
                printf 'space %s\\n' "$(df -P -k -- "$d" 2>/dev/null | tail -n 1 | awk '{print $2, $4}')"
                [ -w "$d" ] && [ -x "$d" ] && echo writable
                [ -r "$d" ] && [ -x "$d" ] && cd "$d" || return
                echo readable
                [ "${1:-}" = all ] && set -- ./*
                [ $# -gt 0 ] || return
                denied=$({ find "$@" -maxdepth 2 \\( -type d -name '[!.]*' -exec stat -c 'd %n' {} + \\) \\
                    -o \\( -type f -exec stat -c '%s %n' {} + \\) 2>&1 1>&3 | grep -c 'Permission denied'; } 3>&4)
                [ "$denied" = 0 ] || echo denied
            }
            exec 4>&1
            """;

    private FilesScript() {}

    /// The script.
    static Script of(List<String> directories, Collection<TableName> tables) {
        var keyspaces = tables.stream().map(TableName::keyspace).collect(Collectors.toCollection(LinkedHashSet::new));
        var folders = keyspaces.size() > MOST_KEYSPACES
                ? "all"
                : keyspaces.stream().map(name -> Script.quote("./" + name)).collect(Collectors.joining(" "));
        return Script.of(directories.stream()
                .map(path -> "directory " + Script.quote(path) + " " + folders + "\n")
                .collect(Collectors.joining("", START, "echo end\n")));
    }

    /// What was found.
    ///
    /// @param isComplete whether the whole answer arrived
    /// @param owner of the first data directory; empty if unknown
    record Answer(
            boolean isComplete, String owner, List<DataDirectory> directories, Map<TableName, TableFiles> tables) {}

    /// Reads the answer.
    static Answer read(String text, Map<TableName, UUID> tables) {
        var reader = new Reader(tables);
        var lines = text.lines().toList();
        lines.forEach(reader::line);
        return new Answer(
                !lines.isEmpty() && lines.getLast().equals("end"), reader.owner, reader.directories(), reader.tables());
    }

    private static final class Reader {
        private final Map<TableName, UUID> wanted;
        private final Map<String, TableName> byFolder = new HashMap<>();
        private final Map<TableName, Tally> tallies = new HashMap<>();
        private final List<Directory> directories = new ArrayList<>();
        private String owner = "";

        Reader(Map<TableName, UUID> wanted) {
            this.wanted = wanted;
            wanted.forEach((table, id) -> {
                tallies.put(table, new Tally());
                TableFolder.names(table, id).forEach(name -> byFolder.put(table.keyspace() + "/" + name, table));
            });
        }

        void line(String line) {
            var space = line.indexOf(' ');
            var key = space < 0 ? line : line.substring(0, space);
            var value = space < 0 ? "" : line.substring(space + 1);
            if (key.equals("directory")) {
                directories.add(new Directory(value));
                return;
            }
            if (directories.isEmpty()) {
                return;
            }
            var directory = directories.getLast();
            switch (key) {
                case "device" -> directory.device = value;
                case "owner" -> owner = owner.isEmpty() ? value : owner;
                case "space" -> directory.space(value);
                case "writable" -> directory.isWritable = true;
                case "readable" -> directory.isReadable = true;
                case "denied" -> directory.isReadable = false;
                default -> entry(directory, key, value);
            }
        }

        /// A line such as `d ./shop/orders-<id>` or `4096 ./shop/orders-<id>/nb-1-big-Data.db`.
        private void entry(Directory directory, String key, String path) {
            var parts = path.split("/", -1);
            if (parts.length < 3 || !parts[0].equals(".")) {
                return;
            }
            var table = byFolder.get(parts[1] + "/" + parts[2]);
            if (table == null) {
                return;
            }
            var tally = tallies.computeIfAbsent(table, _ -> new Tally());
            if (key.equals("d") && parts.length == 3) {
                tally.folders.add(directory.path + path.substring(1));
            } else if (parts.length == 4 && key.matches("\\d{1,18}")) {
                SSTableFile.of(parts[3]).ifPresent(file -> tally.add(file, Long.parseLong(key)));
            }
        }

        List<DataDirectory> directories() {
            return directories.stream().map(Directory::value).toList();
        }

        Map<TableName, TableFiles> tables() {
            return wanted.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            entry -> tallies.getOrDefault(entry.getKey(), new Tally())
                                    .value(entry.getKey(), entry.getValue())));
        }
    }

    private static final class Directory {
        final String path;
        String device = "";
        long freeBytes;
        long totalBytes;
        boolean isReadable;
        boolean isWritable;

        Directory(String path) {
            this.path = path;
        }

        /// Total and free, in KiB, as `df -P -k` says them.
        void space(String totalAndFree) {
            var parts = totalAndFree.split(" ");
            if (parts.length == 2 && parts[0].matches("\\d+") && parts[1].matches("\\d+")) {
                totalBytes = Long.parseLong(parts[0]) * 1024;
                freeBytes = Long.parseLong(parts[1]) * 1024;
            }
        }

        DataDirectory value() {
            return new DataDirectory(path, device, freeBytes, totalBytes, isReadable, isWritable);
        }
    }

    private static final class Tally {
        final List<String> folders = new ArrayList<>();
        final Set<String> formats = new HashSet<>();
        int sstables;
        long bytes;

        void add(SSTableFile file, long size) {
            bytes += size;
            if (file.isData()) {
                sstables++;
                formats.add(file.format());
            }
        }

        TableFiles value(TableName table, UUID id) {
            return new TableFiles(table, id, folders, sstables, bytes, formats);
        }
    }
}
