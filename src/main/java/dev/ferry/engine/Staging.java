package dev.ferry.engine;

import dev.ferry.cluster.TableFiles;
import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.plan.CellId;
import dev.ferry.plan.Plan;
import dev.ferry.plan.TablePlan;
import dev.ferry.schema.TableName;
import dev.ferry.source.StagedPart;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of a node's cells, linked to where the loader reads them.
final class Staging {
    private static final Logger LOG = LoggerFactory.getLogger(Staging.class);
    private static final int FIRST_PASS = 1;

    private final Workplace work;
    private final Workspace node;
    private final Map<TableName, UUID> ids;
    private final Map<CellId, List<StagedPart>> staged = new HashMap<>();

    Staging(Workplace work, Workspace node) {
        this.work = work;
        this.node = node;
        this.ids = work.plan().tables().stream().collect(Collectors.toMap(TablePlan::table, TablePlan::id));
    }

    /// A cell's folder name on the node. It holds the plan's name: another plan takes another snapshot.
    String key(CellId cell) {
        return key(work.plan(), cell);
    }

    /// A cell's folder name on its node, under a plan.
    static String key(Plan plan, CellId cell) {
        return plan.id() + "-" + cell.key();
    }

    /// A cell's parts. Where they are not known yet their files are linked first; no loader of the cell
    /// lives then.
    List<StagedPart> parts(CellId cell) throws FailureException, InterruptedException {
        var known = staged.get(cell);
        if (known == null) {
            known = node.folder().stage(key(cell), tag(), files(cell.table()));
            staged.put(cell, known);
        }
        return known;
    }

    /// Links the files of these cells together, of those that are not linked yet. What cannot be linked this way
    /// is said where its parts are asked for. No loader of them lives then.
    void prepare(Collection<CellId> cells) throws FailureException, InterruptedException {
        var keys = new LinkedHashMap<String, CellId>();
        cells.stream().filter(cell -> !staged.containsKey(cell)).forEach(cell -> keys.put(key(cell), cell));
        var files = new LinkedHashMap<String, TableFiles>();
        keys.forEach((key, cell) -> files.put(key, files(cell.table())));
        try {
            node.folder()
                    .stage(tag(), files)
                    .forEach((key, parts) -> staged.put(Objects.requireNonNull(keys.get(key)), parts));
        } catch (FailureException e) {
            if (e.failure().kind() == Failure.Kind.RETRYABLE) {
                throw e;
            }
            LOG.info("cells are linked one by one on {}: {}", node.address(), e.getMessage());
        }
    }

    private String tag() {
        return work.migration().snapshotTag(work.plan().id(), FIRST_PASS);
    }

    private TableFiles files(TableName table) {
        var found = node.machine().tables().get(table);
        return found != null ? found : new TableFiles(table, id(table), List.of(), 0, 0, Set.of());
    }

    private UUID id(TableName table) {
        return Objects.requireNonNull(ids.get(table), "a table that is not in the plan");
    }

    /// Removes these cells' links.
    void remove(Collection<CellId> cells) throws FailureException, InterruptedException {
        cells.forEach(staged::remove);
        node.folder().removeStages(cells.stream().map(this::key).toList());
    }

    /// Whether a table's replication puts every row on every target node.
    boolean isOnEveryTargetNode(TableName table, TargetLink target) throws FailureException, InterruptedException {
        var factors = target.factors().getOrDefault(table.keyspace(), Map.of());
        return target.shape().nodesByDataCentre().entrySet().stream()
                .allMatch(centre -> factors.getOrDefault(centre.getKey(), 0) >= centre.getValue());
    }
}
