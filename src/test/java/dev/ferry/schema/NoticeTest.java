package dev.ferry.schema;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.text.Messages;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoticeTest {
    @ParameterizedTest
    @EnumSource(Notice.class)
    void saysEveryNoticeInWordsThatUseNoArgumentItDoesNotGet(Notice notice) {
        var finding = notice.at("place", "evidence", "ONE", "TWO", "THREE", "FOUR");
        for (var message : new dev.ferry.text.Message[] {finding.reason(), finding.remedy()}) {
            var text = Messages.text(message);
            assertFalse(text.isBlank());
            assertFalse(text.contains("{"), text);
            assertTrue(text.matches("(?s).*(\\.|ONE|TWO|THREE|FOUR)"), text);
        }
        assertTrue(finding.code().startsWith("schema."));
    }
}
