package dev.ferry.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ferry.cluster.ClockReading;
import dev.ferry.cluster.Surroundings;
import dev.ferry.cluster.Surroundings.Memory;
import dev.ferry.cluster.Surroundings.OpenFiles;
import dev.ferry.cluster.Surroundings.OwnName;
import dev.ferry.cluster.Surroundings.TemporaryFolder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AroundTest {
    private static Surroundings seen(String answer, long sent, long received) {
        return new Around(Located.read(answer)).seen(sent, received);
    }

    @Test
    void readsWhatAMachineSays() {
        var seen = seen("""
                heard 1763866800100123456
                open-files 1024 524288
                temporary rw,nosuid,nodev,noexec tmpfs 1048576 yes /tmp
                temporary rw,relatime ext4 2048 no /var/lib/cassandra/my tmp
                memory Total 16384000 Available 8192000
                own-name node1
                own-addresses 127.0.1.1 ::1
                lacks setsid
                lacks stat -c
                answered 1763866802100123456
                end .
                """, 1_763_866_790_000L, 1_763_866_792_200L);
        assertEquals(new ClockReading(Duration.ofSeconds(10), Duration.ofMillis(101)), seen.clock());
        assertEquals(new OpenFiles(1024, 524_288), seen.openFiles());
        assertEquals(
                List.of(
                        new TemporaryFolder(
                                "/tmp", List.of("rw", "nosuid", "nodev", "noexec"), "tmpfs", 1L << 30, true),
                        new TemporaryFolder(
                                "/var/lib/cassandra/my tmp", List.of("rw", "relatime"), "ext4", 2 << 20, false)),
                seen.temporary());
        assertEquals(new Memory(16_384_000L * 1024, 8_192_000L * 1024), seen.memory());
        assertEquals(new OwnName("node1", List.of("127.0.1.1", "::1")), seen.ownName());
        assertEquals(List.of("setsid", "stat -c"), seen.missingPrograms());
    }

    @Test
    void takesAContainersLimitForItsMemory() {
        var seen = seen("memory Total 16384000 Available 8192000\nmemory-limit 4294967296\n", 0, 0);
        assertEquals(new Memory(4L << 30, 4L << 30), seen.memory());
        for (var none : List.of("max", "9223372036854771712", "18446744073709551615")) {
            seen = seen("memory Total 16384000 Available 8192000\nmemory-limit " + none + "\n", 0, 0);
            assertEquals(new Memory(16_384_000L * 1024, 8_192_000L * 1024), seen.memory());
        }
    }

    @Test
    void knowsHowCoarseAClockWithoutFractionsIs() {
        var seen = seen("heard 1763866800\nanswered 1763866800\n", 1_763_866_800_400L, 1_763_866_800_600L);
        assertEquals(new ClockReading(Duration.ZERO, Duration.ofMillis(1100)), seen.clock());
    }

    @Test
    void leavesOutWhatMakesNoSense() {
        var seen = seen("heard %s%N\nopen-files 1024\nmemory Total\ntemporary rw ext4 - yes /tmp\n", 0, 0);
        assertEquals(new Surroundings(null, null, List.of(), null, null, List.of()), seen);
        assertNull(seen("", 0, 0).ownName());
        assertEquals(
                new OpenFiles(Long.MAX_VALUE, Long.MAX_VALUE),
                seen("open-files unlimited unlimited\n", 0, 0).openFiles());
    }
}
