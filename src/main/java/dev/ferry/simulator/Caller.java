package dev.ferry.simulator;

/// What a token may do.
enum Caller {
    /// Everything in the project, as the role `admin`.
    ADMIN,
    /// Look, but not at secrets, as the role `read_only`.
    READ_ONLY,
    /// No token, or a wrong one: only what is public.
    NOBODY
}
