package dev.ferry.report;

import dev.ferry.report.Summary.TableLine;
import java.util.List;
import java.util.stream.Collectors;

/// The summary as CSV (RFC 4180): a head, then a line per table.
public final class CsvReport {
    private static final List<String> HEAD = List.of(
            "table",
            "proven",
            "level",
            "rows_source",
            "rows_target",
            "ranges",
            "cells",
            "cells_loaded",
            "sstables",
            "bytes",
            "loaders");

    private CsvReport() {}

    /// The whole text.
    public static String text(Summary summary) {
        var text = new StringBuilder(line(HEAD));
        summary.tables().forEach(table -> text.append(line(fields(table))));
        return text.toString();
    }

    private static List<String> fields(TableLine line) {
        return List.of(
                line.table(),
                Boolean.toString(line.isProven()),
                line.level().map(String::valueOf).orElse(""),
                line.sourceRows().map(String::valueOf).orElse(""),
                line.targetRows().map(String::valueOf).orElse(""),
                Integer.toString(line.ranges()),
                Integer.toString(line.cells()),
                Integer.toString(line.cellsLoaded()),
                Integer.toString(line.sstables()),
                Long.toString(line.bytes()),
                String.join("; ", line.loaders()));
    }

    private static String line(List<String> fields) {
        return fields.stream().map(CsvReport::quoted).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String quoted(String field) {
        // a leading sign would be taken for a formula by spreadsheets
        var safe = !field.isEmpty() && "=+-@".indexOf(field.charAt(0)) >= 0 ? "'" + field : field;
        return safe.matches("[A-Za-z0-9_.'-]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
