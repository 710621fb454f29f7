package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cluster.DataDirectory;
import dev.ferry.cluster.Machine;
import dev.ferry.cluster.Node;
import dev.ferry.cluster.Surroundings;
import dev.ferry.cluster.TableFiles;
import dev.ferry.migration.Limits;
import dev.ferry.outcome.Severity;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.schema.TableName;
import dev.ferry.source.FilesSeen;
import dev.ferry.text.Messages;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineChecksTest {
    private static final TableName ORDERS = new TableName("shop", "orders");
    private static final TableName LOGS = new TableName("shop", "logs");
    private static final FilesSeen READABLE = new FilesSeen(0, List.of(), OptionalLong.of(1_048_575));
    private static final long GIB = 1L << 30;

    /// Two loaders at once: one of 4,000 SSTables with 2 GiB of heap, one of 100 with 256 MiB, 320 MiB each
    /// besides: 2.88 GiB.
    @ParameterizedTest
    @CsvSource({"16, PASS, enough", "3, PASS, enough", "2.5, WARN, tight", "2, BLOCK, short"})
    void memoryHasToHoldTheLoadersThatRunAtOnce(double free, Severity severity, String word) {
        var memory = new Surroundings.Memory(32 * GIB, (long) (free * GIB));
        var finding = checks(seen(null, memory, null, null)).memory(new Limits(4, 256, 0));
        assertEquals(severity, finding.severity(), finding.evidence());
        assertEquals("check.memory." + word, finding.code());
        if (word.equals("tight")) {
            assertTrue(Messages.text(finding.remedy()).contains("loaders per node to 1"), "how many do fit is said");
        }
    }

    /// 4,000 SSTables: 8,256 files at least, 12,512 to be sure.
    @ParameterizedTest
    @CsvSource({"1048576, PASS", "12512, PASS", "12511, WARN", "8255, BLOCK", "1024, BLOCK"})
    void openFilesHaveToSufficeForTheLargestTable(long hard, Severity severity) {
        var found = checks(seen(new Surroundings.OpenFiles(1024, hard), null, null, null))
                .openFiles(READABLE);
        assertEquals(severity, found.getFirst().severity());
        if (severity != Severity.PASS) {
            assertTrue(Messages.text(found.getFirst().remedy()).contains("cassandra - nofile 100000"));
        }
    }

    @Test
    void mapsThatDoNotSufficeAreSaid() {
        var files = new FilesSeen(0, List.of(), OptionalLong.of(16_000));
        var unlimited = new Surroundings.OpenFiles(1024, Long.MAX_VALUE);
        var found = checks(seen(unlimited, null, null, null)).openFiles(files);
        assertEquals("check.open_files.maps", found.getLast().code());
        assertTrue(found.getFirst().evidence().contains("unlimited"));
    }

    @ParameterizedTest
    @CsvSource({
        "'rw,nosuid', true, 1000, LZ4Compressor, PASS, runs",
        "'rw,noexec', true, 1000, LZ4Compressor, WARN, noexec",
        "'rw,noexec', true, 1000, SnappyCompressor, BLOCK, noexec",
        "'rw,noexec', true, 1000, ZstdCompressor, BLOCK, noexec",
        "rw, false, 1000, LZ4Compressor, WARN, refused",
        "rw, true, 3, SnappyCompressor, BLOCK, full"
    })
    void nativeLibrariesAreNeededForSomeFilesOnly(
            String mount, boolean isWritable, long mebibytes, String compressor, Severity severity, String word) {
        var folder = new Surroundings.TemporaryFolder(
                "/tmp", List.of(mount.split(",")), "tmpfs", mebibytes << 20, isWritable);
        var found = checks(seen(null, null, folder, null)).temporary(Set.of(compressor));
        assertEquals("check.temporary." + word, found.getFirst().code());
        assertEquals(severity, found.getFirst().severity());
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.1.1, 3.11.19, true, 10.1.0.1, BLOCK",
        "127.0.1.1, 3.11.19, false, 10.1.0.1, PASS",
        "127.0.1.1, 4.1.10, true, 10.1.0.1, PASS",
        "127.0.1.1, 3.11.19, true, 127.0.2.1, PASS",
        "10.0.0.7, 3.11.19, true, 10.1.0.1, PASS"
    })
    void aLoopbackNameStopsOnlyALoaderOf3ThatSpeaksTls(
            String address, String loader, boolean isEncrypted, String target, Severity severity) {
        var name = new Surroundings.OwnName("cassandra-7", List.of(address));
        var finding =
                checks(seen(null, null, null, name)).hosts(CassandraVersion.of(loader), isEncrypted, List.of(target));
        assertEquals(severity, finding.severity());
        if (severity == Severity.BLOCK) {
            assertTrue(Messages.text(finding.remedy()).contains("/etc/hosts"));
            assertTrue(finding.evidence().contains("127.0.1.1"));
        }
    }

    @Test
    void whatTheMachineDidNotSayIsNoPass() {
        var checks = checks(null);
        assertEquals(Severity.WARN, checks.memory(Limits.usual()).severity());
        assertEquals(Severity.WARN, checks.openFiles(READABLE).getFirst().severity());
        assertEquals(Severity.WARN, checks.temporary(Set.of()).getFirst().severity());
        assertEquals(
                Severity.WARN,
                checks.hosts(CassandraVersion.of("3.11.19"), true, List.of()).severity());
    }

    @ParameterizedTest
    @CsvSource({
        "cassandra,,PASS,owner",
        "cassandra,cassandra,PASS,owner",
        "ops,,WARN,stranger",
        "root,,WARN,root",
        "ops,cassandra,BLOCK,other"
    })
    void whoRunsTheLoaderIsJudged(String user, @Nullable String wanted, Severity severity, String word) {
        var finding = new MachineChecks(node(), machine(user, null), Set.of(ORDERS)).user(wanted);
        assertEquals("check.user." + word, finding.code());
        assertEquals(severity, finding.severity());
    }

    @Test
    void filesThatCannotBeReadBlock() {
        var looked = new FilesSeen(12, List.of("/data/shop/orders-1/nb-1-big-Data.db"), OptionalLong.empty());
        var found = checks(null).readable(looked);
        assertEquals(Severity.BLOCK, found.getFirst().severity());
        assertEquals(List.of(), checks(null).readable(READABLE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "source.nodetool.missing||missing",
                "source.nodetool.failed|nodetool: Failed to connect to '127.0.0.1:7199' - ConnectException: 'Connection refused (Connection refused)'.|refused",
                "source.nodetool.failed|nodetool: Failed to connect to '127.0.0.1:7199' - SecurityException: 'Authentication failed! Credentials required'.|login",
                "source.nodetool.failed|error: Authentication failed! Invalid username or password|login",
                "source.nodetool.failed|nodetool: Failed to connect to '127.0.0.1:7199' - URISyntaxException: 'Malformed IPv6 address at index 7: rmi://[127.0.0.1]:7199'.|rmi",
                "source.nodetool.failed|nodetool: Failed to connect to '127.0.0.1:7199' - ConnectIOException: 'non-JRMP server at remote endpoint'.|tls",
                "source.nodetool.failed|error: something else|failed"
            })
    void nodetoolsRefusalIsNamed(String key, @Nullable String said, String word) {
        assertEquals(word, MachineChecks.nodetoolWord(key, said == null ? "" : said));
    }

    @Test
    void aNodeWithoutGossipBlocksThoughNodetoolAnswers() {
        assertEquals(
                Severity.PASS,
                checks(null)
                        .nodetool("ID : x\nGossip active          : true\nPercent Repaired       : 97.1%\n")
                        .severity());
        assertEquals(
                Severity.BLOCK,
                checks(null).nodetool("Gossip active          : false\n").severity());
    }

    private static Surroundings seen(
            Surroundings.@Nullable OpenFiles files,
            Surroundings.@Nullable Memory memory,
            Surroundings.@Nullable TemporaryFolder temporary,
            Surroundings.@Nullable OwnName name) {
        return new Surroundings(
                null, files, temporary == null ? List.of() : List.of(temporary), memory, name, List.of());
    }

    private static MachineChecks checks(@Nullable Surroundings seen) {
        return new MachineChecks(node(), machine("cassandra", seen), Set.of(ORDERS, LOGS));
    }

    private static Node node() {
        return new Node(
                new UUID(1, 1), "10.0.0.7", "10.0.0.7", "dc1", "r1", CassandraVersion.of("3.11.19"), 16, true, null);
    }

    private static Machine machine(String user, @Nullable Surroundings seen) {
        var directory = new DataDirectory("/data", "8:1", GIB, 100 * GIB, true, true);
        return new Machine(
                user,
                "cassandra",
                "/etc/cassandra/cassandra.yaml",
                List.of(directory),
                null,
                "/usr/bin/nodetool",
                Map.of(ORDERS, files(ORDERS, 4_000), LOGS, files(LOGS, 100)),
                List.of(),
                seen);
    }

    private static TableFiles files(TableName table, int sstables) {
        return new TableFiles(table, new UUID(2, 2), List.of("/data/x"), sstables, GIB, Set.of("me"));
    }
}
