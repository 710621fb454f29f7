package dev.ferry.ui.load;

import dev.ferry.run.Throughput;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import java.time.Duration;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.text.TextAlignment;

/// How many bytes went over in which second: the last quarter of an hour, or the whole time.
final class RateChart {
    private static final double LEFT = 62;
    private static final double BOTTOM = 16;
    private static final double TOP = 6;
    private static final double RIGHT = 4;
    private static final double QUARTER = 15 * 60;
    private static final double LEAST_SPAN = 60;
    private static final int LINES = 2;

    private final Throughput throughput;
    private final Field field = new Field();
    private final StackPane root = new StackPane(field);
    private final ToggleButton recent = toggle("ui.load.chart.recent");
    private final ToggleButton whole = toggle("ui.load.chart.whole");

    RateChart(Throughput throughput) {
        this.throughput = throughput;
        var group = new ToggleGroup();
        group.getToggles().addAll(recent, whole);
        recent.setSelected(true);
        group.selectedToggleProperty().addListener((property, old, now) -> {
            if (now == null && old != null) {
                old.setSelected(true);
            }
            draw();
        });
        recent.getStyleClass().add("left-pill");
        whole.getStyleClass().add("right-pill");
        root.getStyleClass().add("rate-chart");
        root.setAccessibleText(Messages.text("ui.load.chart.name"));
    }

    private static ToggleButton toggle(String key) {
        var toggle = new ToggleButton(Messages.text(key));
        toggle.getStyleClass().add("small");
        return toggle;
    }

    Region root() {
        return root;
    }

    /// What chooses the time that is shown.
    Region choice() {
        return new HBox(recent, whole);
    }

    void draw() {
        field.draw();
    }

    private final class Field extends Region {
        private final Canvas canvas = new Canvas();
        private final Swatches colours =
                new Swatches(this::draw, "chart-line", "chart-area", "chart-grid", "chart-page");

        Field() {
            getChildren().addAll(canvas, colours.root());
        }

        @Override
        protected void layoutChildren() {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            draw();
        }

        void draw() {
            if (canvas.getWidth() < LEFT + RIGHT + 10 || canvas.getHeight() < TOP + BOTTOM + 10) {
                return;
            }
            var points = recent.isSelected() ? throughput.recent() : throughput.whole();
            var pen = canvas.getGraphicsContext2D();
            pen.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
            pen.setFont(colours.font());
            if (points.size() < 2) {
                empty(pen);
                return;
            }
            var most = points.stream()
                    .mapToDouble(Throughput.Point::bytesPerSecond)
                    .max()
                    .orElse(0);
            var top = nice(most);
            var last = points.getLast().seconds();
            var first = Math.min(points.getFirst().seconds(), last - LEAST_SPAN);
            if (recent.isSelected()) {
                first = Math.max(first, last - QUARTER);
            }
            grid(pen, top, last - first);
            curve(pen, points, top, first, last);
        }

        private void empty(GraphicsContext pen) {
            pen.setFill(colours.ink());
            pen.setTextBaseline(VPos.CENTER);
            pen.setTextAlign(TextAlignment.CENTER);
            pen.fillText(Messages.text("ui.load.chart.empty"), canvas.getWidth() / 2, canvas.getHeight() / 2);
        }

        private void grid(GraphicsContext pen, double top, double span) {
            var high = canvas.getHeight() - TOP - BOTTOM;
            pen.setTextBaseline(VPos.CENTER);
            pen.setTextAlign(TextAlignment.RIGHT);
            for (var line = 0; line <= LINES; line++) {
                var y = Math.round(TOP + high * line / LINES) + 0.5;
                pen.setStroke(colours.of("chart-grid"));
                pen.setLineWidth(1);
                pen.strokeLine(LEFT, y, canvas.getWidth() - RIGHT, y);
                pen.setFill(colours.ink());
                pen.fillText(Units.rate(top * (LINES - line) / LINES), LEFT - 6, y);
            }
            var bottom = canvas.getHeight() - BOTTOM / 2 + 1;
            pen.setTextAlign(TextAlignment.LEFT);
            pen.fillText(Messages.text("ui.load.chart.ago", Units.time(Duration.ofSeconds((long) span))), LEFT, bottom);
            pen.setTextAlign(TextAlignment.RIGHT);
            pen.fillText(Messages.text("ui.load.chart.now"), canvas.getWidth() - RIGHT, bottom);
        }

        private void curve(GraphicsContext pen, List<Throughput.Point> points, double top, double first, double last) {
            var wide = canvas.getWidth() - LEFT - RIGHT;
            var high = canvas.getHeight() - TOP - BOTTOM;
            var xs = new double[points.size() + 2];
            var ys = new double[points.size() + 2];
            for (var each = 0; each < points.size(); each++) {
                var point = points.get(each);
                xs[each] = LEFT + wide * (point.seconds() - first) / Math.max(1, last - first);
                ys[each] = TOP + high * (1 - point.bytesPerSecond() / top);
            }
            xs[points.size()] = xs[points.size() - 1];
            ys[points.size()] = TOP + high;
            xs[points.size() + 1] = xs[0];
            ys[points.size() + 1] = TOP + high;
            pen.setFill(colours.of("chart-area"));
            pen.fillPolygon(xs, ys, points.size() + 2);
            pen.setStroke(colours.of("chart-line"));
            pen.setLineWidth(1.5);
            pen.strokePolyline(xs, ys, points.size());
        }

        /// The next round number of bytes: 1, 2, 5, 10, … of the fitting unit.
        private static double nice(double most) {
            var unit = 1024.0;
            while (most > unit * 1024) {
                unit *= 1024;
            }
            for (var step : new double[] {1, 2, 5, 10, 20, 50, 100, 200, 500, 1024}) {
                if (most <= unit * step) {
                    return unit * step;
                }
            }
            return most;
        }
    }
}
