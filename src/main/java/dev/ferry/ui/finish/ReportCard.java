package dev.ferry.ui.finish;

import dev.ferry.report.Summary;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.finish.FinishViewModel.Format;
import dev.ferry.ui.fx.Dialogs;
import dev.ferry.ui.fx.Icons;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What is handed over in the end, in a few numbers, to be saved, opened and copied.
final class ReportCard {
    private final FinishViewModel model;
    private final Dialogs dialogs;
    private final VBox root = new VBox();
    private final Label verdict = new Label();
    private final GridPane figures = new GridPane();
    private final Button open = new Button(Messages.text("ui.finish.report.open"), Icons.of(Feather.EXTERNAL_LINK));
    private final Label saved = new Label();
    private final VBox trouble = new VBox();

    ReportCard(FinishViewModel model, Dialogs dialogs) {
        this.model = model;
        this.dialogs = dialogs;
        var title = new Label(Messages.text("ui.finish.report"));
        title.getStyleClass().add("section-title");
        verdict.setWrapText(true);
        verdict.setMinHeight(Region.USE_PREF_SIZE);
        verdict.getStyleClass().add("report-verdict");
        figures.getStyleClass().add("report-figures");
        saved.getStyleClass().addAll("muted", "report-saved");
        root.getChildren().addAll(title, verdict, figures, buttons(), saved, trouble);
        root.getStyleClass().add("panel");
    }

    private FlowPane buttons() {
        var html = button("save-html", "ui.finish.report.html", Feather.FILE_TEXT, () -> model.save(Format.HTML));
        var csv = button("save-csv", "ui.finish.report.csv", Feather.GRID, () -> model.save(Format.CSV));
        var copy = button("copy-summary", "ui.finish.report.copy", Feather.COPY, model::copy);
        open.setId("open-report");
        open.getStyleClass().add("small");
        open.setOnAction(event -> model.open());
        var line = new FlowPane(html, csv, open, copy);
        line.getStyleClass().add("report-buttons");
        return line;
    }

    private static Button button(String id, String key, Feather icon, Runnable action) {
        var button = new Button(Messages.text(key), Icons.of(icon));
        button.setId(id);
        button.getStyleClass().add("small");
        button.setOnAction(event -> action.run());
        return button;
    }

    Region root() {
        return root;
    }

    void draw() {
        model.summary().ifPresent(this::draw);
        var path = model.saved().get();
        open.setVisible(path != null);
        open.setManaged(path != null);
        saved.setVisible(path != null);
        saved.setManaged(path != null);
        if (path != null) {
            saved.setText(Messages.text("ui.finish.report.saved", path.getFileName()));
            saved.setTooltip(new Tooltip(path.toString()));
        }
        var why = model.unsaved().get();
        trouble.getChildren().clear();
        if (why != null) {
            trouble.getChildren().add(new FailurePane(why, dialogs).root());
        }
    }

    private void draw(Summary summary) {
        verdict.setText(FinishViewModel.verdict(summary));
        verdict.setGraphic((summary.isComplete() ? Mark.DONE : summary.isVerified() ? Mark.WARN : Mark.FAILED).icon());
        figures.getChildren().clear();
        var proven =
                summary.tables().stream().filter(Summary.TableLine::isProven).count();
        figure(
                "report.tables",
                Messages.text(
                        "ui.finish.report.proven", proven, summary.tables().size()));
        figure("report.rows.source", Units.count(summary.sourceRows()));
        figure("report.rows.target", Units.count(summary.targetRows()));
        figure("report.bytes", Units.bytes(summary.bytes()));
        figure("report.took", Units.time(summary.took()));
        figure("report.nodes", Units.count(summary.nodes().size()));
        figure("report.problems", Units.count(summary.problems().size()));
    }

    private void figure(String key, String value) {
        var row = figures.getRowCount();
        var name = new Label(Messages.text(key));
        name.getStyleClass().add("muted");
        var text = new Label(value);
        text.getStyleClass().add("report-value");
        figures.addRow(row, name, text);
    }
}
