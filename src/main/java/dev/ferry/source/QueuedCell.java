package dev.ferry.source;

import java.util.List;

/// One attempt at a cell, for a launcher's queue.
///
/// @param cell the cell's key
/// @param attempt counted from 1
/// @param arguments those of the bulk loader; none of them a secret, none with a line break
public record QueuedCell(String cell, int attempt, List<String> arguments) {
    public QueuedCell {
        SafeName.check(Queue.checkCell(cell));
        arguments = List.copyOf(arguments);
        if (arguments.stream().anyMatch(argument -> argument.contains("\n") || argument.contains("\r"))) {
            throw new IllegalArgumentException("a line break in an argument");
        }
    }
}
