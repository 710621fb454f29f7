package dev.ferry.cli;

import dev.ferry.plan.CellId;
import dev.ferry.plan.Plan;
import dev.ferry.report.FactText;
import dev.ferry.run.Check;
import dev.ferry.run.Fact;
import dev.ferry.run.LoadTotals;
import dev.ferry.run.Pace;
import dev.ferry.run.Run;
import dev.ferry.run.RunEvent;
import dev.ferry.run.Slowdown;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.run.Tick;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Display;

/// Facts scroll by above; below stands what runs now, drawn five times a second.
///
/// ```
/// ✓ shop.small_03 on 10.0.0.7, 5.10 KiB  1 of 1 SSTables announced; exit code 0
/// ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
///   shop.orders on 10.0.0.7      ███████████████▌              52 %   31.2 MiB/s
///   shop.events on 10.0.0.8      ██▎                            8 %   12.3 MiB/s
///   14 of 52 cells · 118 MiB of 402 MiB · 43.5 MiB/s · about 6.5 s left (5.8 s–9.1 s)
/// ```
final class LiveProgress implements Progress {
    private static final long REDRAW_MILLIS = 200;
    private static final int NARROW = 60;
    private static final int MOST_CELLS = 12;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";

    private final Terminal terminal;
    private final Display display;
    private final Plan plan;
    private final Pace pace = new Pace();
    private final Pace effort = new Pace();
    private final Map<CellId, Tick.CellMoved> moving = new LinkedHashMap<>();
    private final Map<StepId, String> steps = new LinkedHashMap<>();
    private final Thread painter;
    private final List<String> kept = new ArrayList<>();
    private Run run = Run.EMPTY;
    private boolean isResting;
    private Tick.@org.jspecify.annotations.Nullable TableCounting counting;

    LiveProgress(Terminal terminal, Plan plan) {
        this.terminal = terminal;
        this.plan = plan;
        this.display = new Display(terminal, false);
        this.painter = Thread.ofVirtual().name("progress").start(this::paint);
    }

    @Override
    public synchronized void heard(RunEvent event, Run run) {
        this.run = run;
        switch (event) {
            case Fact fact -> heardFact(fact);
            case Tick.CellMoved moved -> moving.put(moved.cell(), moved);
            case Tick.StepTold told -> steps.put(told.step(), Messages.text(told.what()));
            case Tick.TableCounting told -> counting = told;
            case Tick.TargetBuilding ignored -> {
                // the step tells the same as a text
            }
            case Tick.NodeChecking told ->
                steps.replace(
                        new StepId(Step.PREFLIGHT, told.node()),
                        told.checks().stream()
                                .map(check -> Messages.text(check.title()))
                                .collect(Collectors.joining(", ")));
        }
    }

    private void heardFact(Fact fact) {
        switch (fact) {
            case Fact.StepStarted started -> steps.put(started.step(), "");
            case Fact.StepEnded ended -> steps.remove(ended.step());
            case Fact.LoaderStarting starting
            when starting.launcher() == 0 ->
                moving.put(starting.cell(), new Tick.CellMoved(starting.cell(), -1, -1, false));
            case Fact.LoaderEnded ended -> moving.remove(ended.cell());
            case Fact.NodeChecked checked
            when checked.check() == Check.ROOM || checked.check() == Check.FOLDER ->
                // its jars are here, or cannot be had: nothing is fetched any more
                steps.remove(new StepId(Step.LOADER, checked.node()));
            case Fact.TableVerified ignored -> counting = null;
            default -> {
                // only lines above
            }
        }
        var lines = FactLines.lines(fact, run);
        if (!lines.isEmpty()) {
            above(lines);
        }
    }

    @Override
    public synchronized void say(String line) {
        above(List.of(line));
    }

    @Override
    public synchronized void rest() {
        isResting = true;
        display.update(List.of(), 0);
        terminal.flush();
    }

    @Override
    public synchronized void goOn() {
        isResting = false;
        display.reset();
        above(List.copyOf(kept));
        kept.clear();
    }

    private void above(List<String> lines) {
        if (isResting) {
            kept.addAll(lines);
            return;
        }
        display.update(List.of(), 0);
        lines.forEach(line -> terminal.writer().println(coloured(line)));
        terminal.flush();
        display.reset();
        draw();
    }

    private String coloured(String line) {
        var style = switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '✓' -> AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
            case '!' -> AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);
            case '✗', '?' -> AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
            default -> AttributedStyle.DEFAULT;
        };
        return new AttributedStringBuilder()
                .styled(style, line.substring(0, Math.min(1, line.length())))
                .append(line.substring(Math.min(1, line.length())))
                .toAnsi(terminal);
    }

    private void paint() {
        try {
            while (true) {
                Thread.sleep(REDRAW_MILLIS);
                synchronized (this) {
                    draw();
                }
            }
        } catch (InterruptedException e) {
            // closed: nothing more to draw
        }
    }

    private void draw() {
        if (isResting) {
            return;
        }
        var width = Math.max(20, terminal.getWidth());
        display.resize(Math.max(5, terminal.getHeight()), width);
        var lines = new ArrayList<AttributedString>();
        for (var line : picture(width - 1)) {
            lines.add(new AttributedString(line).columnSubSequence(0, width - 1));
        }
        display.update(lines, 0);
        terminal.flush();
    }

    /// What is drawn, line by line, at most so wide.
    synchronized List<String> picture(int width) {
        var lines = new ArrayList<String>();
        steps.forEach((step, told) -> lines.add("  " + FactText.step(step) + (told.isEmpty() ? " …" : ": " + told)));
        moving.values().stream().limit(MOST_CELLS).forEach(moved -> lines.add(bar(moved, width)));
        if (moving.size() > MOST_CELLS) {
            lines.add("  " + Messages.text("cli.more", moving.size() - MOST_CELLS));
        }
        if (counting != null) {
            lines.add("  " + Messages.text("cli.counting", counting.table(), counting.rangesDone(), counting.ranges()));
        }
        if (steps.containsKey(StepId.of(Step.LOAD))) {
            Slowdown.of(run).ifPresent(slow -> lines.add("! " + FactText.pace(slow.loadersInAll(), slow.reason())));
        }
        if (!moving.isEmpty() || steps.containsKey(StepId.of(Step.LOAD))) {
            lines.add("  " + totals());
        }
        if (!lines.isEmpty()) {
            lines.addFirst("┄".repeat(width));
        }
        return lines;
    }

    private String totals() {
        var totals = LoadTotals.of(plan, run, moving);
        var now = System.nanoTime();
        pace.note(now, totals.bytesLoaded());
        effort.note(now, totals.effortDone());
        var text = Messages.text(
                        "cli.totals",
                        totals.loaded(),
                        totals.cells(),
                        Units.bytes(totals.bytesLoaded()),
                        Units.bytes(totals.bytes()))
                + " · " + Units.rate(pace.bytesPerSecond());
        if (totals.failed() > 0) {
            text += " · " + Messages.text("cli.failed", totals.failed());
        }
        return text
                + effort.remaining(totals.effort() - totals.effortDone())
                        .map(left -> " · "
                                + Messages.text(
                                        "cli.left",
                                        Units.time(left.expected()),
                                        Units.time(left.shortest()),
                                        Units.time(left.longest())))
                        .orElse("");
    }

    /// One cell: its name, its bar, its share, its rate. A narrow terminal gets no bar.
    private static String bar(Tick.CellMoved moved, int width) {
        var share = moved.percent() < 0 ? Messages.text("cli.opening") : moved.percent() + " %";
        var rate = moved.isStalled() ? Messages.text("cli.stalled") : Units.rate(moved.bytesPerSecond());
        var right = String.format("%9s  %12s", share, rate);
        var name = "  " + moved.cell();
        if (width < NARROW) {
            return name + " " + share;
        }
        var names = Math.max(24, width * 2 / 5);
        var bars = width - names - right.length() - 2;
        return pad(name, names) + " " + bar(moved.percent(), bars) + right;
    }

    private static String bar(int percent, int width) {
        if (width < 4 || percent < 0) {
            return " ".repeat(Math.max(0, width));
        }
        var eighths = width * 8 * percent / 100;
        var full = "█".repeat(eighths / 8);
        var part = eighths % 8 == 0 ? "" : String.valueOf(EIGHTHS.charAt(eighths % 8));
        return pad(full + part, width);
    }

    private static String pad(String text, int width) {
        return text.length() > width ? text.substring(0, width - 1) + "…" : text + " ".repeat(width - text.length());
    }

    @Override
    public void close() {
        painter.interrupt();
        synchronized (this) {
            display.update(List.of(), 0);
            terminal.flush();
        }
    }
}
