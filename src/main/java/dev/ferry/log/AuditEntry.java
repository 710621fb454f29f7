package dev.ferry.log;

import java.time.Instant;

/// One thing that was done to another machine: a remote command, an API call, a CQL statement.
///
/// @param number counted from 1 in this process; 0 for one that an earlier process wrote down
/// @param at when
/// @param who the other side: a node's address, the API, the target
/// @param text what was done, word for word, without secrets; of something that was done before, and of
///     what is very long, only the beginning
/// @param repeats the number under which it was done first; 0 if this is the first time
public record AuditEntry(long number, Instant at, String who, String text, long repeats) {
    /// Whether the very same was done before.
    public boolean isRepeated() {
        return repeats > 0;
    }
}
