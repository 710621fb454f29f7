package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cluster.Cluster;
import dev.ferry.cluster.Node;
import dev.ferry.migration.Migration;
import dev.ferry.migration.Options;
import dev.ferry.migration.Selection;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.SshSettings;
import dev.ferry.migration.Target;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.plan.Demand;
import dev.ferry.plan.Plan;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.schema.Column;
import dev.ferry.schema.Keyspace;
import dev.ferry.schema.Replication;
import dev.ferry.schema.Schema;
import dev.ferry.schema.Table;
import dev.ferry.schema.TableName;
import dev.ferry.schema.TableOptions;
import dev.ferry.schema.TargetShape;
import dev.ferry.text.Messages;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The ring of three: ranges end at 0 (10.0.0.1, dc1), 50 (10.0.1.1, dc2) and 100 (10.0.0.2, dc1).
class CoveringTest {
    private static final Node FIRST = node("10.0.0.1", "dc1", true);
    private static final Node SECOND = node("10.0.0.2", "dc1", true);
    private static final Node FAR = node("10.0.1.1", "dc2", true);
    private static final Map<UUID, List<Long>> TOKENS =
            Map.of(FIRST.hostId(), List.of(0L), SECOND.hostId(), List.of(100L), FAR.hostId(), List.of(50L));

    private static final Keyspace BOTH = keyspace("both", Map.of("dc1", 2, "dc2", 1));
    private static final Keyspace HERE = keyspace("here", Map.of("dc1", 1));
    private static final Keyspace THERE = keyspace("there", Map.of("dc2", 1));

    @Test
    void theProofNamesTheNodesAndEveryKeyspace() {
        var findings = findings("dc1", List.of(FIRST, SECOND, FAR), BOTH, HERE);
        var proof = only(findings, "source.ranges.covered");
        assertEquals(Severity.PASS, proof.severity());
        assertEquals("""
                loaded from: 10.0.0.1, 10.0.0.2
                both {'class': 'NetworkTopologyStrategy', 'dc1': '2', 'dc2': '1'}: 3 of 3 token ranges, 2 copies or more of each
                here {'class': 'NetworkTopologyStrategy', 'dc1': '1'}: 3 of 3 token ranges, 1 copy or more of each""", proof.evidence());
        assertTrue(findings.stream().noneMatch(finding -> finding.severity() == Severity.BLOCK));
    }

    @Test
    void whatMayNotHaveComeYetIsSaidWithTheCommandThatBringsIt() {
        var behind = only(findings("dc1", List.of(FIRST, SECOND, FAR), BOTH, HERE), "source.data-centre.behind");
        assertEquals(Severity.WARN, behind.severity());
        assertEquals("both", behind.evidence());
        assertTrue(Messages.text(behind.remedy()).endsWith(": nodetool repair -full -pr both"));
    }

    @Test
    void aKeyspaceWithoutACopyInTheDataCentreBlocksAndNamesThoseThatHoldIt() {
        var findings = findings("dc1", List.of(FIRST, SECOND, FAR), HERE, THERE);
        var absent = only(findings, "source.data-centre.absent");
        assertEquals(Severity.BLOCK, absent.severity());
        assertEquals("keyspace there", absent.place());
        assertTrue(Messages.text(absent.reason()).endsWith("these hold it: dc2"), Messages.text(absent.reason()));
        assertTrue(findings.stream().noneMatch(finding -> finding.code().equals("source.ranges.covered")));
    }

    @Test
    void copiesThatAreDealtOutOverAllDataCentresLeaveRangesOpen() {
        var simple = keyspace("simple", Replication.simple(1));
        var open = only(findings("dc1", List.of(FIRST, SECOND, FAR), simple), "source.ranges.uncovered");
        assertEquals(Severity.BLOCK, open.severity());
        assertEquals("(0, 50]: held by 10.0.1.1", open.evidence());
        assertTrue(Messages.text(open.reason()).contains("1 of 3 token ranges"));
    }

    @Test
    void aDataCentreThatIsNotThereBlocksWithTheNamesThatAre() {
        var unknown = only(findings("dc3", List.of(FIRST, SECOND, FAR), HERE), "source.data-centre.unknown");
        assertEquals(Severity.BLOCK, unknown.severity());
        assertEquals("dc1, dc2", unknown.evidence());
    }

    @Test
    void aNodeThatIsDownBlocksAndSaysWhichRangesHaveNoOtherCopy() {
        var down = node("10.0.0.2", "dc1", false);
        for (var chosen : new String[] {"dc1", null}) {
            var found = only(findings(chosen, List.of(FIRST, down, FAR), BOTH, HERE), "source.node.down");
            assertEquals(Severity.BLOCK, found.severity());
            assertEquals("""
                    both: each of 3 token ranges has another copy on a node that is up
                    here: 2 of 3 token ranges have no other copy""", found.evidence());
            assertTrue(Messages.text(found.remedy()).contains("nodetool removenode " + down.hostId()));
        }
    }

    @Test
    void aNodeThatIsDownInADataCentreThatIsLeftAloneDoesNotMatter() {
        var findings = findings("dc1", List.of(FIRST, SECOND, node("10.0.1.1", "dc2", false)), BOTH);
        only(findings, "source.ranges.covered");
        assertTrue(findings.stream().noneMatch(finding -> finding.severity() == Severity.BLOCK));
    }

    @Test
    void anOldSurveyProvesNothingOfADataCentre() {
        var cluster = new Cluster(
                Instant.EPOCH, "acme", "Murmur3Partitioner", List.of(FIRST, SECOND, FAR), new Schema(List.of(HERE)));
        var one = only(findings(cluster, "dc1"), "source.ranges.unknown");
        assertEquals(Severity.BLOCK, one.severity());
        assertEquals(List.of(), findings(cluster, null), "all nodes hold all there is");
    }

    @Test
    void allNodesTogetherHoldEverythingWhateverTheReplication() {
        var own = keyspace("own", new Replication("org.acme.OwnStrategy", new TreeMap<>()));
        var proof = only(findings(null, List.of(FIRST, SECOND, FAR), own, HERE), "source.ranges.covered");
        assertTrue(proof.evidence().contains("own {'class': 'org.acme.OwnStrategy'}: all nodes of the ring"));
        assertEquals(
                Severity.BLOCK,
                only(findings("dc1", List.of(FIRST, SECOND, FAR), own), "source.ranges.unknown")
                        .severity());
    }

    @Test
    void thePlanHasCellsOnTheChosenNodesOnly() throws Exception {
        var plan = plan(Options.usual().withDataCentre("dc1"));
        assertEquals(
                List.of("10.0.0.1", "10.0.0.2"),
                plan.source().nodes().stream().map(node -> node.address()).toList());
        assertEquals(
                Set.of("10.0.0.1", "10.0.0.2"),
                new HashSet<>(
                        plan.cells().stream().map(cell -> cell.id().node()).toList()));
        assertEquals(3, plan(Options.usual()).source().nodes().size());
    }

    @Test
    void aDataCentreThatIsMappedAndNotThereBlocksOnItsSide() throws Exception {
        var plan = plan(Options.usual().withDataCentres(Map.of("dc1", "asia", "dc9", "eu")));
        var unknown = plan.findings().stream()
                .filter(finding -> finding.code().equals("data-centres.unknown"))
                .toList();
        assertEquals(
                List.of("target", "source acme"),
                unknown.stream().map(Finding::place).toList());
        assertTrue(Messages.text(unknown.getFirst().remedy()).endsWith(": eu, us"));
        assertTrue(Messages.text(unknown.getLast().remedy()).endsWith(": dc1, dc2"));
        assertTrue(plan.isBlocked());
        var good = plan(Options.usual().withDataCentres(Map.of("dc1", "eu", "dc2", "us")));
        assertTrue(good.findings().stream().noneMatch(finding -> finding.code().equals("data-centres.unknown")));
    }

    private static Plan plan(Options options) throws Exception {
        var migration = new Migration(
                "mtest",
                "test",
                SourceSettings.plain(List.of("10.0.0.1"), 9042, SshSettings.of("me", 22)),
                new Target.CassandraCluster(List.of("10.1.0.1"), 9042, 7000, null, null, null),
                Selection.everything(),
                options);
        var shape = new TargetShape(CassandraVersion.of("4.1.10"), new TreeMap<>(Map.of("eu", 3, "us", 3)));
        var look = new TargetLook(shape, Schema.empty(), Optional.empty(), OptionalLong.empty(), List.of());
        return new Planning(migration, cluster(List.of(FIRST, SECOND, FAR), BOTH, HERE)).plan("p1", look);
    }

    private static List<Finding> findings(@Nullable String chosen, List<Node> nodes, Keyspace... keyspaces) {
        return findings(cluster(nodes, keyspaces), chosen);
    }

    private static List<Finding> findings(Cluster cluster, @Nullable String chosen) {
        var demand = new Demand(cluster, Selection.everything(), Options.usual().withDataCentre(chosen));
        var tables = new HashSet<TableName>();
        cluster.schema().tables().forEach(table -> tables.add(table.name()));
        return new Covering(demand, tables).findings();
    }

    private static Cluster cluster(List<Node> nodes, Keyspace... keyspaces) {
        return new Cluster(
                Instant.EPOCH,
                "acme",
                "org.apache.cassandra.dht.Murmur3Partitioner",
                nodes,
                new Schema(List.of(keyspaces)),
                TOKENS);
    }

    private static Finding only(List<Finding> findings, String code) {
        var found = findings.stream().filter(each -> each.code().equals(code)).toList();
        assertEquals(1, found.size(), findings.toString());
        assertFalse(Messages.text(found.getFirst().remedy()).isBlank());
        return found.getFirst();
    }

    private static Keyspace keyspace(String name, Map<String, Integer> factors) {
        return keyspace(name, Replication.networkTopology(new TreeMap<>(factors)));
    }

    private static Keyspace keyspace(String name, Replication replication) {
        var table = new Table(
                new TableName(name, "rows"),
                new UUID(0, 1),
                List.of(Column.partitionKey("id", "int", 0)),
                List.of(),
                List.of(),
                List.of(),
                TableOptions.defaults(),
                Set.of("compound"));
        return new Keyspace(name, replication, true, List.of(table), List.of(), List.of(), List.of(), List.of());
    }

    private static Node node(String address, String dataCentre, boolean isUp) {
        var id = new UUID(1, address.hashCode());
        return new Node(id, address, address, dataCentre, "r1", CassandraVersion.of("4.1.10"), 1, isUp, null);
    }
}
