package dev.ferry.plan;

/// One cell as it was when the plan was made; how much it really is, its snapshot will tell.
///
/// @param id which
/// @param sstables how many SSTables
/// @param bytes of all their components
public record CellPlan(CellId id, int sstables, long bytes) {}
