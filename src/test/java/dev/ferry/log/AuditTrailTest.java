package dev.ferry.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.secrets.Redactor;
import dev.ferry.secrets.Secret;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
    private static final Instant THEN = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void theOldestMakeRoomForTheNewest() {
        var trail = new AuditTrail(3);
        for (var number = 1; number <= 5; number++) {
            trail.add(number, THEN, "10.0.0.7", "command " + number, 0);
        }
        assertEquals(List.of(3L, 4L, 5L), numbers(trail.since(0)));
        assertEquals(5, trail.position());
        assertEquals(List.of(5L), numbers(trail.since(4)));
        assertEquals(List.of(), trail.since(5));
    }

    @Test
    void whoLookedAwayTooLongGetsWhatIsStillHeld() {
        var trail = new AuditTrail(2);
        trail.add(1, THEN, "target", "a", 0);
        var before = trail.position();
        for (var number = 2; number <= 9; number++) {
            trail.add(number, THEN, "target", "b", 0);
        }
        assertEquals(List.of(8L, 9L), numbers(trail.since(before)));
    }

    @Test
    void aSecretIsMaskedAlsoInMemory() {
        var secret = Secret.of("correct-horse-7");
        var trail = new AuditTrail(2);
        trail.add(1, THEN, "target", "CREATE ROLE x WITH PASSWORD = '" + secret.reveal() + "'", 0);
        var text = trail.since(0).getFirst().text();
        assertFalse(text.contains("correct-horse"), text);
        assertTrue(text.contains(Redactor.MASK), text);
    }

    @Test
    void ofWhatIsDoneAgainAndAgainOnlyTheBeginningIsKept() {
        var trail = new AuditTrail(2);
        trail.add(1, THEN, "10.0.0.7", "first line\nsecond line", 0);
        trail.add(2, THEN, "10.0.0.7", "first line\nsecond line", 1);
        assertEquals("first line\nsecond line", trail.since(0).getFirst().text());
        assertEquals("first line …", trail.since(0).getLast().text());
        assertTrue(trail.since(0).getLast().isRepeated());
        trail.add(3, THEN, "10.0.0.7", "x".repeat(100_000), 0);
        assertTrue(trail.since(2).getFirst().text().length() < 9_000);
    }

    @Test
    void whatIsWrittenToTheAuditLogIsInTheTrailOfThisProcess() {
        var trail = AuditTrail.ofThisProcess();
        var before = trail.position();
        var audit = Logs.audit("10.0.0.99");
        audit.accept("a command that no other test has");
        audit.accept("a command that no other test has");
        var mine = trail.since(before).stream()
                .filter(entry -> entry.who().equals("10.0.0.99"))
                .toList();
        assertEquals(2, mine.size());
        assertFalse(mine.getFirst().isRepeated());
        assertEquals(mine.getFirst().number(), mine.getLast().repeats());
    }

    private static List<Long> numbers(List<AuditEntry> entries) {
        return entries.stream().map(AuditEntry::number).toList();
    }
}
