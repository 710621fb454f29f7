package dev.ferry.engine;

import dev.ferry.cluster.Machine;
import dev.ferry.cluster.Node;
import dev.ferry.cluster.Surroundings;
import dev.ferry.cluster.TableFiles;
import dev.ferry.loader.LoaderCommand;
import dev.ferry.migration.Limits;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.run.Check;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.schema.TableName;
import dev.ferry.source.FilesSeen;
import dev.ferry.text.Units;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Judges a source node's machine: limits, memory, temporary folder, name, user and `nodetool`. Decides only;
/// what it is told was read elsewhere.
final class MachineChecks {
    // about three files are open for each SSTable of a table while it is loaded (facts of the loader's source)
    private static final int FILES_PER_SSTABLE = 3;
    // jars, sockets, logs
    private static final long FILES_BESIDES = 512;
    private static final int MAPS_PER_SSTABLE = 4;
    private static final long MAPS_BESIDES = 4096;
    // off the heap: code, threads, direct buffers, summaries
    private static final long MEMORY_BESIDES = 320L << 20;
    // netty, jna and snappy together unpack some five megabytes; the rest is for logs of the JVM
    private static final long TEMPORARY_LEAST = 64L << 20;
    private static final Set<String> NATIVE_ONLY = Set.of("SnappyCompressor", "ZstdCompressor");

    private final Node node;
    private final Machine machine;
    private final Collection<TableFiles> files;

    /// @param tables the tables that move
    MachineChecks(Node node, Machine machine, Set<TableName> tables) {
        this.node = node;
        this.machine = machine;
        this.files = machine.tables().values().stream()
                .filter(table -> tables.contains(table.table()))
                .toList();
    }

    private @Nullable Surroundings seen() {
        return machine.surroundings();
    }

    private Finding unseen(Check check) {
        return Said.warn(check, "unseen", node.address(), "");
    }

    /// Whether as many loaders as may run at once have room in memory, beside Cassandra.
    Finding memory(Limits limits) {
        var memory = seen() == null ? null : seen().memory();
        if (memory == null || memory.availableBytes() <= 0) {
            return unseen(Check.MEMORY);
        }
        var needs = files.stream()
                .filter(table -> table.sstables() > 0)
                .map(table -> (((long) LoaderCommand.heapMebibytes(table.sstables())) << 20) + MEMORY_BESIDES)
                .sorted(Comparator.reverseOrder())
                .limit(limits.loadersPerNode())
                .toList();
        var all = needs.stream().mapToLong(Long::longValue).sum();
        var largest = needs.isEmpty() ? 0 : needs.getFirst();
        var fitting = fitting(needs, memory.availableBytes());
        var evidence = "MemTotal " + Units.bytes(memory.totalBytes()) + "\nMemAvailable "
                + Units.bytes(memory.availableBytes()) + "\n" + needs.size() + " loaders at once, heap and the rest: "
                + Units.bytes(all) + ", the largest " + Units.bytes(largest);
        var severity = largest > memory.availableBytes()
                ? Severity.BLOCK
                : all > memory.availableBytes() ? Severity.WARN : Severity.PASS;
        var word = severity == Severity.PASS ? "enough" : severity == Severity.WARN ? "tight" : "short";
        return Said.finding(
                Check.MEMORY,
                word,
                severity,
                node.address(),
                evidence,
                Units.bytes(memory.availableBytes()),
                Units.bytes(all),
                needs.size(),
                fitting,
                Units.bytes(largest));
    }

    private static int fitting(List<Long> needs, long free) {
        var left = free;
        var fitting = 0;
        for (var need : needs) {
            left -= need;
            fitting += left >= 0 ? 1 : 0;
        }
        return fitting;
    }

    /// Whether a loader may open what the largest table needs, and map it. A loader raises its own limit as
    /// far as the machine lets it.
    List<Finding> openFiles(FilesSeen looked) {
        var findings = new ArrayList<Finding>();
        var largest = files.stream().max(Comparator.comparingInt(TableFiles::sstables));
        var sstables = largest.map(TableFiles::sstables).orElse(0);
        var table = largest.map(each -> each.table().toString()).orElse("–");
        var limit = seen() == null ? null : seen().openFiles();
        if (limit == null) {
            findings.add(unseen(Check.OPEN_FILES));
        } else {
            var need = (long) sstables * FILES_PER_SSTABLE + FILES_BESIDES;
            var least = (long) sstables * 2 + FILES_BESIDES / 2;
            var severity = limit.hard() < least ? Severity.BLOCK : limit.hard() < need ? Severity.WARN : Severity.PASS;
            findings.add(Said.finding(
                    Check.OPEN_FILES,
                    severity == Severity.PASS ? "enough" : "few",
                    severity,
                    node.address(),
                    "ulimit -S -n " + limit(limit.soft()) + "\nulimit -H -n " + limit(limit.hard()),
                    limit(limit.hard()),
                    Units.count(need),
                    table,
                    Units.count(sstables),
                    machine.user(),
                    String.valueOf(Math.max(100_000, need))));
        }
        maps(looked.maps(), sstables, table).ifPresent(findings::add);
        return findings;
    }

    private java.util.Optional<Finding> maps(OptionalLong maps, int sstables, String table) {
        var need = (long) sstables * MAPS_PER_SSTABLE + MAPS_BESIDES;
        return maps.isEmpty() || maps.getAsLong() >= need
                ? java.util.Optional.empty()
                : java.util.Optional.of(Said.warn(
                        Check.OPEN_FILES,
                        "maps",
                        node.address(),
                        "vm.max_map_count = " + maps.getAsLong(),
                        Units.count(maps.getAsLong()),
                        Units.count(need),
                        table,
                        Units.count(sstables)));
    }

    private static String limit(long value) {
        return value == Long.MAX_VALUE ? "unlimited" : Units.count(value);
    }

    /// Whether native libraries can be unpacked and run from `/tmp`, where Java puts them. A loader lives
    /// without most of them; without those of Snappy and Zstandard it cannot read such files.
    ///
    /// @param compressors the simple names of the compressors of the tables that move
    List<Finding> temporary(Set<String> compressors) {
        var folders = seen() == null ? List.<Surroundings.TemporaryFolder>of() : seen().temporary();
        if (folders.isEmpty()) {
            return List.of(unseen(Check.TEMPORARY));
        }
        var needed = compressors.stream().filter(NATIVE_ONLY::contains).sorted().collect(Collectors.joining(", "));
        return folders.stream()
                .filter(folder -> folder.path().equals("/tmp") || folders.size() == 1)
                .map(folder -> temporary(folder, needed))
                .toList();
    }

    private Finding temporary(Surroundings.TemporaryFolder folder, String needed) {
        var evidence = folder.path() + " " + folder.fileSystem() + " " + String.join(",", folder.mount()) + "\n"
                + Units.bytes(folder.freeBytes()) + " free";
        var word = folder.isNoExec()
                ? "noexec"
                : !folder.isWritable() ? "refused" : folder.freeBytes() < TEMPORARY_LEAST ? "full" : "runs";
        var severity = word.equals("runs") ? Severity.PASS : needed.isEmpty() ? Severity.WARN : Severity.BLOCK;
        return Said.finding(
                Check.TEMPORARY,
                word,
                severity,
                node.address() + ":" + folder.path(),
                evidence,
                folder.path(),
                machine.user(),
                needed.isEmpty() ? "–" : needed,
                Units.bytes(folder.freeBytes()));
    }

    /// Whether the machine's own name leads to an address of its own. A loader of 3.x binds its TLS
    /// connections to it (`FBUtilities.getLocalAddress`): from a loopback address nothing else is reached.
    ///
    /// @param loader the release of the loader that the node's files go by
    /// @param isEncrypted whether the internode port speaks TLS
    /// @param targets the addresses of the target nodes
    Finding hosts(CassandraVersion loader, boolean isEncrypted, List<String> targets) {
        var name = seen() == null ? null : seen().ownName();
        if (name == null) {
            return unseen(Check.HOSTS);
        }
        var evidence = name.name() + " → "
                + (name.hostsAddresses().isEmpty()
                        ? "not in /etc/hosts"
                        : String.join(", ", name.hostsAddresses()) + " (/etc/hosts)");
        if (!name.isLoopback()) {
            return Said.pass(Check.HOSTS, "own", node.address(), evidence, name.name());
        }
        var isBound = isEncrypted && !loader.isAtLeast(4, 0);
        var isElsewhere = targets.stream().anyMatch(target -> !target.startsWith("127."));
        return isBound && isElsewhere
                ? Said.block(
                        Check.HOSTS,
                        "loopback",
                        node.address(),
                        evidence,
                        name.name(),
                        loader.text(),
                        node.broadcastAddress())
                : Said.pass(Check.HOSTS, "unbound", node.address(), evidence, name.name(), loader.text());
    }

    /// Who runs the loader there, and whether the files are his.
    ///
    /// @param wanted who was to be become; null for whoever logged in
    Finding user(@Nullable String wanted) {
        var user = machine.user();
        var evidence = "id -un: " + user + "\nCassandra runs as " + machine.cassandraUser();
        if (wanted != null && !wanted.equals(user)) {
            return Said.block(Check.USER, "other", node.address(), evidence, user, wanted);
        }
        if (user.equals("root") && !machine.cassandraUser().equals("root")) {
            return Said.warn(Check.USER, "root", node.address(), evidence, machine.cassandraUser());
        }
        return user.equals(machine.cassandraUser())
                ? Said.pass(Check.USER, "owner", node.address(), evidence, user)
                : Said.warn(Check.USER, "stranger", node.address(), evidence, user, machine.cassandraUser());
    }

    /// Whether there are data files that we may not read: a loader would leave them out without a word.
    List<Finding> readable(FilesSeen looked) {
        return looked.unreadable() == 0
                ? List.of()
                : List.of(Said.block(
                        Check.DIRECTORIES,
                        "files",
                        node.address(),
                        String.join("\n", looked.named()),
                        Units.count(looked.unreadable()),
                        machine.user(),
                        machine.cassandraUser()));
    }

    /// What `nodetool info` says of the node.
    Finding nodetool(String said) {
        var isGossiping = !said.matches("(?s).*Gossip active\\s*: false.*");
        var lines = said.lines()
                .map(String::strip)
                .filter(
                        line -> line.matches(
                                "(Gossip active|Native Transport active|Uptime|Heap Memory|Exceptions|Percent Repaired|Load).*"))
                .collect(Collectors.joining("\n"));
        return isGossiping
                ? Said.pass(Check.NODETOOL, "in", node.address(), lines)
                : Said.block(Check.NODETOOL, "silent", node.address(), lines);
    }

    /// Why `nodetool` was not let in.
    Finding nodetool(Failure failure) {
        var said = failure.evidence();
        return Said.block(
                Check.NODETOOL,
                nodetoolWord(failure.cause().key(), said),
                node.address(),
                said,
                machine.nodetool() == null ? "nodetool" : machine.nodetool());
    }

    static String nodetoolWord(String key, String said) {
        var text = said.toLowerCase(Locale.ROOT);
        if (key.equals("source.nodetool.missing")) {
            return "missing";
        } else if (text.contains("authentication failed")
                || text.contains("invalid username or password")
                || text.contains("credentials required")
                || text.contains("securityexception")) {
            return "login";
        } else if (text.contains("malformed ipv6 address")) {
            return "rmi";
        } else if (text.contains("sslhandshake") || text.contains("non-jrmp server")) {
            return "tls";
        } else if (text.contains("connection refused")
                || text.contains("failed to connect")
                || text.contains("unknownhost")) {
            return "refused";
        }
        return "failed";
    }
}
