package dev.ferry.source;

final class SourceNodeSshTest extends OverSsh implements SourceNodeContract {}
