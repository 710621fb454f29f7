package dev.ferry.ui.load;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.plan.CellId;
import dev.ferry.plan.Plan;
import dev.ferry.run.Fact;
import dev.ferry.run.Tick;
import dev.ferry.ui.FakeEngine;
import dev.ferry.ui.Samples;
import dev.ferry.ui.Window;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import javafx.animation.AnimationTimer;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.TreeTableView;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A load of 1,000 tables on 200 nodes, thousands of ticks a second: how long each picture takes, how much of the
/// machine that needs, and how much memory; as a table and as a map, at rest and scrolled without pause.
///
/// Run it with `./mvnw verify -Pbenchmark -Dit.test=GridBenchmark`; it writes `target/grid-benchmark.md`. Drawn by
/// software: a machine with a graphics card does better.
@Tag("benchmark")
class GridBenchmark {
    private static final int NODES = 200;
    private static final int TABLES = 1000;
    private static final int RUNNING = 4000;
    private static final int TICKS_A_SECOND = 5000;
    private static final int WARM_UP_SECONDS = 4;
    private static final int SECONDS = Integer.getInteger("benchmark.seconds", 10);

    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();
    private final Window window = Window.open();
    private Plan plan;

    @Test
    void picturesStaySmooth() throws Exception {
        var cluster = Samples.cluster(NODES, TABLES);
        plan = Samples.plan("p1", cluster);
        window.engine.cluster = cluster;
        window.engine.plan = plan;
        var desk = window.plannedDesk(folder, Samples.draft(), Samples.facts(plan, Samples.Until.CHECKED));
        var before = System.nanoTime();
        window.show(() -> new LoadView(desk));
        var shown = (System.nanoTime() - before) / 1_000_000;
        Window.onFx(() -> {
            desk.start(dev.ferry.engine.Goal.VERIFIED);
            return true;
        });
        window.until("a run is under way", () -> desk.live().get() != null);
        var running = start();
        lines.add(
                "| view | scrolled | frames a second | median ms | p99 ms | worst ms | CPU % of one core | heap MiB |");
        lines.add("|---|---|---|---|---|---|---|---|");
        var ticking = Thread.ofPlatform().daemon().start(() -> tick(window.engine.run, running));
        try {
            var worst = Math.max(Math.max(measure("map", false), measure("map", true)), table());
            lines.add("");
            lines.add("First shown after %d ms; %d ticks a second; %d cells."
                    .formatted(shown, TICKS_A_SECOND, NODES * TABLES));
            lines.add("Load of the machine when it was measured: %.1f on %d cores."
                    .formatted(
                            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                            Runtime.getRuntime().availableProcessors()));
            write();
            assertTrue(worst < 34, "every second frame took more than " + worst + " ms");
        } finally {
            ticking.interrupt();
            ticking.join();
        }
    }

    private double table() throws Exception {
        Window.onFx(() -> {
            window.lookup(".toggle-button").<ToggleButton>queryAllAs(ToggleButton.class).stream()
                    .filter(each -> each.getText().equals("Table"))
                    .forEach(each -> each.setSelected(true));
            TreeTableView<LoadRow> tree = window.lookup("#load-tree").query();
            for (var each = 0; each < 20; each++) {
                tree.getRoot().getChildren().get(each).setExpanded(true);
            }
            return true;
        });
        window.settle();
        return Math.max(measure("table", false), measure("table", true));
    }

    /// Some cells run on every node.
    private List<CellId> start() {
        var running = new ArrayList<CellId>();
        var random = new Random(1);
        var cells = plan.cells();
        for (var each = 0; each < RUNNING; each++) {
            running.add(cells.get(random.nextInt(cells.size())).id());
        }
        // not through the journal: what a disk takes to write them is not the window's time
        running.forEach(cell -> window.engine.run.pretend(new Fact.LoaderStarting(cell, 1, 1)));
        return running;
    }

    private static void tick(FakeEngine.FakeRun run, List<CellId> running) {
        var random = new Random(2);
        var next = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            for (var each = 0; each < TICKS_A_SECOND / 100; each++) {
                var cell = running.get(random.nextInt(running.size()));
                run.tell(new Tick.CellMoved(cell, random.nextInt(100), random.nextInt(100 << 20), false));
            }
            next += 10_000_000;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private double measure(String view, boolean isScrolled) throws Exception {
        var frames = new Frames(isScrolled ? bar(view) : null);
        Window.onFx(() -> {
            frames.start();
            return true;
        });
        Thread.sleep(WARM_UP_SECONDS * 1000L);
        Window.onFx(() -> {
            frames.nanos.clear();
            return true;
        });
        var cpu = cpuNanos();
        var began = System.nanoTime();
        Thread.sleep(SECONDS * 1000L);
        var seconds = (System.nanoTime() - began) / 1e9;
        var used = (cpuNanos() - cpu) / 1e7 / seconds;
        var nanos = Window.onFx(() -> {
            frames.stop();
            return frames.nanos.stream().sorted().toList();
        });
        System.gc();
        var runtime = Runtime.getRuntime();
        var heap = (runtime.totalMemory() - runtime.freeMemory()) >> 20;
        var p99 = millis(nanos, 0.99);
        lines.add(String.format(
                Locale.ROOT,
                "| %s | %s | %.1f | %.1f | %.1f | %.1f | %.0f | %d |",
                view,
                isScrolled ? "yes" : "no",
                nanos.size() / seconds,
                millis(nanos, 0.5),
                p99,
                millis(nanos, 1),
                used,
                heap));
        return millis(nanos, 0.5);
    }

    private static double millis(List<Long> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * share)) / 1e6;
    }

    private ScrollBar bar(String view) {
        var owner = view.equals("map") ? "#heat-field" : "#load-tree";
        return Window.onFx(() -> window
                .from(window.lookup(owner).queryAll().iterator().next())
                .lookup(".scroll-bar")
                .queryAllAs(ScrollBar.class)
                .stream()
                .filter(bar -> bar.getOrientation() == Orientation.VERTICAL)
                .findFirst()
                .orElseThrow());
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private void write() throws Exception {
        lines.addFirst("");
        lines.addFirst(
                "# The load's grid: %d tables on %d nodes, %d ticks a second".formatted(TABLES, NODES, TICKS_A_SECOND));
        Files.write(Path.of("target", "grid-benchmark.md"), lines);
    }

    /// The time between pictures, and a bar that is moved with each of them.
    private static final class Frames extends AnimationTimer {
        private static final double SWEEP_FRAMES = 400;

        private final List<Long> nanos = new ArrayList<>();
        private final ScrollBar bar;
        private long last;
        private double place;
        private double step = 1;

        Frames(ScrollBar bar) {
            this.bar = bar;
        }

        @Override
        public void handle(long now) {
            if (last != 0) {
                nanos.add(now - last);
            }
            last = now;
            if (bar != null) {
                var by = (bar.getMax() - bar.getMin()) / SWEEP_FRAMES;
                place += step * by;
                if (place > bar.getMax() || place < bar.getMin()) {
                    step = -step;
                }
                bar.setValue(Math.clamp(place, bar.getMin(), bar.getMax()));
            }
        }
    }
}
