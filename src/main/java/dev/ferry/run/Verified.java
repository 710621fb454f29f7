package dev.ferry.run;

import dev.ferry.outcome.Outcome;
import dev.ferry.run.Fact.RangeCounted;
import dev.ferry.run.Fact.RangeNotRead;
import dev.ferry.run.Fact.TableVerified;
import dev.ferry.schema.TableName;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/// What verification has seen.
///
/// @param checks how tables were verified last
/// @param counted the ranges of counts that are under way
/// @param notRead the ranges that such a count could not read
/// @param open what was left of a table that is not green
record Verified(
        PMap<TableName, TableCheck> checks,
        PMap<TableName, PVector<RangeCounted>> counted,
        PMap<TableName, PVector<RangeNotRead>> notRead,
        PMap<TableName, OpenRanges> open) {
    static final Verified NOTHING =
            new Verified(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty());

    Verified counted(RangeCounted range) {
        var soFar = counted.getOrDefault(range.table(), TreePVector.empty());
        return new Verified(checks, counted.plus(range.table(), soFar.plus(range)), notRead, open);
    }

    Verified notRead(RangeNotRead range) {
        var soFar = notRead.getOrDefault(range.table(), TreePVector.empty());
        return new Verified(checks, counted, notRead.plus(range.table(), soFar.plus(range)), open);
    }

    Verified verified(TableVerified verified) {
        var table = verified.table();
        var check = new TableCheck(
                verified.level(), verified.sourceRows(), verified.targetRows(), verified.ranges(), verified.outcome());
        return new Verified(
                checks.plus(table, check),
                counted.minus(table),
                notRead.minus(table),
                verified.outcome() instanceof Outcome.Succeeded ? open.minus(table) : open.plus(table, left(table)));
    }

    private OpenRanges left(TableName table) {
        return OpenRanges.of(
                counted.getOrDefault(table, TreePVector.empty()), notRead.getOrDefault(table, TreePVector.empty()));
    }
}
