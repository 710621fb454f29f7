package dev.ferry.source;

final class QueueSshTest extends OverSsh implements QueueContract {}
