package dev.ferry.aiven;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A project (`GET /project`).
///
/// @param name its name
/// @param account the name of the account that pays, empty if not told
/// @param defaultCloud where new services go if nobody says otherwise
/// @param trialEnd when its trial ends; null if it is on none
/// @param balanceUsd what has been used and not been paid yet; null if not told
public record Project(
        String name,
        String account,
        @Nullable String defaultCloud,
        @Nullable Instant trialEnd,
        @Nullable BigDecimal balanceUsd) {}
