package dev.ferry.verify;

import dev.ferry.cassandra.CqlClient;
import dev.ferry.cassandra.CqlReading;
import dev.ferry.outcome.FailureException;
import dev.ferry.rows.Extent;
import dev.ferry.rows.RowComparison;
import dev.ferry.rows.RowDifference;
import dev.ferry.rows.RowProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Finds the rows of a token range that are not the same on both sides: both are read page by page in token
/// order and laid beside each other, and what seems to differ is read once more before it is believed.
///
/// Ends on an interrupt. What a side cannot read is told as not read, with what was found before it.
public final class RowDifferences {
    private final RowSide source;
    private final RowSide target;
    private final RowLimits limits;
    private final RowShape shape;

    /// Compares a table with these connections.
    ///
    /// @param reading consistency and time limit of one page, on both sides
    public RowDifferences(CqlClient source, CqlClient target, CqlReading reading, RowShape shape, RowLimits limits) {
        this(source, target, reading, reading, shape, limits);
    }

    /// Compares a table with these connections, reading each side in a way of its own.
    ///
    /// @param here consistency and time limit of one page on the source
    /// @param there the same on the target
    public RowDifferences(
            CqlClient source, CqlClient target, CqlReading here, CqlReading there, RowShape shape, RowLimits limits) {
        this(new CqlRowSide(source, here, shape), new CqlRowSide(target, there, shape), shape, limits);
    }

    RowDifferences(RowSide source, RowSide target, RowShape shape, RowLimits limits) {
        this.source = source;
        this.target = target;
        this.shape = shape;
        this.limits = limits;
    }

    /// Compares the rows of one range.
    ///
    /// @param told hears how far it is, after every page
    public RowComparison compare(TokenRange range, Consumer<RowProgress> told) throws InterruptedException {
        var merge = new RowMerge(
                new RowCursor(source.rows(range)), new RowCursor(target.rows(range)), shape, limits.most());
        var extent = extent(merge, range, told);
        var found = merge.candidates();
        try {
            return result(range, merge, confirmed(found), extent);
        } catch (FailureException e) {
            // what nobody could look at again is not believed
            return result(range, merge, List.of(), new Extent.NotRead(range.startExclusive(), e.failure()));
        }
    }

    private RowComparison result(TokenRange range, RowMerge merge, List<RowDifference> differences, Extent extent) {
        return new RowComparison(
                shape.table(),
                range.startExclusive(),
                range.endInclusive(),
                merge.sourceRows(),
                merge.targetRows(),
                differences,
                extent);
    }

    private Extent extent(RowMerge merge, TokenRange range, Consumer<RowProgress> told) throws InterruptedException {
        try {
            while (merge.goOn()) {
                told.accept(new RowProgress(
                        percent(range, merge.token()), merge.sourceRows(), merge.targetRows(), merge.found()));
            }
            return merge.isFull() ? new Extent.Enough(merge.token()) : new Extent.Whole();
        } catch (FailureException e) {
            return new Extent.NotRead(Math.max(range.startExclusive(), merge.token()), e.failure());
        }
    }

    /// Writes under way reach the sides at different moments, so a difference has to last.
    private List<RowDifference> confirmed(List<RowPair> found) throws FailureException, InterruptedException {
        if (!found.isEmpty()) {
            Thread.sleep(limits.pause());
        }
        var lasting = new ArrayList<RowDifference>();
        for (var pair : found) {
            again(pair).difference(shape, limits.snapshot()).ifPresent(lasting::add);
        }
        return lasting;
    }

    private RowPair again(RowPair pair) throws FailureException, InterruptedException {
        return new RowPair(
                source.row(pair.either()).orElse(null),
                target.row(pair.either()).orElse(null),
                pair.columns());
    }

    private static int percent(TokenRange range, long token) {
        var whole = (double) range.endInclusive() - (double) range.startExclusive();
        return (int) Math.clamp(((double) token - (double) range.startExclusive()) * 100 / whole, 0, 100);
    }
}
