package dev.ferry.aiven;

/// A private network of a project (`GET /project/P/vpcs`).
///
/// @param id its UUID
/// @param cloud where it lies
/// @param state in Aiven's words, for example `ACTIVE`
public record Vpc(String id, String cloud, String state) {
    /// Whether services can be in it.
    public boolean isThere() {
        return !state.startsWith("DELET");
    }
}
