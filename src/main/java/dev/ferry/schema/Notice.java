package dev.ferry.schema;

import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.text.Message;

/// Every kind of thing that can be noticed about a schema, with its code, its weight and its texts.
///
/// The reason and the remedy of one notice are given the same arguments.
enum Notice {
    AGGREGATE_LEFT(
            Severity.WARN, "schema.aggregate.left", "schema.aggregate.left.reason", "schema.routine.left.remedy"),
    CDC_HELD(Severity.WARN, "schema.cdc.held", "schema.cdc.held.reason", "schema.cdc.held.remedy"),
    COMPACT(Severity.WARN, "schema.compact", "schema.compact.reason", "schema.compact.remedy"),
    COMPACT_NOT_CQL(
            Severity.BLOCK, "schema.compact.not-cql", "schema.compact.not-cql.reason", "schema.compact.not-cql.remedy"),
    COMPACTION_REPLACED(
            Severity.WARN,
            "schema.compaction.replaced",
            "schema.compaction.replaced.reason",
            "schema.compaction.replaced.remedy"),
    COMPRESSION_ENCRYPTS(
            Severity.BLOCK,
            "schema.compression.encrypts",
            "schema.compression.encrypts.reason",
            "schema.compression.unreadable.remedy"),
    COMPRESSION_UNKNOWN(
            Severity.BLOCK,
            "schema.compression.unknown",
            "schema.compression.unknown.reason",
            "schema.compression.unreadable.remedy"),
    COUNTER(Severity.WARN, "schema.counter", "schema.counter.reason", "schema.counter.remedy"),
    DROPPED_COLUMN_HIDES(
            Severity.BLOCK,
            "schema.dropped-column.hides",
            "schema.dropped-column.hides.reason",
            "schema.dropped-column.hides.remedy"),
    DROPPED_COLUMN_MISSING(
            Severity.BLOCK,
            "schema.dropped-column.missing",
            "schema.dropped-column.missing.reason",
            "schema.dropped-column.missing.remedy"),
    DROPPED_COLUMN_STUCK(
            Severity.BLOCK,
            "schema.dropped-column.stuck",
            "schema.dropped-column.stuck.reason",
            "schema.dropped-column.stuck.remedy"),
    DROPPED_COLUMNS_REPLAYED(
            Severity.PASS,
            "schema.dropped-column.replayed",
            "schema.dropped-column.replayed.reason",
            "schema.dropped-column.replayed.remedy"),
    DURABLE_WRITES(
            Severity.WARN, "schema.durable-writes", "schema.durable-writes.reason", "schema.durable-writes.remedy"),
    DURABLE_WRITES_DIFFER(
            Severity.WARN,
            "schema.durable-writes.differ",
            "schema.durable-writes.differ.reason",
            "schema.durable-writes.differ.remedy"),
    EDIT_APPLIED(Severity.PASS, "schema.edit.applied", "schema.edit.applied.reason", "schema.edit.applied.remedy"),
    EDIT_CDC(Severity.BLOCK, "schema.edit.cdc", "schema.edit.cdc.reason", "schema.edit.cdc.remedy"),
    EDIT_DIFFERS(Severity.BLOCK, "schema.edit.differs", "schema.edit.differs.reason", "schema.edit.differs.remedy"),
    EDIT_DROPPED_COLUMN(
            Severity.BLOCK,
            "schema.edit.dropped-column",
            "schema.edit.dropped-column.reason",
            "schema.edit.dropped-column.remedy"),
    EDIT_FIXED(Severity.BLOCK, "schema.edit.fixed", "schema.edit.fixed.reason", "schema.edit.fixed.remedy"),
    EDIT_INDEX(Severity.WARN, "schema.edit.index", "schema.edit.index.reason", "schema.edit.index.remedy"),
    EDIT_INDEX_CLASS(
            Severity.BLOCK,
            "schema.edit.index-class",
            "schema.edit.index-class.reason",
            "schema.edit.index-class.remedy"),
    EDIT_LEFT_OUT(Severity.WARN, "schema.edit.left-out", "schema.edit.left-out.reason", "schema.edit.left-out.remedy"),
    EDIT_MASK(Severity.WARN, "schema.edit.mask", "schema.edit.mask.reason", "schema.edit.mask.remedy"),
    EDIT_NEEDED(Severity.BLOCK, "schema.edit.needed", "schema.edit.needed.reason", "schema.edit.needed.remedy"),
    EDIT_OPTION_FORM(
            Severity.BLOCK,
            "schema.edit.option-form",
            "schema.edit.option-form.reason",
            "schema.edit.option-form.remedy"),
    EDIT_OPTION_UNKNOWN(
            Severity.BLOCK,
            "schema.edit.option-unknown",
            "schema.edit.option-unknown.reason",
            "schema.edit.option-unknown.remedy"),
    EDIT_OPTION_VALUE(
            Severity.BLOCK,
            "schema.edit.option-value",
            "schema.edit.option-value.reason",
            "schema.edit.option-value.remedy"),
    EDIT_OTHER(Severity.BLOCK, "schema.edit.other", "schema.edit.other.reason", "schema.edit.other.remedy"),
    EDIT_STALE(Severity.WARN, "schema.edit.stale", "schema.edit.stale.reason", "schema.edit.stale.remedy"),
    EDIT_TYPE(Severity.BLOCK, "schema.edit.type", "schema.edit.type.reason", "schema.edit.type.remedy"),
    EDIT_UNREADABLE(
            Severity.BLOCK, "schema.edit.unreadable", "schema.edit.unreadable.reason", "schema.edit.unreadable.remedy"),
    EDIT_VIEW(Severity.WARN, "schema.edit.view", "schema.edit.view.reason", "schema.edit.view.remedy"),
    FUNCTION_LEFT(Severity.WARN, "schema.function.left", "schema.function.left.reason", "schema.routine.left.remedy"),
    GC_GRACE_LEFT_HELD(
            Severity.WARN,
            "schema.gc-grace.left-held",
            "schema.gc-grace.left-held.reason",
            "schema.gc-grace.left-held.remedy"),
    INDEX_CLASS_UNKNOWN(
            Severity.WARN,
            "schema.index.class-unknown",
            "schema.index.class-unknown.reason",
            "schema.index.left.remedy"),
    INDEX_DIFFERS(Severity.WARN, "schema.index.differs", "schema.index.differs.reason", "schema.index.differs.remedy"),
    INDEX_POSTPONED(
            Severity.PASS, "schema.index.postponed", "schema.index.postponed.reason", "schema.index.postponed.remedy"),
    INDEX_SASI(Severity.WARN, "schema.index.sasi", "schema.index.sasi.reason", "schema.index.left.remedy"),
    INDEX_SASI_TO_SAI(
            Severity.WARN, "schema.index.sasi", "schema.index.sasi.reason", "schema.index.sasi-to-sai.remedy"),
    INDEX_SLOWS_LOAD(
            Severity.WARN,
            "schema.index.slows-load",
            "schema.index.slows-load.reason",
            "schema.index.slows-load.remedy"),
    INDEX_STANDS(Severity.PASS, "schema.index.stands", "schema.stands.reason", "schema.stands.remedy"),
    INDEX_TOO_NEW(Severity.WARN, "schema.index.too-new", "schema.index.too-new.reason", "schema.index.left.remedy"),
    KEYSPACE_NO_REPLICA(
            Severity.BLOCK,
            "schema.keyspace.no-replica",
            "schema.keyspace.no-replica.reason",
            "schema.keyspace.no-replica.remedy"),
    KEYSPACE_REPLICATION_DIFFERS(
            Severity.WARN,
            "schema.keyspace.replication-differs",
            "schema.keyspace.replication-differs.reason",
            "schema.keyspace.replication-differs.remedy"),
    KEYSPACE_STANDS(Severity.PASS, "schema.keyspace.stands", "schema.stands.reason", "schema.stands.remedy"),
    OPTION_CONVERTED(
            Severity.WARN,
            "schema.option.converted",
            "schema.option.converted.reason",
            "schema.option.converted.remedy"),
    OPTION_DROPPED(
            Severity.WARN, "schema.option.dropped", "schema.option.dropped.reason", "schema.option.dropped.remedy"),
    OPTION_RESPELLED(
            Severity.PASS,
            "schema.option.respelled",
            "schema.option.respelled.reason",
            "schema.option.converted.remedy"),
    OPTIONS_IDLE(Severity.PASS, "schema.option.idle", "schema.option.idle.reason", "schema.option.idle.remedy"),
    OPTIONS_DIFFER(
            Severity.WARN, "schema.option.differs", "schema.option.differs.reason", "schema.option.differs.remedy"),
    REPLICATION_CHOSEN(
            Severity.PASS,
            "schema.replication.chosen",
            "schema.replication.chosen.reason",
            "schema.replication.chosen.remedy"),
    REPLICATION_FITS(
            Severity.PASS,
            "schema.replication.fits",
            "schema.replication.fits.reason",
            "schema.replication.fits.remedy"),
    REPLICATION_FOREIGN(
            Severity.BLOCK,
            "schema.replication.foreign",
            "schema.replication.foreign.reason",
            "schema.replication.no-replica.remedy"),
    REPLICATION_MAPPED(
            Severity.PASS,
            "schema.replication.mapped",
            "schema.replication.mapped.reason",
            "schema.replication.mapped.remedy"),
    REPLICATION_NO_REPLICA(
            Severity.BLOCK,
            "schema.replication.no-replica",
            "schema.replication.no-replica.reason",
            "schema.replication.no-replica.remedy"),
    REPLICATION_REPAIRED(
            Severity.WARN,
            "schema.replication.repaired",
            "schema.replication.repaired.reason",
            "schema.replication.repaired.remedy"),
    REPLICATION_SINGLE(
            Severity.WARN,
            "schema.replication.single",
            "schema.replication.single.reason",
            "schema.replication.single.remedy"),
    REPLICATION_TOO_MANY(
            Severity.WARN,
            "schema.replication.too-many",
            "schema.replication.too-many.reason",
            "schema.replication.no-replica.remedy"),
    SUPER_TABLE(Severity.BLOCK, "schema.table.super", "schema.table.super.reason", "schema.table.copy.remedy"),
    TABLE_ABSENT(Severity.BLOCK, "schema.table.absent", "schema.table.absent.reason", "schema.table.absent.remedy"),
    TABLE_DIFFERS(Severity.BLOCK, "schema.table.differs", "schema.table.differs.reason", "schema.table.differs.remedy"),
    TABLE_INCOMPLETE(
            Severity.BLOCK,
            "schema.table.incomplete",
            "schema.table.incomplete.reason",
            "schema.table.incomplete.remedy"),
    TABLE_IS_VIEW(Severity.BLOCK, "schema.table.is-view", "schema.table.is-view.reason", "schema.table.is-view.remedy"),
    MASK_CARRIED(Severity.WARN, "schema.mask.carried", "schema.mask.carried.reason", "schema.mask.carried.remedy"),
    MASK_DIFFERS(Severity.WARN, "schema.mask.differs", "schema.mask.differs.reason", "schema.mask.differs.remedy"),
    MASK_LOST(Severity.BLOCK, "schema.mask.lost", "schema.mask.lost.reason", "schema.mask.lost.remedy"),
    TABLE_STANDS(Severity.PASS, "schema.table.stands", "schema.stands.reason", "schema.stands.remedy"),
    TRIGGER_LEFT(Severity.WARN, "schema.trigger.left", "schema.trigger.left.reason", "schema.trigger.left.remedy"),
    TYPE_ABSENT(Severity.BLOCK, "schema.type.absent", "schema.type.absent.reason", "schema.table.incomplete.remedy"),
    TYPE_DIFFERS(Severity.BLOCK, "schema.type.differs", "schema.type.differs.reason", "schema.type.differs.remedy"),
    TYPE_FOREIGN(Severity.BLOCK, "schema.type.foreign", "schema.type.foreign.reason", "schema.table.copy.remedy"),
    TYPE_STANDS(Severity.PASS, "schema.type.stands", "schema.stands.reason", "schema.stands.remedy"),
    TYPE_TOO_NEW(Severity.BLOCK, "schema.type.too-new", "schema.type.too-new.reason", "schema.type.too-new.remedy"),
    VIEW_DIFFERS(Severity.WARN, "schema.view.differs", "schema.view.differs.reason", "schema.view.differs.remedy"),
    VIEW_POSTPONED(
            Severity.WARN, "schema.view.postponed", "schema.view.postponed.reason", "schema.view.postponed.remedy"),
    VIEW_SLOWS_LOAD(
            Severity.WARN, "schema.view.slows-load", "schema.view.slows-load.reason", "schema.view.slows-load.remedy"),
    VIEW_STANDS(Severity.PASS, "schema.view.stands", "schema.stands.reason", "schema.stands.remedy");

    private final Severity severity;
    private final String code;
    private final String reason;
    private final String remedy;

    Notice(Severity severity, String code, String reason, String remedy) {
        this.severity = severity;
        this.code = code;
        this.reason = reason;
        this.remedy = remedy;
    }

    /// The finding that this was noticed at a place, for a reason that says it more exactly.
    Finding because(Message exactly, String place, String evidence, Object... arguments) {
        return new Finding(code, severity, place, exactly, evidence, Message.of(remedy, arguments));
    }

    /// The finding that this was noticed at a place, with what was seen there.
    Finding at(String place, String evidence, Object... arguments) {
        return new Finding(
                code, severity, place, Message.of(reason, arguments), evidence, Message.of(remedy, arguments));
    }
}
