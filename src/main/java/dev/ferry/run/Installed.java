package dev.ferry.run;

import java.time.Instant;

/// Credentials that lie on a node.
///
/// @param folder their absolute path there
/// @param at when they were brought
/// @param isValid whether the login in them is the one that the target knows: a newer login, or none, makes
///     them worthless
public record Installed(String folder, Instant at, boolean isValid) {
    Installed outdated() {
        return new Installed(folder, at, false);
    }
}
