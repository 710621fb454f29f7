package dev.ferry.source;

import dev.ferry.cluster.DataDirectory;
import dev.ferry.cluster.Machine;
import dev.ferry.outcome.FailureException;
import dev.ferry.ssh.Remote;
import dev.ferry.ssh.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where Ferry's folders lie or shall lie on a node: one for each file system with data directories.
///
/// @param byDirectory the folder for each data directory, in their order; directories on one file system
///     share one
/// @param candidates every place where such a folder might lie, whatever is writable today
record Roots(Map<String, String> byDirectory, List<String> candidates) {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String TEXT = """
            LC_ALL=C; export LC_ALL
            device() { stat -L -c %d -- "$1" 2>/dev/null || echo none; }
            look() {
                parent=$(dirname -- "$1")
                own=no; [ -w "$parent" ] && [ -x "$parent" ] && own=yes
                beside=no; [ -d "$parent/$2" ] && [ ! -L "$parent/$2" ] && beside=yes
                within=no; [ -d "$1/$2" ] && [ ! -L "$1/$2" ] && within=yes
                printf 'found %s %s %s %s %s %s\\n' "$(device "$1")" "$(device "$parent")" $own $beside $within "$1"
            }
            """;

    /// Finds them.
    ///
    /// @throws FailureException if a data directory cannot be read: its SSTables would be left out
    static Roots locate(Remote remote, Machine machine, String migrationId)
            throws FailureException, InterruptedException {
        for (var directory : machine.dataDirectories()) {
            if (!directory.isReadable()) {
                throw Failures.attention(remote, "", "source.directory.unreadable", directory.path());
            }
        }
        var name = ".ferry-" + SafeName.check(migrationId);
        var script = machine.dataDirectories().stream()
                .map(DataDirectory::path)
                .map(path -> "look " + Script.quote(path) + " " + name + "\n")
                .collect(Collectors.joining("", TEXT, ""));
        var ended = remote.run(Script.of(script), LIMIT);
        var places =
                ended.out().lines().map(Roots::spot).flatMap(Optional::stream).toList();
        if (places.size() != machine.dataDirectories().size() || places.isEmpty()) {
            throw Failures.retryable(remote, Failures.firstLine(ended), "source.list.incomplete");
        }
        return of(places, name);
    }

    private static Optional<Spot> spot(String line) {
        var parts = line.split(" ", 7);
        return parts.length == 7 && parts[0].equals("found")
                ? Optional.of(new Spot(
                        parts[6],
                        parts[1],
                        parts[1].equals(parts[2]),
                        parts[3].equals("yes"),
                        parts[4].equals("yes"),
                        parts[5].equals("yes")))
                : Optional.empty();
    }

    private static Roots of(List<Spot> spots, String name) {
        var groups =
                spots.stream().collect(Collectors.groupingBy(Spot::device, LinkedHashMap::new, Collectors.toList()));
        var byDirectory = new LinkedHashMap<String, String>();
        for (var spot : spots) {
            byDirectory.put(spot.path, choose(groups.getOrDefault(spot.device, List.of(spot)), name));
        }
        var candidates = new ArrayList<String>();
        for (var spot : spots) {
            candidates.add(spot.beside(name));
            candidates.add(spot.within(name));
        }
        return new Roots(byDirectory, candidates.stream().distinct().toList());
    }

    /// One that is there already, before one that could be made.
    private static String choose(List<Spot> group, String name) {
        for (var spot : group) {
            if (spot.isBeside && spot.sameDevice) {
                return spot.beside(name);
            }
            if (spot.isWithin) {
                return spot.within(name);
            }
        }
        return group.stream()
                .filter(spot -> spot.sameDevice && spot.parentWritable)
                .findFirst()
                .map(spot -> spot.beside(name))
                .orElseGet(() -> group.getFirst().within(name));
    }

    /// The folders.
    List<String> paths() {
        return byDirectory.values().stream().distinct().toList();
    }

    /// What was seen of one data directory.
    private record Spot(
            String path,
            String device,
            boolean sameDevice,
            boolean parentWritable,
            boolean isBeside,
            boolean isWithin) {
        String beside(String name) {
            return parent() + "/" + name;
        }

        private String parent() {
            return path.substring(0, Math.max(0, path.lastIndexOf('/')));
        }

        String within(String name) {
            return path + "/" + name;
        }
    }
}
