package dev.ferry.ui.target;

import dev.ferry.outcome.Failure;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.fx.Dialogs;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The target that is chosen: what was seen of it, what stands there, whether the data fits.
final class SummaryView {
    private static final double ROW = 26;
    private static final int MOST_ROWS = 8;
    private static final double HALF = 50;

    private final SummaryViewModel model;
    private final Dialogs dialogs;
    private final VBox root = new VBox();
    private final VBox content = new VBox();
    private final CheckBox production = new CheckBox(Messages.text("ui.target.production"));
    private final ServiceViewModel service;
    private final PoweringPane powering;
    private final GaugesPane gauges;
    private final ServiceLogPane log;
    private final CapacityPane capacity = new CapacityPane();

    /// @param service the same as Aiven shows it, where it is a service
    SummaryView(SummaryViewModel model, ServiceViewModel service, Dialogs dialogs) {
        this.model = model;
        this.service = service;
        this.dialogs = dialogs;
        this.powering = new PoweringPane(service.powering(), dialogs);
        this.gauges = new GaugesPane(service);
        this.log = new ServiceLogPane(service, dialogs);
        production.setId("production");
        production.selectedProperty().bindBidirectional(model.production());
        content.getStyleClass().add("summary");
        root.getChildren().setAll(content);
        model.summary().addListener((property, old, now) -> update());
        model.looking().addListener((property, old, now) -> update());
        model.failure().addListener((property, old, now) -> update());
        service.service().addListener((property, old, now) -> update());
        update();
    }

    Region root() {
        return root;
    }

    private void update() {
        var summary = model.summary().get();
        if (summary == null) {
            content.getChildren().clear();
            return;
        }
        var parts = new ArrayList<Node>();
        parts.add(head(summary));
        state(summary).forEach(parts::add);
        if (summary.isSeen()) {
            parts.add(sides(summary));
        }
        if (service.target().isPresent()) {
            parts.add(powering.root());
            parts.add(atAiven());
            parts.add(log.root());
        }
        content.getChildren().setAll(parts);
    }

    /// What Aiven shows of it: how it lies, and how its machines are.
    private Region atAiven() {
        var seen = service.service().get();
        if (seen == null) {
            return gauges.root();
        }
        var lines = new ArrayList<ServiceFacts.Line>();
        lines.add(new ServiceFacts.Line(
                Messages.text("ui.target.service.state"),
                ServicesPane.stateMark(seen),
                Messages.text("ui.target.fact.state", seen.state(), seen.plan(), seen.cloud())));
        lines.addAll(ServiceFacts.of(seen));
        var left = section("ui.target.at-aiven", FactsGrid.of(lines));
        return halves(left, gauges.root());
    }

    private Region head(SummaryViewModel.Summary summary) {
        var name = new Label(summary.name());
        name.getStyleClass().add("target-name");
        var kind = new Label(summary.kind());
        kind.getStyleClass().add("muted");
        var words = new VBox(name, kind);
        words.getStyleClass().add("page-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        var hint = new Label(Messages.text("ui.target.production.note"));
        hint.setWrapText(true);
        hint.getStyleClass().addAll("field-hint", "production-note");
        var mark = new VBox(production, hint);
        mark.getStyleClass().add("production");
        var head = new HBox(words, mark);
        head.getStyleClass().addAll("panel", "summary-head");
        return head;
    }

    private List<Region> state(SummaryViewModel.Summary summary) {
        var failure = model.failure().get();
        if (model.looking().get()) {
            return List.of(busy());
        } else if (failure != null) {
            var again = new Button(Messages.text("ui.target.again"));
            again.getStyleClass().add("small");
            again.setOnAction(event -> model.look());
            return List.of(new FailurePane(failure, dialogs, mending(failure, again)).root());
        }
        return summary.isSeen() ? List.of() : List.of(unseen());
    }

    /// One that is off can be switched on right here.
    private Node[] mending(Failure failure, Button again) {
        var now = service.service().get();
        if (now == null || !now.isOff() || !failure.cause().key().equals("engine.aiven.off")) {
            return new Node[] {again};
        }
        var on = new Button(Messages.text("ui.target.power.on", now.name()));
        on.setId("power-on");
        on.getStyleClass().addAll("small", "accent");
        on.disableProperty().bind(service.powering().progress().isNotNull());
        on.setOnAction(event -> service.powerOn(model::look));
        return new Node[] {on, again};
    }

    private Region unseen() {
        var key = model.canLook() ? "ui.target.unseen" : "ui.target.unseen.no-source";
        var words = new Label(Messages.text(key), Mark.OPEN.icon());
        words.setWrapText(true);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        var look = new Button(Messages.text("ui.target.look"));
        look.setId("look");
        look.setDisable(!model.canLook());
        look.setMinWidth(Region.USE_PREF_SIZE);
        look.setOnAction(event -> model.look());
        var line = new HBox(words, look);
        line.getStyleClass().addAll("panel", "unseen");
        return line;
    }

    private Region busy() {
        var wheel = new ProgressIndicator();
        wheel.getStyleClass().add("wheel");
        var stop = new Button(Messages.text("ui.target.stop"));
        stop.getStyleClass().add("small");
        stop.setOnAction(event -> model.stop());
        var line = new HBox(wheel, new Label(Messages.text("ui.target.looking")), stop);
        line.getStyleClass().add("busy-line");
        return line;
    }

    private Region sides(SummaryViewModel.Summary summary) {
        capacity.show(summary.capacity(), Messages.text("ui.target.capacity.no-survey"));
        var left = section("ui.target.seen", facts(summary.facts()));
        var right = section("ui.target.capacity", capacity.root());
        var standing = standing(summary.keyspaces());
        VBox.setVgrow(standing, Priority.ALWAYS);
        var first = new VBox(left, standing);
        first.getStyleClass().add("summary");
        return halves(first, right);
    }

    private static GridPane halves(Region left, Region right) {
        var sides = new GridPane();
        sides.addRow(0, left, right);
        for (var side : sides.getChildren()) {
            GridPane.setHgrow(side, Priority.ALWAYS);
            var half = new ColumnConstraints();
            half.setPercentWidth(HALF);
            sides.getColumnConstraints().add(half);
        }
        sides.getStyleClass().add("summary-sides");
        return sides;
    }

    private static VBox section(String key, Node content) {
        var title = new Label(Messages.text(key));
        title.getStyleClass().add("section-title");
        var section = new VBox(title, content);
        section.getStyleClass().add("panel");
        return section;
    }

    private static GridPane facts(List<SummaryViewModel.Line> lines) {
        var grid = new GridPane();
        grid.getStyleClass().add("facts");
        for (var i = 0; i < lines.size(); i++) {
            var label = new Label(lines.get(i).label());
            label.setMinWidth(Region.USE_PREF_SIZE);
            label.getStyleClass().add("muted");
            var value = new Label(lines.get(i).value());
            value.setWrapText(true);
            grid.addRow(i, label, value);
        }
        return grid;
    }

    private static VBox standing(List<String> keyspaces) {
        if (keyspaces.isEmpty()) {
            return section("ui.target.standing", new Label(Messages.text("ui.target.standing.none")));
        }
        var list = new ListView<String>();
        list.getItems().setAll(keyspaces);
        list.setFixedCellSize(ROW);
        list.setPrefHeight(ROW * Math.min(MOST_ROWS, keyspaces.size()) + 4);
        list.setAccessibleText(Messages.text("ui.target.standing"));
        var note = new Label(Messages.text("ui.target.standing.note"));
        note.setWrapText(true);
        note.getStyleClass().add("field-hint");
        return section("ui.target.standing", new VBox(list, note));
    }

    /// What can be done with it, for the head of the page.
    List<Node> actions(Runnable another) {
        var again = new Button(Messages.text("ui.target.look.again"));
        again.disableProperty().bind(model.looking());
        again.setOnAction(event -> model.look());
        var other = new Button(Messages.text("ui.target.another"));
        other.setId("another");
        other.setOnAction(event -> another.run());
        if (!model.canReach()) {
            return List.of(other, again);
        }
        var reach = new Button();
        reach.textProperty().bind(Bindings.createStringBinding(this::reachVerb, service.service(), model.summary()));
        reach.setId("reach");
        reach.getStyleClass().add("accent");
        reach.disableProperty().bind(model.looking());
        reach.setOnAction(event -> model.reach(reachVerb()));
        return List.of(other, again, reach);
    }

    /// What was seen has not to be created any more.
    private String reachVerb() {
        var summary = model.summary().get();
        var isThere = service.service().get() != null || summary != null && summary.isSeen();
        return Messages.text(isThere ? "ui.target.reach.there" : "ui.target.reach");
    }
}
