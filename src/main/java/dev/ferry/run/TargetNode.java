package dev.ferry.run;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A node of a target while it is being built.
///
/// @param name for example `orders-1`
/// @param zone where it stands, empty if not told
/// @param state in its provider's words: `setting_up_vm`, `syncing_data`, `running`
/// @param phase what it is busy with, in its provider's words; empty if not told
/// @param fraction how far it is in that, from 0 to 1; null if it cannot be told
public record TargetNode(
        String name,
        String zone,
        String state,
        String phase,
        @Nullable Double fraction) {
    public TargetNode {
        Objects.requireNonNull(name);
        Objects.requireNonNull(zone);
        Objects.requireNonNull(state);
        Objects.requireNonNull(phase);
    }
}
