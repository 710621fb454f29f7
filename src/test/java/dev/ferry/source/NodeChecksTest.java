package dev.ferry.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.ferry.cluster.Member;
import dev.ferry.ssh.LocalRemote;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NodeChecksTest {
    @TempDir
    private Path folder;

    @Test
    void realShSeesFilesAndLimits() throws Exception {
        var table = Files.createDirectories(folder.resolve("data it's/shop/orders-1"));
        for (int i = 1; i <= 5; i++) {
            Files.writeString(table.resolve("nb-" + i + "-big-Data.db"), "x");
        }
        var seen = new NodeChecks(new LocalRemote()).look(List.of(folder + "/data it's", folder + "/not-there"));
        assertEquals(0, seen.unreadable());
        assertTrue(seen.maps().orElseThrow() > 1000);
    }

    @Test
    void filesThatMayNotBeReadAreCountedAndSomeNamed() throws Exception {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may read everything");
        var table = Files.createDirectories(folder.resolve("shop/orders-1"));
        for (int i = 1; i <= 5; i++) {
            var file = Files.writeString(table.resolve("nb-" + i + "-big-Data.db"), "x");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        }
        var seen = new NodeChecks(new LocalRemote()).look(List.of(folder.toString()));
        assertEquals(5, seen.unreadable());
        assertEquals(3, seen.named().size());
    }

    @Test
    void answersOfSeveralDirectoriesAddUp() {
        var seen = NodeChecks.read("""
                maps 65530
                unreadable /a/shop/orders-1/nb-1-big-Data.db
                count 1
                unreadable /b/shop/orders-1/nb-7-big-Data.db
                unreadable /b/shop/orders-1/nb-8-big-Data.db
                count 12
                end
                """);
        assertEquals(13, seen.unreadable());
        assertEquals(3, seen.named().size());
        assertEquals(OptionalLong.of(65530), seen.maps());
    }

    /// As 3.11, 4.1 and a node with one token print it.
    @Test
    void nodetoolsRingIsReadWhateverItLooksLike() {
        var answer = RingAnswer.read("""
                Datacenter: dc1
                ===============
                Status=Up/Down
                |/ State=Normal/Leaving/Joining/Moving
                --  Address    Load       Tokens  Owns (effective)  Host ID                               Rack
                UN  10.0.0.11  108.45 KiB  256     33.3%  5f9f2f1e-7d1d-4dd5-a1c7-3c9b3f7a0001  rack1
                DN  10.0.0.12  1,2 GB  256     ?  5f9f2f1e-7d1d-4dd5-a1c7-3c9b3f7a0002  rack1
                Datacenter: dc 2
                UJ  2001:db8::3  ?  5f9f2f1e-7d1d-4dd5-a1c7-3c9b3f7a0003  -9223372036854775808  rack1
                UL  10.0.0.14  98.1 GiB  16  25.0%  5f9f2f1e-7d1d-4dd5-a1c7-3c9b3f7a0004  rack 2
                Note: Non-system keyspaces don't have the same replication settings

                Cluster Information:
                \tName: acme
                \tSchema versions:
                \t\t86afa796-d883-3932-aa73-6b017cef0d19: [10.0.0.11, 10.0.0.14]

                \t\tUNREACHABLE: [10.0.0.12]
                """);
        assertEquals(
                List.of("10.0.0.11", "10.0.0.12", "2001:db8::3", "10.0.0.14"),
                answer.members().stream().map(Member::address).toList());
        assertEquals(
                List.of(Member.State.NORMAL, Member.State.NORMAL, Member.State.JOINING, Member.State.LEAVING),
                answer.members().stream().map(Member::state).toList());
        assertEquals(
                List.of(true, false, true, true),
                answer.members().stream().map(Member::isUp).toList());
        assertEquals("dc1", answer.members().getFirst().dataCentre());
        assertEquals(
                Map.of(
                        "86afa796-d883-3932-aa73-6b017cef0d19", List.of("10.0.0.11", "10.0.0.14"),
                        "UNREACHABLE", List.of("10.0.0.12")),
                answer.schemas());
    }
}
