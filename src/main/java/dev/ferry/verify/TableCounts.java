package dev.ferry.verify;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Outcome;
import dev.ferry.schema.TableName;
import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import java.util.List;
import java.util.stream.Collectors;

/// What counting one table on both sides has shown.
///
/// @param sourceRows rows on the source, in the ranges that were read on both sides
/// @param targetRows rows on the target, in the same ranges
/// @param ranges how many ranges were read on both sides
/// @param different those of them whose numbers differ, in order
/// @param notRead the ranges that a side could not read, in order
public record TableCounts(
        TableName table,
        long sourceRows,
        long targetRows,
        int ranges,
        List<RangeCounted> different,
        List<RangeNotRead> notRead) {
    private static final int SHOWN = 5;

    public TableCounts {
        different = List.copyOf(different);
        notRead = List.copyOf(notRead);
        if (ranges == 0 && notRead.isEmpty()) {
            throw new IllegalArgumentException("nothing was looked at: " + table);
        }
    }

    /// Succeeded only if every range was read on both sides and none differs; failed if one differs; else
    /// unknown.
    public Outcome verdict() {
        if (!different.isEmpty()) {
            return new Outcome.Failed(difference());
        }
        if (!notRead.isEmpty()) {
            return new Outcome.Unknown(gap());
        }
        return Outcome.Succeeded.shownBy(
                Messages.text("verify.counts.evidence.rows", Units.count(sourceRows), Units.count(targetRows)),
                Messages.text("verify.counts.evidence.ranges", ranges));
    }

    private Failure difference() {
        var isMissing = different.stream().anyMatch(range -> range.target() < range.source());
        var isSurplus = different.stream().anyMatch(range -> range.target() > range.source());
        var key = "verify.counts." + (isMissing ? isSurplus ? "mixed" : "missing" : "surplus");
        return new Failure(
                Failure.Kind.NEEDS_ATTENTION,
                "source → target",
                Message.of(key, table, different.size(), ranges, Units.count(sourceRows), Units.count(targetRows)),
                some(different.stream().map(TableCounts::line).toList()),
                Message.of(key + ".remedy", table));
    }

    private static String line(RangeCounted range) {
        return range.range() + ": " + range.source() + " → " + range.target();
    }

    private Failure gap() {
        var first = notRead.getFirst().failure();
        return new Failure(
                first.kind(),
                first.hop(),
                Message.of("verify.counts.not-read", table, notRead.size()),
                some(notRead.stream()
                        .map(range -> Messages.text(range.failure().cause()) + " "
                                + range.failure().evidence())
                        .distinct()
                        .toList()),
                Message.of("verify.counts.not-read.remedy", table));
    }

    private static String some(List<String> lines) {
        var rest = lines.size() - SHOWN;
        return lines.stream().limit(SHOWN).collect(Collectors.joining("\n")) + (rest > 0 ? "\n… +" + rest : "");
    }
}
