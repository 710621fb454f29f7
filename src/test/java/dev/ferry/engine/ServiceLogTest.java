package dev.ferry.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceLogTest {
    @Test
    void goesOnBehindTheLastLineThatIsKnown() {
        assertEquals(lines("c", "d"), new ServiceLog(lines("a", "b", "c", "d"), null).after(lines("x", "a", "b")));
        assertEquals(List.of(), new ServiceLog(lines("a", "b"), null).after(lines("a", "b")));
    }

    @Test
    void takesAllWhereThereIsAGap() {
        assertEquals(lines("e", "f"), new ServiceLog(lines("e", "f"), null).after(lines("a", "b")));
        assertEquals(lines("e"), new ServiceLog(lines("e"), null).after(List.of()));
    }

    @Test
    void goesOnAlthoughTheLastKnownLineCameLate() {
        assertEquals(lines("c"), new ServiceLog(lines("a", "b", "c"), null).after(lines("a", "b", "late")));
    }

    @Test
    void writesALineAsAFileWould() {
        var line = new ServiceLog.Line(Instant.EPOCH, "orders-1", "cassandra.service", "err", "no room");
        assertEquals("1970-01-01T00:00:00Z orders-1 cassandra.service: no room", line.plain());
        assertEquals("a", lines("a").getFirst().plain());
    }

    private static List<ServiceLog.Line> lines(String... texts) {
        return Arrays.stream(texts)
                .map(text -> new ServiceLog.Line(null, "", "", "", text))
                .toList();
    }
}
