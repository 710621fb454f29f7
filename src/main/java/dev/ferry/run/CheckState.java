package dev.ferry.run;

import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the journal knows of one check on one node.
///
/// @param at when it was answered, or passed over; null while it is only asked for
/// @param findings the answer: one finding for each thing that was looked at, passes included; empty if it
///     is not answered
public record CheckState(@Nullable Instant at, List<Finding> findings) {
    static final CheckState ASKED = new CheckState(null, List.of());

    public CheckState {
        findings = List.copyOf(findings);
    }

    /// Whether it was asked for and nobody has answered yet.
    public boolean isOpen() {
        return at == null;
    }

    /// Whether it was not asked because something before it stands in the way.
    public boolean isPassedOver() {
        return at != null && findings.isEmpty();
    }

    /// The worst that was found; empty if it is not answered.
    public Optional<Severity> worst() {
        return findings.stream().map(Finding::severity).max(Comparator.naturalOrder());
    }
}
