package dev.ferry.source;

final class NodeFolderContainerIT extends InContainer implements NodeFolderContract {}
