package dev.ferry.schema;

import dev.ferry.schema.CqlStatement.CreateKeyspace;
import dev.ferry.schema.CqlStatement.CreateTable;
import dev.ferry.schema.CqlToken.Kind;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a user wrote in place of statements, and which of it has found its statement.
final class Edits {
    private final Map<String, String> texts;
    private final Set<String> found = new HashSet<>();

    /// Edits by the id of their statement.
    Edits(Map<String, String> texts) {
        this.texts = texts;
    }

    /// The text for a statement, if there is one.
    Optional<String> of(String id) {
        found.add(id);
        return Optional.ofNullable(texts.get(id)).map(Edits::bare);
    }

    /// The replication that a user gave a keyspace by its statement.
    Optional<Replication> replication(String keyspace) {
        return of("create.keyspace." + keyspace)
                .flatMap(text -> CqlReader.read(text).read())
                .filter(CreateKeyspace.class::isInstance)
                .map(each -> ((CreateKeyspace) each).replication());
    }

    /// The options that a table shall have: its own, or those that a user gave it by its statement.
    TableOptions options(Table table) {
        return of("create.table." + table.name())
                .flatMap(text -> CqlReader.read(text).read())
                .filter(CreateTable.class::isInstance)
                .map(each -> OptionCheck.plain(((CreateTable) each).table().options()))
                .filter(OptionCheck::hasSoundGcGrace)
                .orElse(table.options());
    }

    /// The ids of all statements that were asked for.
    Set<String> asked() {
        return Set.copyOf(found);
    }

    /// What has found no statement.
    SortedMap<String, String> lost() {
        var lost = new TreeMap<>(texts);
        lost.keySet().removeAll(found);
        return lost;
    }

    /// A text without the semicolon at its end, and without what follows that.
    static String bare(String text) {
        var tokens = CqlTokens.of(text).stream()
                .filter(each -> each.kind() != Kind.COMMENT)
                .toList();
        if (tokens.isEmpty()) {
            return "";
        }
        var last = tokens.getLast();
        return last.is(";") ? text.substring(0, last.start()).strip() : text.strip();
    }
}
