package dev.ferry.cli;

import dev.ferry.plan.CellId;
import dev.ferry.plan.Plan;
import dev.ferry.report.FactText;
import dev.ferry.run.Fact;
import dev.ferry.run.LoadTotals;
import dev.ferry.run.Run;
import dev.ferry.run.RunEvent;
import dev.ferry.run.Tick;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import java.io.PrintWriter;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

/// A line for every fact that a person wants to know, with the time; and every ten seconds of a load, how
/// far it is.
///
/// ```
/// 14:03:11  ✓ shop.orders on 10.0.0.7, 117 MiB  12 of 12 SSTables announced; exit code 0
/// 14:03:20  14 of 52 cells, 118 MiB of 402 MiB
/// ```
final class PlainProgress implements Progress {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final long EVERY_NANOS = 10_000_000_000L;

    private final PrintWriter out;
    private final Plan plan;
    private final Map<CellId, Tick.CellMoved> moving = new HashMap<>();
    private String lastTold = "";
    private long nextNanos = System.nanoTime() + EVERY_NANOS;

    PlainProgress(PrintWriter out, Plan plan) {
        this.out = out;
        this.plan = plan;
    }

    @Override
    public synchronized void heard(RunEvent event, Run run) {
        switch (event) {
            case Fact fact -> FactLines.lines(fact, run).forEach(this::say);
            case Tick.CellMoved moved -> {
                moving.put(moved.cell(), moved);
                sayTotals(run);
            }
            case Tick.StepTold told -> sayOnce("  " + FactText.step(told.step()) + ": " + Messages.text(told.what()));
            case Tick.TableCounting ignored -> {
                // a table's count is told by its fact
            }
            case Tick.TargetBuilding ignored -> {
                // the step tells the same as a text
            }
            case Tick.NodeChecking ignored -> {
                // so is a check
            }
        }
    }

    /// What a step waits for is told again and again; only what is new is worth a line.
    private void sayOnce(String line) {
        if (!line.equals(lastTold)) {
            lastTold = line;
            say(line);
        }
    }

    private void sayTotals(Run run) {
        if (System.nanoTime() >= nextNanos) {
            nextNanos = System.nanoTime() + EVERY_NANOS;
            var totals = LoadTotals.of(plan, run, moving);
            say(Messages.text(
                    "cli.totals",
                    totals.loaded(),
                    totals.cells(),
                    Units.bytes(totals.bytesLoaded()),
                    Units.bytes(totals.bytes())));
        }
    }

    @Override
    public synchronized void say(String line) {
        out.println(LocalTime.now().format(TIME) + "  " + line);
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }
}
