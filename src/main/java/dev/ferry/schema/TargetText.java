package dev.ferry.schema;

import dev.ferry.schema.CqlToken.Kind;
import dev.ferry.schema.SchemaObject.Piece;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Several statements as one text, and that text as statements again.
final class TargetText {
    private static final String BETWEEN = ";\n\n";

    private TargetText() {}

    /// Statements below each other, each with its semicolon; empty ones are left out.
    static String join(List<String> statements) {
        var some = statements.stream().filter(each -> !each.isBlank()).toList();
        return some.isEmpty() ? "" : String.join(BETWEEN, some) + ";";
    }

    /// The line on which a character of one of the statements comes to stand.
    static int line(List<Piece> pieces, String id, int offset) {
        var line = 1;
        for (var piece : pieces) {
            if (piece.id().equals(id)) {
                return line + CqlProblem.lineOf(piece.text(), offset) - 1;
            }
            if (!piece.text().isBlank()) {
                line += CqlProblem.lineOf(piece.text(), piece.text().length()) + 1;
            }
        }
        return 1;
    }

    /// Cuts a text at its semicolons and gives each part to the statement that begins like it.
    static Map<String, Optional<String>> split(List<Piece> pieces, String text) {
        var parts = cut(text);
        var owners = owners(pieces, parts);
        var edits = new LinkedHashMap<String, Optional<String>>();
        for (var each = 0; each < pieces.size(); each++) {
            var index = each;
            var own = IntStream.range(0, parts.size())
                    .filter(part -> owners[part] == index)
                    .mapToObj(parts::get)
                    .collect(Collectors.joining(BETWEEN));
            var piece = pieces.get(each);
            edits.put(piece.id(), own.equals(piece.proposal()) ? Optional.empty() : Optional.of(own));
        }
        return edits;
    }

    private static List<String> cut(String text) {
        var parts = new ArrayList<String>();
        var start = 0;
        for (var token : CqlTokens.of(text)) {
            if (token.is(";") && token.kind() == Kind.OPERATOR) {
                parts.add(text.substring(start, token.start()).strip());
                start = token.end();
            }
        }
        parts.add(text.substring(start).strip());
        parts.removeIf(each -> Edits.bare(each).isEmpty());
        return parts;
    }

    /// Which piece each part belongs to: the next one that begins like it, else the one before.
    private static int[] owners(List<Piece> pieces, List<String> parts) {
        var leads = pieces.stream()
                .map(each -> lead(each.proposal().isBlank() ? each.text() : each.proposal()))
                .toList();
        var owners = new int[parts.size()];
        var last = -1;
        for (var part = 0; part < parts.size(); part++) {
            var lead = lead(parts.get(part));
            var next = last + 1;
            while (next < pieces.size() && !leads.get(next).equals(lead)) {
                next++;
            }
            var isSameNumber = parts.size() == pieces.size();
            last = next < pieces.size() ? next : isSameNumber ? part : Math.max(0, last);
            owners[part] = last;
        }
        return owners;
    }

    /// What a statement is and what it does: `create table`, `alter table drop "coupon"`.
    private static String lead(String statement) {
        var words = CqlTokens.of(statement).stream()
                .filter(each -> each.kind() != Kind.COMMENT)
                .map(each -> each.text().toLowerCase(Locale.ROOT))
                .limit(7)
                .toList();
        if (words.isEmpty()) {
            return "";
        }
        return words.getFirst().equals("alter") && words.size() == 7
                ? words.get(5) + " " + words.get(6)
                : words.getFirst();
    }
}
