package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cluster.Gauge;
import dev.ferry.cluster.Member;
import dev.ferry.cluster.NodePressure;
import dev.ferry.cluster.Product;
import dev.ferry.cluster.TargetPressure;
import dev.ferry.migration.Side;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.schema.CassandraVersion;
import dev.ferry.text.Messages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RingFindingsTest {
    private static final RingFindings SOURCE = new RingFindings(Side.SOURCE, "acme");
    private static final RingFindings TARGET = new RingFindings(Side.TARGET, "acme-new");
    private static final CassandraVersion V5 = CassandraVersion.of("5.0.9");

    @ParameterizedTest
    @EnumSource(Product.class)
    void onlyCassandraIsLetThroughOnEitherSideAndEveryOtherHasAWayOut(Product product) {
        var expected = product == Product.CASSANDRA ? Severity.PASS : Severity.BLOCK;
        for (var side : List.of(SOURCE, TARGET)) {
            var finding = side.product(product, "4.0.0.6819");
            assertEquals(expected, finding.severity());
            assertTrue(Messages.text(finding.reason()).contains(product.title()), Messages.text(finding.reason()));
            if (expected == Severity.BLOCK) {
                assertTrue(Messages.text(finding.remedy()).contains("CQL"), Messages.text(finding.remedy()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true,NORMAL,steady,PASS",
        "false,NORMAL,down,BLOCK",
        "true,JOINING,joining,BLOCK",
        "true,LEAVING,leaving,BLOCK",
        "true,MOVING,moving,BLOCK"
    })
    void aRingThatIsNotSteadyBlocksAndNamesTheNode(boolean isUp, Member.State state, String word, Severity severity) {
        var members = List.of(member("10.0.0.1", Member.State.NORMAL, true), member("10.0.0.2", state, isUp));
        for (var side : List.of(SOURCE, TARGET)) {
            var found = side.ring(members, true);
            assertEquals(1, found.size());
            assertEquals(severity, found.getFirst().severity());
            assertTrue(
                    found.getFirst().code().endsWith("." + word),
                    found.getFirst().code());
            if (severity == Severity.BLOCK) {
                assertTrue(Messages.text(found.getFirst().reason()).endsWith("10.0.0.2"));
            }
        }
    }

    /// A data centre that is not loaded from may be as it likes; somebody should know.
    @ParameterizedTest
    @CsvSource({"false,NORMAL", "true,JOINING", "true,LEAVING", "true,MOVING"})
    void whatIsNotLoadedFromBlocksNothing(boolean isUp, Member.State state) {
        var far = new Member("10.9.0.1", "dc2", state, isUp, OptionalLong.empty());
        var members = List.of(member("10.0.0.1", Member.State.NORMAL, true), far);
        var found = SOURCE.ring(members, true, each -> each.dataCentre().equals("dc2"));
        assertEquals(
                List.of("check.source_ring.steady", "check.source_ring.elsewhere"),
                found.stream().map(Finding::code).toList());
        assertEquals(Severity.WARN, found.getLast().severity());
        assertTrue(Messages.text(found.getLast().reason()).endsWith("10.9.0.1"));
        assertEquals(
                Severity.BLOCK, SOURCE.ring(members, true).getFirst().severity(), "where all of it is loaded from");
    }

    @Test
    void aNodeThatIsNotLoadedFromNeedNotTellItsSchema() {
        var away = Map.of("aaaa", List.of("10.0.0.1"), "UNREACHABLE", List.of("10.9.0.1", "10.9.0.2"));
        assertEquals(
                Severity.PASS,
                SOURCE.schema(away, Set.of("10.9.0.1", "10.9.0.2")).severity());
        var one = SOURCE.schema(away, Set.of("10.9.0.1"));
        assertEquals("check.source_schema.unreachable", one.code());
        assertTrue(Messages.text(one.reason()).endsWith(": 10.9.0.2"), Messages.text(one.reason()));
    }

    @Test
    void whatCannotBeSeenIsNotClaimed() {
        var members = List.of(member("10.0.0.1", Member.State.NORMAL, true));
        assertTrue(
                Messages.text(TARGET.ring(members, false).getFirst().reason()).contains("cannot be seen"));
    }

    private static Member member(String address, Member.State state, boolean isUp) {
        return new Member(address, "dc1", state, isUp, OptionalLong.empty());
    }

    @Test
    void severalSchemasBlockAndAreNamed() {
        var one = Map.of("aaaa", List.of("10.0.0.1", "10.0.0.2"));
        assertEquals(Severity.PASS, SOURCE.schema(one).severity());
        var two = Map.of("aaaa", List.of("10.0.0.1"), "bbbb", List.of("10.0.0.2"));
        assertEquals(Severity.BLOCK, TARGET.schema(two).severity());
        assertEquals("aaaa: 10.0.0.1\nbbbb: 10.0.0.2", TARGET.schema(two).evidence());
        var away = Map.of("aaaa", List.of("10.0.0.1"), "UNREACHABLE", List.of("10.0.0.3"));
        assertEquals("check.source_schema.unreachable", SOURCE.schema(away).code());
        assertTrue(Messages.text(SOURCE.schema(away).reason()).endsWith("10.0.0.3"));
        assertEquals(Severity.WARN, SOURCE.schema(Map.of()).severity(), "nobody said anything: no pass");
    }

    @Test
    void partitionersHaveToBeTheSame() {
        var murmur = "org.apache.cassandra.dht.Murmur3Partitioner";
        assertEquals(Severity.PASS, RingFindings.partitioner(murmur, murmur).severity());
        var other = RingFindings.partitioner(murmur, "org.apache.cassandra.dht.RandomPartitioner");
        assertEquals(Severity.BLOCK, other.severity());
        assertEquals(
                "the source places rows by Murmur3Partitioner, the target by RandomPartitioner",
                Messages.text(other.reason()));
    }

    @Test
    void aTargetThatIsBehindBeforeTheLoadWarnsAndOneThatSaysNothingIsNotCalm() {
        assertEquals("check.target_pressure.calm", pressure(12).code());
        assertEquals(Severity.WARN, pressure(140).severity());
        assertTrue(
                pressure(140).evidence().contains("140 compactions wait"),
                pressure(140).evidence());
        var silent = new TargetPressure(List.of(new NodePressure("10.1.0.1", Map.of())), List.of());
        assertEquals("check.target_pressure.untold", TARGET.pressure(silent).code());
        assertEquals(Severity.WARN, TARGET.pressure(silent).severity());
    }

    @Test
    void disksAloneSayNothingOfABacklog() {
        var disks = new NodePressure("target-1", Map.of(Gauge.DISK_USED, 1L, Gauge.DISK, 2L));
        assertEquals(
                "check.target_pressure.untold",
                TARGET.pressure(new TargetPressure(List.of(disks), List.of())).code());
        var node = new NodePressure("10.1.0.1", Map.of(Gauge.COMPACTIONS_PENDING, 0L));
        var both = TARGET.pressure(new TargetPressure(List.of(disks, node), List.of()));
        assertEquals("check.target_pressure.calm", both.code());
        assertTrue(Messages.text(both.reason()).endsWith("on 1 nodes"), Messages.text(both.reason()));
    }

    private static dev.ferry.outcome.Finding pressure(long compactions) {
        var node = new NodePressure("10.1.0.1", Map.of(Gauge.COMPACTIONS_PENDING, compactions));
        return TARGET.pressure(new TargetPressure(List.of(node), List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "stop,CASSANDRA_4,4.1.10,check.target_settings.suit",
        "ignore,CASSANDRA_4,4.1.10,check.target_settings.policy",
        "stop,NONE,4.1.10,check.target_settings.mode",
        "stop,NONE,5.0.9,check.target_settings.suit"
    })
    void settingsOfTheTargetDecide(String policy, String mode, String loader, String code) {
        var settings = Map.of("disk_failure_policy", policy, "storage_compatibility_mode", mode);
        var found = TARGET.settings(Optional.of(settings), V5, Optional.of(CassandraVersion.of(loader)));
        assertEquals(code, found.getFirst().code());
    }

    @Test
    void settingsThatCannotBeReadAreNoPass() {
        var found = TARGET.settings(Optional.empty(), CassandraVersion.of("3.11.19"), Optional.empty());
        assertEquals(Severity.WARN, found.getFirst().severity());
    }
}
