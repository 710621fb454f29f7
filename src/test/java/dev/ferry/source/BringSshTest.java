package dev.ferry.source;

final class BringSshTest extends OverSsh implements BringContract {}
