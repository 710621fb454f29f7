package dev.ferry.engine;

import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.run.Check;
import dev.ferry.schema.Column;
import dev.ferry.schema.Index;
import dev.ferry.schema.Keyspace;
import dev.ferry.schema.OptionValue;
import dev.ferry.schema.Schema;
import dev.ferry.schema.Table;
import dev.ferry.schema.TableName;
import dev.ferry.schema.View;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Judges tables: whether a loader has the classes that their files ask for, and whether what stands on the
/// target makes a load fail or crawl. Decides only.
final class TableFindings {
    private static final Set<String> COMPRESSORS =
            Set.of("", "LZ4Compressor", "SnappyCompressor", "DeflateCompressor", "ZstdCompressor", "NoopCompressor");
    private static final String OWN_COMPRESSORS = "org.apache.cassandra.io.compress.";
    private static final String OWN_TYPES = "org.apache.cassandra.db.marshal.";
    // system_schema spells a type that CQL has no name for as its class in quotes
    private static final Pattern CLASS = Pattern.compile("'([A-Za-z_][\\w.$]*)");
    private static final Pattern SAI = Pattern.compile("(?i).*(StorageAttachedIndex|^sai$).*");
    private static final Pattern SASI = Pattern.compile("(?i).*SASIIndex.*");
    private static final int MOST_NAMED = 20;

    private TableFindings() {}

    /// The compressor of a table's files, by its simple name if it is one of Cassandra's own; empty for none.
    static String compressor(Table table) {
        if (!(table.options().get("compression").orElse(null) instanceof OptionValue.Entries(var entries))) {
            return "";
        }
        if (entries.getOrDefault("enabled", "true").equals("false")) {
            return "";
        }
        var name = entries.getOrDefault("class", entries.getOrDefault("sstable_compression", ""));
        return name.startsWith(OWN_COMPRESSORS) ? name.substring(OWN_COMPRESSORS.length()) : name;
    }

    /// The compressors of all of these tables.
    static Set<String> compressors(Schema schema, Set<TableName> tables) {
        return selected(schema, tables).stream()
                .map(TableFindings::compressor)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Table> selected(Schema schema, Set<TableName> tables) {
        return schema.tables().stream()
                .filter(table -> tables.contains(table.name()))
                .toList();
    }

    /// What of the source's tables no loader and no target can read: compressors, encryption and types whose
    /// classes are not Cassandra's own.
    static List<Finding> source(Schema schema, Set<TableName> tables) {
        var selected = selected(schema, tables);
        var findings = new ArrayList<Finding>();
        byClass(selected, table -> COMPRESSORS.contains(compressor(table)) ? List.of() : List.of(compressor(table)))
                .forEach((name, names) -> findings.add(Said.block(
                        Check.SOURCE_TABLES,
                        name.contains("Encrypt") ? "encryption" : "compressor",
                        place(names),
                        lines(names),
                        name,
                        names.size(),
                        alter(names))));
        byClass(
                        selected,
                        table -> table.columns().stream()
                                .flatMap(column -> foreign(column).stream())
                                .toList())
                .forEach((name, names) -> findings.add(
                        Said.block(Check.SOURCE_TABLES, "type", place(names), lines(names), name, names.size())));
        if (findings.isEmpty()) {
            var all = compressors(schema, tables);
            findings.add(Said.pass(
                    Check.SOURCE_TABLES,
                    "known",
                    "source",
                    all.isEmpty() ? "no table is compressed" : String.join(", ", all),
                    selected.size()));
        }
        return findings;
    }

    private static List<String> foreign(Column column) {
        return CLASS.matcher(column.type())
                .results()
                .map(found -> found.group(1))
                .filter(name -> !name.startsWith(OWN_TYPES))
                .toList();
    }

    private static Map<String, List<TableName>> byClass(
            Collection<Table> tables, Function<Table, List<String>> classes) {
        var found = new TreeMap<String, List<TableName>>();
        for (var table : tables) {
            new TreeSet<>(classes.apply(table))
                    .forEach(name ->
                            found.computeIfAbsent(name, _ -> new ArrayList<>()).add(table.name()));
        }
        return found;
    }

    private static String alter(List<TableName> names) {
        return "ALTER TABLE " + dev.ferry.schema.Cql.name(names.getFirst())
                + " WITH compression = {'class': 'LZ4Compressor'};";
    }

    private static String place(List<TableName> names) {
        return names.size() == 1
                ? "table " + names.getFirst()
                : "table " + names.getFirst() + " and " + (names.size() - 1) + " more";
    }

    private static String lines(List<TableName> names) {
        return names.stream().map(TableName::toString).limit(MOST_NAMED).collect(Collectors.joining("\n"));
    }

    /// What stands on the target's tables already and is in a load's way: views and change data capture send
    /// every row through the write path, indexes are built while files arrive, and whole files without their
    /// SAI components are refused.
    static List<Finding> target(Schema source, Schema standing, Set<TableName> tables) {
        var findings = new ArrayList<Finding>();
        var there = selected(standing, tables);
        var views = standing.keyspaces().stream()
                .map(Keyspace::views)
                .flatMap(List::stream)
                .filter(view -> tables.contains(view.baseTable()))
                .toList();
        add(findings, "view", views.stream().map(View::baseTable).distinct().toList());
        add(findings, "cdc", named(there, table -> table.options().isCdc()));
        add(findings, "sai", withIndex(there, SAI));
        add(findings, "sasi", withIndex(there, SASI));
        add(
                findings,
                "custom",
                named(
                        there,
                        table -> table.indexes().stream()
                                .anyMatch(index -> index.isCustom() && !isOf(index, SAI) && !isOf(index, SASI))));
        add(findings, "index", named(there, table -> table.indexes().stream().anyMatch(index -> !index.isCustom())));
        add(findings, "trigger", named(there, table -> !table.triggers().isEmpty()));
        add(
                findings,
                "larger",
                there.stream()
                        .filter(table -> source.table(table.name())
                                .filter(from -> isLarger(compressor(from), compressor(table)))
                                .isPresent())
                        .map(Table::name)
                        .toList());
        if (findings.isEmpty()) {
            findings.add(Said.pass(Check.TARGET_TABLES, "plain", "target", "", there.size()));
        }
        return findings;
    }

    // by how much files shrink, roughly: what goes the other way takes more room than it does now
    private static boolean isLarger(String from, String to) {
        return weight(to) < weight(from);
    }

    private static int weight(String compressor) {
        return switch (compressor) {
            case "", "NoopCompressor" -> 0;
            case "LZ4Compressor", "SnappyCompressor" -> 1;
            case "DeflateCompressor", "ZstdCompressor" -> 2;
            default -> 1;
        };
    }

    private static List<TableName> withIndex(List<Table> tables, Pattern kind) {
        return named(tables, table -> table.indexes().stream().anyMatch(index -> isOf(index, kind)));
    }

    private static boolean isOf(Index index, Pattern kind) {
        return kind.matcher(Objects.requireNonNullElse(index.className(), "")).matches();
    }

    private static List<TableName> named(List<Table> tables, java.util.function.Predicate<Table> which) {
        return tables.stream().filter(which).map(Table::name).toList();
    }

    private static void add(List<Finding> findings, String word, List<TableName> names) {
        if (!names.isEmpty()) {
            findings.add(Said.finding(
                    Check.TARGET_TABLES,
                    word,
                    Severity.WARN,
                    place(names),
                    lines(names),
                    names.size(),
                    names.getFirst().toString()));
        }
    }
}
