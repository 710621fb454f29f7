package dev.ferry.source;

final class SourceNodeContainerIT extends InContainer implements SourceNodeContract {}
