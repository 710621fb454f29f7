package dev.ferry.source;

final class NodeFolderSshTest extends OverSsh implements NodeFolderContract {}
