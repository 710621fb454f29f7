package dev.ferry.cluster;

import java.util.Objects;
import java.util.OptionalLong;

/// A node as another one sees it in the ring.
///
/// @param address its address
/// @param dataCentre its data centre; empty if nobody said
/// @param state what it does in the ring
/// @param isUp whether it is seen up
/// @param loadBytes what lies on its disks as it says itself; empty if it does not
public record Member(String address, String dataCentre, State state, boolean isUp, OptionalLong loadBytes) {
    public Member {
        Objects.requireNonNull(address);
        Objects.requireNonNull(dataCentre);
        Objects.requireNonNull(state);
        Objects.requireNonNull(loadBytes);
    }

    /// Whether nothing is to be said against it.
    public boolean isSteady() {
        return isUp && state == State.NORMAL;
    }

    /// What a node does in the ring.
    public enum State {
        /// It has its tokens and serves.
        NORMAL,
        /// It takes over tokens, and is not a replica yet.
        JOINING,
        /// It hands its tokens on and goes.
        LEAVING,
        /// It changes its tokens.
        MOVING
    }
}
