package dev.ferry.schema;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Plans what follows the tables of a keyspace when they are loaded: indexes and views.
final class FollowerPlanner {
    private static final Set<String> SASI = Set.of("org.apache.cassandra.index.sasi.SASIIndex", "SASIIndex");
    /// The spellings that 5.0 takes for its storage-attached index (`IndexMetadata.indexNameAliases`).
    private static final Set<String> SAI = Set.of(
            "org.apache.cassandra.index.sai.StorageAttachedIndex",
            "StorageAttachedIndex",
            "storageattachedindex",
            "sai",
            "SAI");

    private final CassandraVersion target;
    private final PlanDraft draft;
    private final Keyspace source;
    private final Keyspace standing;
    private final CqlWriter writer;

    /// A planner for one keyspace.
    ///
    /// @param standing the keyspace on the target; empty where there is none yet
    FollowerPlanner(CassandraVersion target, PlanDraft draft, Keyspace source, Keyspace standing) {
        this.target = target;
        this.draft = draft;
        this.source = source;
        this.standing = standing;
        this.writer = new CqlWriter(target);
    }

    /// Adds what the indexes and views of a table need.
    void plan(Table table) {
        standing.table(table.name().table())
                .map(Table::indexes)
                .orElse(List.of())
                .forEach(each -> draft.add(
                        Notice.INDEX_SLOWS_LOAD.at(place(each), writer.index(each), each.name(), table.name())));
        standing.viewsOf(table.name())
                .forEach(each -> draft.add(
                        Notice.VIEW_SLOWS_LOAD.at(place(each), each.whereClause(), each.fullName(), table.name())));
        table.indexes().forEach(this::plan);
        source.viewsOf(table.name()).forEach(this::plan);
    }

    private void plan(Index index) {
        var id = "create.index." + source.name() + "." + index.name();
        draft.edits().of(id);
        var found = standing.tables().stream()
                .flatMap(each -> each.indexes().stream())
                .filter(each -> each.name().equals(index.name()))
                .findFirst();
        if (found.isPresent()) {
            var isSame = writer.index(found.get()).equals(writer.index(index));
            draft.add((isSame ? Notice.INDEX_STANDS : Notice.INDEX_DIFFERS)
                    .at(place(index), writer.index(found.get()), place(index), writer.index(index)));
            return;
        }
        var notice = notice(index);
        var cql = writer.index(index);
        var create = new Statement(id, Stage.AFTER_LOAD, source.name(), place(index), cql);
        if (notice == Notice.INDEX_POSTPONED) {
            draft.add(notice.at(place(index), cql, index.name(), index.className(), target, asSai(index)));
            draft.add(create);
            return;
        }
        if (draft.edits().of(id).filter(each -> !each.isEmpty()).isEmpty()) {
            draft.add(notice.at(place(index), cql, index.name(), index.className(), target, asSai(index)));
        }
        draft.offer(create);
    }

    /// Whether it is the index that came with 5.0.
    static boolean isStorageAttached(Index index) {
        return SAI.contains(index.className());
    }

    private Notice notice(Index index) {
        if (!index.isCustom()) {
            return Notice.INDEX_POSTPONED;
        }
        if (isStorageAttached(index)) {
            return target.isAtLeast(5, 0) ? Notice.INDEX_POSTPONED : Notice.INDEX_TOO_NEW;
        }
        if (!SASI.contains(index.className())) {
            return Notice.INDEX_CLASS_UNKNOWN;
        }
        if (!target.isAtLeast(4, 0)) {
            return Notice.INDEX_POSTPONED;
        }
        return target.isAtLeast(5, 0) ? Notice.INDEX_SASI_TO_SAI : Notice.INDEX_SASI;
    }

    /// The statement that makes a storage-attached index of the same column instead.
    private String asSai(Index index) {
        return writer.index(asStorageAttached(index));
    }

    /// A storage-attached index of the same column.
    static Index asStorageAttached(Index index) {
        var options = new TreeMap<String, String>();
        options.put("target", index.target());
        options.put("class_name", "StorageAttachedIndex");
        return new Index(index.name(), index.table(), "CUSTOM", options);
    }

    private void plan(View view) {
        var written = writer.view(view);
        draft.edits().of("create.view." + view.fullName());
        Optional<View> found = standing.view(view.name());
        if (found.isPresent()) {
            draft.add((isSame(view, found.get()) ? Notice.VIEW_STANDS : Notice.VIEW_DIFFERS)
                    .at(place(view), writer.view(found.get()).cql(), place(view), written.cql()));
            return;
        }
        if (standing.table(view.name()).isPresent()) {
            draft.add(Notice.VIEW_DIFFERS.at(place(view), "table " + view.fullName(), place(view), written.cql()));
            return;
        }
        draft.addAll(written.findings());
        draft.add(Notice.VIEW_POSTPONED.at(place(view), written.cql(), view.fullName(), view.baseTable(), target));
        var id = "create.view." + view.fullName();
        draft.add(new Statement(id, Stage.AFTER_LOAD, source.name(), place(view), written.cql()));
    }

    private static boolean isSame(View wanted, View found) {
        return wanted.baseTable().equals(found.baseTable())
                && wanted.whereClause().equals(found.whereClause())
                && wanted.includesAllColumns() == found.includesAllColumns()
                && wanted.columns().equals(found.columns());
    }

    private String place(Index index) {
        return "index " + source.name() + "." + index.name();
    }

    private static String place(View view) {
        return "view " + view.fullName();
    }
}
