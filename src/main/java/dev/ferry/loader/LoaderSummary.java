package dev.ferry.loader;

import java.time.Duration;

/// The loader's closing statistics, printed only when it believes that all went well.
///
/// @param files sent, as counted at the first progress line: may be too low, but 0 means 0
/// @param bytes sent, all replicas together; exact up to 3.0, later rounded by the loader to about a
///     thousandth of its unit
/// @param duration of the streaming
public record LoaderSummary(long files, long bytes, Duration duration) {}
