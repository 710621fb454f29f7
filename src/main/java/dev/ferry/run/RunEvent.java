package dev.ferry.run;

/// Something that a run tells.
public sealed interface RunEvent permits Fact, Tick {}
