package dev.ferry.aiven;

/// The nodes and disks of one plan (`GET /project/P/service-types/cassandra/plans/PLAN`). Sizes in MiB,
/// over all nodes.
///
/// @param plan its name
/// @param nodeCount how many nodes
/// @param diskSpaceMb what it comes with
/// @param diskCapMb the most that can be had, 0 if not told
/// @param diskStepMb by how much it can grow, 0 if not told
public record PlanSize(String plan, int nodeCount, long diskSpaceMb, long diskCapMb, long diskStepMb) {}
