package dev.ferry.source;

final class QueueContainerIT extends InContainer implements QueueContract {}
