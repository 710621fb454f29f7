package dev.ferry.aiven;

import org.jspecify.annotations.Nullable;

/// A project (`GET /project`).
///
/// @param name its name
/// @param account the name of the account that pays, empty if not told
/// @param defaultCloud where new services go if nobody says otherwise
public record Project(String name, String account, @Nullable String defaultCloud) {}
