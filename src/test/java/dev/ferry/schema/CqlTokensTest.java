package dev.ferry.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.schema.CqlToken.Kind;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CqlTokensTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CREATE TABLE shop.t      | KEYWORD KEYWORD NAME OPERATOR NAME
            "a""b" frozen<"Land">    | QUOTED_NAME TYPE OPERATOR QUOTED_NAME OPERATOR
            date date                | TYPE TYPE
            v vector<float, 3>       | NAME TYPE OPERATOR TYPE OPERATOR NUMBER OPERATOR
            comment = 'it''s'        | NAME OPERATOR STRING
            DROP "c" USING TIMESTAMP 5 | KEYWORD QUOTED_NAME KEYWORD KEYWORD NUMBER
            ID = 5a1c3950-6a2b-11ee-8c99-0242ac120002 | NAME OPERATOR NUMBER
            0.01 1e-5 0xCAFE 1h30m   | NUMBER NUMBER NUMBER NUMBER
            -- all 'of this          | COMMENT
            x // rest                | NAME COMMENT
            a /* b */ c              | NAME COMMENT NAME
            $$it's$$                 | STRING
            'open                    | BROKEN
            "open                    | BROKEN
            /* open                  | BROKEN
            a # b                    | NAME BROKEN NAME
            """)
    void tellsWhatEachPieceIs(String text, String kinds) {
        assertEquals(
                kinds,
                CqlTokens.of(text).stream().map(each -> each.kind().name()).collect(Collectors.joining(" ")));
    }

    @Test
    void knowsExactlyWhereEachPieceStands() {
        var tokens = CqlTokens.of("WITH  \"a\"\n= 'b''c' ");
        assertEquals(
                "0-4 6-9 10-11 12-18",
                tokens.stream().map(each -> each.start() + "-" + each.end()).collect(Collectors.joining(" ")));
    }

    @Test
    void coversAnyTextWithoutGapOrOverlap() {
        var random = new Random(7);
        for (var round = 0; round < 3_000; round++) {
            var text = random.ints(random.nextInt(60), 0, 22)
                    .mapToObj(each -> "a1\"'$/*-\n .(<é\uD83D\uDE00;e{}:,#".substring(each, each + 1))
                    .collect(Collectors.joining());
            var at = 0;
            for (var token : CqlTokens.of(text)) {
                assertTrue(text.substring(at, token.start()).isBlank(), text);
                assertEquals(text.substring(token.start(), token.end()), token.text());
                assertTrue(token.end() > token.start());
                at = token.end();
            }
            assertTrue(text.substring(at).isBlank(), text);
        }
    }

    @Test
    void keepsColoursApartOnlyWhereWordsAre() {
        assertEquals(Kind.KEYWORD, CqlTokens.of("set").getFirst().kind());
        assertEquals(Kind.TYPE, CqlTokens.of("set <int>").getFirst().kind());
    }
}
