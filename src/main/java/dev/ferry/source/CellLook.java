package dev.ferry.source;

import java.util.Objects;

/// One look at one attempt at a cell. The state was read before the output: what an ended cell wrote is all
/// there.
///
/// @param state its state
/// @param log what is new on its standard output; never cut within a character
/// @param logOffset the bytes of standard output read now, for the next look
/// @param err what is new on its standard error; never cut within a character
/// @param errOffset the bytes of standard error read now, for the next look
/// @param hasMore whether there was more to read than one look brings
public record CellLook(CellState state, String log, long logOffset, String err, long errOffset, boolean hasMore) {
    public CellLook {
        Objects.requireNonNull(state);
        Objects.requireNonNull(log);
        Objects.requireNonNull(err);
    }
}
