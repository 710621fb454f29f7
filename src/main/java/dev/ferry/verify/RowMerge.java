package dev.ferry.verify;

import dev.ferry.outcome.FailureException;
import dev.ferry.verify.ReadRow.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lays two sides beside each other that are read in the same order.
///
/// Tokens can be compared; keys cannot without knowing the order of every type. But both sides have the
/// same order: where a row of one side is met on the other, everything that was passed on the way there is
/// on one side only.
final class RowMerge {
    private static final int STRETCH = 500;
    // In one partition: a stretch that long without a common row holds more differences than anyone looks at.
    private static final int MOST_WAITING = 10_000;

    private final RowCursor source;
    private final RowCursor target;
    private final RowShape shape;
    private final int most;
    private final List<RowPair> candidates = new ArrayList<>();
    private final Map<Key, ReadRow> ours = new LinkedHashMap<>();
    private final Map<Key, ReadRow> theirs = new LinkedHashMap<>();
    private @Nullable List<@Nullable Object> partition;
    private long token = Long.MIN_VALUE;

    RowMerge(RowCursor source, RowCursor target, RowShape shape, int most) {
        this.source = source;
        this.target = target;
        this.shape = shape;
        this.most = most;
    }

    /// Goes on for a stretch of rows.
    ///
    /// @return whether there is more to do
    boolean goOn() throws FailureException, InterruptedException {
        var end = source.taken() + target.taken() + STRETCH;
        while (source.taken() + target.taken() < end) {
            if (isFull() || !step()) {
                return false;
            }
        }
        return true;
    }

    private boolean step() throws FailureException, InterruptedException {
        if (!source.hasRow() && !target.hasRow()) {
            settle();
            return false;
        }
        var next = nextToken();
        if (next != token || ours.size() + theirs.size() > MOST_WAITING) {
            settle();
            token = next;
        }
        if (source.hasRow(token)) {
            take(source.take(), ours, theirs);
        }
        if (target.hasRow(token)) {
            take(target.take(), theirs, ours);
        }
        return true;
    }

    private long nextToken() throws FailureException, InterruptedException {
        if (!source.hasRow()) {
            return target.token();
        }
        return target.hasRow() ? Math.min(source.token(), target.token()) : source.token();
    }

    private void take(ReadRow row, Map<Key, ReadRow> same, Map<Key, ReadRow> other) {
        var key = row.key();
        if (!other.containsKey(key)) {
            same.put(key, row);
            return;
        }
        same.values().forEach(passed -> onOneSide(passed, same));
        same.clear();
        meet(row, key, other);
    }

    private void meet(ReadRow row, Key key, Map<Key, ReadRow> other) {
        var waiting = other.entrySet().iterator();
        while (waiting.hasNext()) {
            var passed = waiting.next();
            waiting.remove();
            if (passed.getKey().equals(key)) {
                var met = passed.getValue();
                compare(other == ours ? met : row, other == ours ? row : met);
                return;
            }
            onOneSide(passed.getValue(), other);
        }
    }

    private void compare(ReadRow source, ReadRow target) {
        // a partition's static columns come with each of its rows: they count once
        var columns = source.partition().equals(partition) ? shape.regular() : shape.values();
        partition = source.partition();
        var pair = new RowPair(source, target, columns);
        if (!pair.isEqual()) {
            candidates.add(pair);
        }
    }

    private void onOneSide(ReadRow row, Map<Key, ReadRow> side) {
        candidates.add(new RowPair(side == ours ? row : null, side == ours ? null : row, shape.values()));
    }

    private void settle() {
        ours.values().forEach(row -> onOneSide(row, ours));
        theirs.values().forEach(row -> onOneSide(row, theirs));
        ours.clear();
        theirs.clear();
    }

    /// Whether there are more candidates than anybody wanted.
    boolean isFull() {
        return candidates.size() > most;
    }

    /// The pairs that seem to differ, in token order, no more than wanted.
    List<RowPair> candidates() {
        return List.copyOf(candidates.subList(0, Math.min(most, candidates.size())));
    }

    /// How many seem to differ so far.
    int found() {
        return Math.min(most, candidates.size());
    }

    /// The token at which it is: everything before it is compared.
    long token() {
        return token;
    }

    /// Rows read on the source.
    long sourceRows() {
        return source.taken();
    }

    /// Rows read on the target.
    long targetRows() {
        return target.taken();
    }
}
