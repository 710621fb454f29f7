package dev.ferry.source;

/// How far a cell's attempt has been read.
///
/// @param cell the cell's key: letters, digits, `.`, `_` and `-`
/// @param attempt counted from 1
/// @param logOffset the bytes of its standard output read so far
/// @param errOffset the bytes of its standard error read so far
public record CellPosition(String cell, int attempt, long logOffset, long errOffset) {
    public CellPosition {
        SafeName.check(cell);
        if (attempt < 0 || logOffset < 0 || errOffset < 0) {
            throw new IllegalArgumentException("a negative position: " + attempt + " " + logOffset + " " + errOffset);
        }
    }
}
