package dev.ferry.migration;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An SSH server that is gone through on the way to the nodes.
///
/// @param place `[user@]host[:port]`: port 22 and the nodes' user unless it says otherwise
/// @param credentials what there is to log in with there; null for the same as at the nodes
public record Jump(String place, @Nullable SshCredentials credentials) {
    public Jump {
        Objects.requireNonNull(place);
    }

    /// A server that takes the same login as the nodes.
    public static Jump to(String place) {
        return new Jump(place, null);
    }
}
