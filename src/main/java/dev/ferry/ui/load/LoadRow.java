package dev.ferry.ui.load;

/// A row of the grid: a table, or one of its cells.
///
/// @param row the table's number
/// @param cell the cell's number; −1 for the table itself
record LoadRow(int row, int cell) {
    static LoadRow ofTable(int row) {
        return new LoadRow(row, -1);
    }

    boolean isTable() {
        return cell < 0;
    }
}
