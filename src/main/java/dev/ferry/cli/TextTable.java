package dev.ferry.cli;

import java.util.ArrayList;
import java.util.List;

/// Columns of text under a head, as wide as they need to be; a column whose head starts with `>` stands to
/// the right.
final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();

    private final boolean[] isRight;

    TextTable(String... head) {
        isRight = new boolean[head.length];
        var plain = new ArrayList<String>();
        for (var i = 0; i < head.length; i++) {
            isRight[i] = head[i].startsWith(">");
            plain.add(isRight[i] ? head[i].substring(1) : head[i]);
        }
        rows.add(List.copyOf(plain));
    }

    /// One more row, with as many cells as the head.
    void row(List<String> cells) {
        if (cells.size() != rows.getFirst().size()) {
            throw new IllegalArgumentException("a row of " + cells.size() + " cells");
        }
        rows.add(List.copyOf(cells));
    }

    /// The table, line by line.
    List<String> lines() {
        var widths = new int[rows.getFirst().size()];
        for (var row : rows) {
            for (var i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (var i = 0; i < widths.length; i++) {
            var space = " ".repeat(widths[i] - row.get(i).length());
            line.append(isRight[i] ? space + row.get(i) : row.get(i) + space).append("  ");
        }
        return line.toString().stripTrailing();
    }
}
