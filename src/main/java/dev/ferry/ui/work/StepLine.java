package dev.ferry.ui.work;

import dev.ferry.engine.MigrationEngine;
import dev.ferry.outcome.Outcome;
import dev.ferry.outcome.Severity;
import dev.ferry.plan.Plan;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.schema.Stage;
import dev.ferry.schema.Table;
import dev.ferry.text.Message;
import dev.ferry.text.Units;
import dev.ferry.ui.controls.Mark;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One step of the journey in one line: what is done, what is not, what blocks. Read from what is known, and from
/// nothing else.
///
/// @param mark how it stands
/// @param text in one line
public record StepLine(Mark mark, Message text) {
    /// The lines of all steps.
    public static Map<JourneyStep, StepLine> of(Known known) {
        var lines = new EnumMap<JourneyStep, StepLine>(JourneyStep.class);
        for (var step : JourneyStep.values()) {
            lines.put(step, of(step, known));
        }
        return lines;
    }

    private static StepLine of(JourneyStep step, Known known) {
        return switch (step) {
            case SOURCE -> source(known);
            case TARGET -> target(known);
            case SCHEMA -> schema(known);
            case NODES -> nodes(known);
            case LOAD -> load(known);
            case VERIFY -> verify(known);
            case FINISH -> finish(known);
        };
    }

    private static StepLine line(Mark mark, String key, Object... arguments) {
        return new StepLine(mark, Message.of(key, arguments));
    }

    private static StepLine source(Known known) {
        if (known.draft().source() == null) {
            return line(Mark.OPEN, "ui.line.source.open");
        }
        var survey = known.survey();
        if (survey == null) {
            return line(Mark.OPEN, "ui.line.source.not-seen");
        }
        var tables = survey.schema().tables();
        var moving = tables.stream()
                .map(Table::name)
                .filter(known.draft().selection()::takes)
                .count();
        var down = survey.nodes().stream().filter(node -> !node.up()).count();
        if (moving == 0) {
            return line(Mark.BLOCKED, "ui.line.source.nothing", tables.size());
        }
        return down > 0
                ? line(Mark.WARN, "ui.line.source.down", down, survey.nodes().size())
                : line(Mark.DONE, "ui.line.source.seen", survey.nodes().size(), moving, tables.size());
    }

    private static StepLine target(Known known) {
        var target = known.draft().target();
        if (target == null) {
            return line(Mark.OPEN, "ui.line.target.open");
        }
        var reached = stepped(known, StepId.of(Step.TARGET));
        return reached.orElseGet(() -> line(Mark.OPEN, "ui.line.target.chosen", target.name()))
                .said(Mark.DONE, "ui.line.target.done", target.name())
                .said(Mark.RUNNING, "ui.line.target.running", target.name())
                .said(Mark.FAILED, "ui.line.target.failed", target.name());
    }

    /// The same with another text, if it has this mark.
    private StepLine said(Mark when, String key, Object... arguments) {
        return mark == when ? line(when, key, arguments) : this;
    }

    /// How a step of the run stands; empty if it never started.
    private static Optional<StepLine> stepped(Known known, StepId id) {
        var state = known.run().step(id);
        if (state.starts() == 0) {
            return Optional.empty();
        }
        var mark = state.outcome() == null ? known.isLive() ? Mark.RUNNING : Mark.UNKNOWN : Mark.of(state.outcome());
        return Optional.of(line(mark, "ui.line.unknown"));
    }

    private static StepLine schema(Known known) {
        var plan = known.plan();
        if (plan == null) {
            return line(Mark.OPEN, "ui.line.schema.open");
        }
        var blocks = plan.findings().stream()
                .filter(finding -> finding.severity() == Severity.BLOCK)
                .count();
        if (blocks > 0) {
            return line(Mark.BLOCKED, "ui.line.schema.blocked", blocks);
        }
        var statements = plan.statements(Stage.BEFORE_LOAD).size();
        return stepped(known, StepId.of(Step.SCHEMA_PROOF))
                .or(() -> failedStatement(known, plan))
                .orElseGet(() -> line(Mark.OPEN, "ui.line.schema.planned", statements))
                .said(Mark.DONE, "ui.line.schema.done", statements)
                .said(Mark.RUNNING, "ui.line.schema.running", statements)
                .said(Mark.FAILED, "ui.line.schema.failed");
    }

    private static Optional<StepLine> failedStatement(Known known, Plan plan) {
        return plan.statements(Stage.BEFORE_LOAD).stream()
                .flatMap(statement -> stepped(known, new StepId(Step.SCHEMA, statement.id())).stream())
                .filter(line -> line.mark() != Mark.DONE)
                .findFirst();
    }

    private static StepLine nodes(Known known) {
        var plan = known.plan();
        if (plan == null) {
            return line(Mark.OPEN, "ui.line.nodes.open");
        }
        var nodes = plan.source().nodes();
        var marks = nodes.stream()
                .map(node -> stepped(known, new StepId(Step.PREFLIGHT, node.address()))
                        .map(StepLine::mark)
                        .orElse(Mark.OPEN))
                .toList();
        var failed = count(marks, Mark.FAILED);
        if (failed > 0) {
            return line(Mark.BLOCKED, "ui.line.nodes.blocked", failed, nodes.size());
        }
        var blocks = known.run().clusterChecks().values().stream()
                .filter(each -> each.worst().filter(Severity.BLOCK::equals).isPresent())
                .count();
        if (blocks > 0) {
            return line(Mark.BLOCKED, "ui.line.nodes.clusters", blocks);
        }
        if (count(marks, Mark.RUNNING) > 0) {
            return line(Mark.RUNNING, "ui.line.nodes.running", count(marks, Mark.DONE), nodes.size());
        }
        var isReady = count(marks, Mark.DONE) == nodes.size();
        return isReady
                ? line(Mark.DONE, "ui.line.nodes.done", nodes.size())
                : line(Mark.OPEN, "ui.line.nodes.some", count(marks, Mark.DONE), nodes.size());
    }

    private static long count(List<Mark> marks, Mark wanted) {
        return marks.stream().filter(wanted::equals).count();
    }

    private static StepLine load(Known known) {
        var plan = known.plan();
        if (plan == null) {
            return line(Mark.OPEN, "ui.line.load.open");
        }
        var totals = known.totals();
        if (totals.loaded() == totals.cells() && totals.cells() > 0) {
            return line(Mark.DONE, "ui.line.load.done", Units.count(totals.cells()), Units.bytes(totals.bytes()));
        }
        if (known.isLive() && known.run().step(StepId.of(Step.LOAD)).starts() > 0) {
            return line(
                    Mark.RUNNING, "ui.line.load.running", Units.count(totals.loaded()), Units.count(totals.cells()));
        }
        if (totals.failed() > 0) {
            return line(Mark.FAILED, "ui.line.load.failed", Units.count(totals.failed()), Units.count(totals.cells()));
        }
        return totals.loaded() + totals.running() > 0
                ? line(Mark.PAUSED, "ui.line.load.part", Units.count(totals.loaded()), Units.count(totals.cells()))
                : line(Mark.OPEN, "ui.line.load.ready", Units.count(totals.cells()), Units.bytes(totals.bytes()));
    }

    private static StepLine verify(Known known) {
        var plan = known.plan();
        if (plan == null) {
            return line(Mark.OPEN, "ui.line.verify.open");
        }
        var checks = known.run().checks().values();
        var green = checks.stream().filter(check -> check.isGreen()).count();
        var red = checks.stream()
                .filter(check -> check.outcome() instanceof Outcome.Failed)
                .count();
        var tables = plan.tables().size();
        if (red > 0) {
            return line(Mark.FAILED, "ui.line.verify.failed", red, tables);
        }
        if (green == tables && tables > 0) {
            return line(Mark.DONE, "ui.line.verify.done", tables);
        }
        return known.isLive() && known.run().step(StepId.of(Step.VERIFY)).starts() > 0
                ? line(Mark.RUNNING, "ui.line.verify.running", green, tables)
                : line(Mark.OPEN, "ui.line.verify.some", green, tables);
    }

    private static StepLine finish(Known known) {
        var plan = known.plan();
        var target = known.draft().target();
        if (plan == null || target == null) {
            return line(Mark.OPEN, "ui.line.finish.open");
        }
        var steps = MigrationEngine.cleaning(plan, target);
        var done = steps.stream().filter(known.run()::isDone).count();
        var failed = steps.stream()
                .filter(step -> known.run().step(step).outcome() instanceof Outcome.Failed)
                .count();
        if (failed > 0) {
            return line(Mark.FAILED, "ui.line.finish.failed", failed);
        }
        if (done == steps.size()) {
            return line(Mark.DONE, "ui.line.finish.done");
        }
        return done > 0
                ? line(known.isLive() ? Mark.RUNNING : Mark.OPEN, "ui.line.finish.some", done, steps.size())
                : line(Mark.OPEN, "ui.line.finish.ready");
    }
}
