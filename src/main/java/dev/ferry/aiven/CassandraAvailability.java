package dev.ferry.aiven;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether Aiven for Apache Cassandra can be had, as the API itself says, and not as a calendar would.
public sealed interface CassandraAvailability {
    /// Until when a service could be created, by Aiven's documentation (`end-of-life`, text of 2025-11-19).
    Instant CREATION_ENDED = Instant.parse("2025-12-03T00:00:00Z");

    /// When the product ended and its services were deleted, by the same page.
    Instant ENDED = Instant.parse("2026-01-07T00:00:00Z");

    /// It can be had.
    ///
    /// @param versions the Cassandra lines that can be created, newest first; empty if the API does not
    ///     list them
    /// @param end when the last of them will end, if that is announced; null if not
    record Available(List<String> versions, @Nullable Instant end) implements CassandraAvailability {
        public Available {
            versions = List.copyOf(versions);
        }
    }

    /// It is gone.
    ///
    /// @param when since when: what the API says, else {@link #ENDED}
    /// @param evidence what the API answered, in words
    record Ended(Instant when, String evidence) implements CassandraAvailability {}
}
