package dev.ferry.rows;

/// How far a comparison is.
///
/// @param percent of the token range, 0 to 100
/// @param sourceRows rows read on the source
/// @param targetRows rows read on the target
/// @param differences rows found that seem to differ; they are looked at again before they are believed
public record RowProgress(int percent, long sourceRows, long targetRows, int differences) {}
