package dev.ferry.plan;

import dev.ferry.migration.Limits;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.schema.Stage;
import dev.ferry.schema.Statement;
import dev.ferry.schema.TargetShape;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What shall happen.
///
/// @param id unique within the document: `p1`, `p2`, … in the order in which they are made
/// @param made when
/// @param source what the source was like: checked for drift before anything runs
/// @param target what the target is or will be like: checked for drift before anything runs
/// @param findings what the schema comparison noticed, repairs included; and what is to be said of nodes,
///     loaders and room
/// @param statements the exact CQL for the target, in order
/// @param tables what moves, biggest first
/// @param limits how hard to push
public record Plan(
        String id,
        Instant made,
        SourceShape source,
        TargetShape target,
        List<Finding> findings,
        List<Statement> statements,
        List<TablePlan> tables,
        Limits limits) {
    public Plan {
        findings = List.copyOf(findings);
        statements = List.copyOf(statements);
        tables = List.copyOf(tables);
        if (!id.matches("p[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("not a plan's id: " + id);
        }
    }

    /// What the plan after the last one is called.
    ///
    /// @param last the plan that was made last; empty if there is none
    public static String nextId(Optional<Plan> last) {
        return idOf(last.map(Plan::number).orElse(0) + 1);
    }

    /// The same under another id.
    public Plan called(String id) {
        return new Plan(id, made, source, target, findings, statements, tables, limits);
    }

    /// How many plans there have been, this one included.
    public int number() {
        return Integer.parseInt(id.substring(1));
    }

    /// What the plan of a number is called.
    public static String idOf(int number) {
        return "p" + number;
    }

    /// Whether something has to be mended before this plan may run.
    public boolean isBlocked() {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.BLOCK);
    }

    /// Which loader each node's files will go by, and why: one finding for all nodes that are alike.
    public List<Finding> loaders() {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.PASS)
                .filter(finding -> finding.code().startsWith("loader."))
                .toList();
    }

    /// The statements of one stage, in order.
    public List<Statement> statements(Stage stage) {
        return statements.stream()
                .filter(statement -> statement.stage() == stage)
                .toList();
    }

    /// Every cell of the first pass, biggest first.
    public List<CellPlan> cells() {
        return tables.stream()
                .flatMap(table -> table.cells().stream())
                .sorted((one, other) -> Long.compare(other.bytes(), one.bytes()))
                .toList();
    }

    /// The bytes of all cells on the source's disks.
    public long bytes() {
        return tables.stream().mapToLong(TablePlan::bytes).sum();
    }
}
