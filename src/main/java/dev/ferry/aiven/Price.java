package dev.ferry.aiven;

import java.math.BigDecimal;

/// What a plan costs in a cloud (`GET /project/P/pricing/…`), in US dollars per hour.
///
/// @param base the plan
/// @param extraDiskPerGb each further GiB of disk, over all nodes; zero if not told
public record Price(BigDecimal base, BigDecimal extraDiskPerGb) {}
