package dev.ferry.ui.schema;

import dev.ferry.schema.Replication;
import dev.ferry.schema.SchemaObject;
import dev.ferry.schema.SchemaObject.Kind;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// Where the replicas of a keyspace shall lie: a strategy, and how many in each data centre of the target.
final class ReplicationPane {
    private static final int MOST = 99;
    private static final double BEFORE_WRAPPING = 720;

    private final SchemaViewModel model;
    private final ComboBox<String> strategy = new ComboBox<>();
    private final FlowPane factors = new FlowPane();
    private final Label verdict = new Label();
    private final VBox root = new VBox();
    private final Map<String, Spinner<Integer>> spinners = new TreeMap<>();
    private boolean isShowing;

    ReplicationPane(SchemaViewModel model) {
        this.model = model;
        strategy.getItems().setAll(Replication.NETWORK_TOPOLOGY, Replication.SIMPLE);
        strategy.setConverter(new StringConverter<>() {
            @Override
            public String toString(String name) {
                return name == null
                        ? ""
                        : Messages.text(
                                name.equals(Replication.SIMPLE)
                                        ? "ui.schema.replication.simple"
                                        : "ui.schema.replication.topology");
            }

            @Override
            public String fromString(String text) {
                return text;
            }
        });
        strategy.setOnAction(event -> {
            if (!isShowing) {
                changeStrategy();
            }
        });
        var label = new Label(Messages.text("ui.schema.replication.label"));
        label.setLabelFor(strategy);
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.getStyleClass().add("field-label");
        strategy.setAccessibleText(label.getText());
        strategy.setMinWidth(Region.USE_PREF_SIZE);
        factors.setPrefWrapLength(BEFORE_WRAPPING);
        factors.getStyleClass().add("replication-factors");
        verdict.setWrapText(true);
        verdict.setMinHeight(Region.USE_PREF_SIZE);
        var line = new HBox(label, strategy, factors);
        HBox.setHgrow(factors, javafx.scene.layout.Priority.ALWAYS);
        line.getStyleClass().add("replication-line");
        root.getChildren().addAll(line, verdict);
        root.getStyleClass().add("replication-pane");
        root.managedProperty().bind(root.visibleProperty());
    }

    Region root() {
        return root;
    }

    /// Shows the replication of an object, if it is a keyspace that will be made.
    void show(SchemaObject object) {
        var draft = model.draft().get();
        var wanted = draft == null || object.kind() != Kind.KEYSPACE || !object.isEditable()
                ? null
                : draft.replication(object.keyspace()).orElse(null);
        root.setVisible(wanted != null);
        if (wanted == null || draft == null) {
            return;
        }
        isShowing = true;
        strategy.setValue(wanted.strategy());
        var nodes = draft.basis().target().nodesByDataCentre();
        var rows = new TreeMap<String, Integer>();
        if (wanted.strategy().equals(Replication.SIMPLE)) {
            rows.put("", draft.basis().target().nodes());
        } else {
            rows.putAll(nodes);
        }
        if (!spinners.keySet().equals(rows.keySet())) {
            build(rows);
        }
        rows.keySet().forEach(each -> {
            var factor = each.isEmpty()
                    ? wanted.largestFactor().orElse(0)
                    : wanted.factors().getOrDefault(each, 0);
            var spinner = spinners.get(each);
            if (spinner != null && !spinner.getValue().equals(factor)) {
                spinner.getValueFactory().setValue(factor);
            }
        });
        root.setDisable(!model.isEditable());
        judge(object);
        isShowing = false;
    }

    private void build(Map<String, Integer> nodes) {
        spinners.clear();
        var fields = new ArrayList<HBox>();
        nodes.forEach((dataCentre, count) -> {
            var spinner = new Spinner<Integer>(0, MOST, 0);
            spinner.setEditable(true);
            spinner.getStyleClass().add("replication-spinner");
            var name = new Label(dataCentre.isEmpty() ? Messages.text("ui.schema.replication.ring") : dataCentre);
            name.setLabelFor(spinner);
            name.getStyleClass().add("mono");
            var of = new Label(Texts.counted(count, "ui.schema.replication.nodes.one", "ui.schema.replication.nodes"));
            of.getStyleClass().add("muted");
            spinner.setAccessibleText(name.getText() + ", " + of.getText());
            spinner.getEditor().setAccessibleText(spinner.getAccessibleText());
            spinner.valueProperty().addListener((property, old, now) -> {
                if (!isShowing && now != null) {
                    change();
                }
            });
            spinners.put(dataCentre, spinner);
            var field = new HBox(name, spinner, of);
            field.getStyleClass().add("replication-factor");
            fields.add(field);
        });
        factors.getChildren().setAll(fields);
    }

    private void changeStrategy() {
        var draft = model.draft().get();
        if (draft == null) {
            return;
        }
        var most = spinners.values().stream().mapToInt(Spinner::getValue).max().orElse(1);
        if (Replication.SIMPLE.equals(strategy.getValue())) {
            model.replicate(Replication.simple(Math.max(1, most)));
        } else {
            var each = new TreeMap<String, Integer>();
            draft.basis()
                    .target()
                    .nodesByDataCentre()
                    .forEach((dataCentre, nodes) -> each.put(dataCentre, Math.min(nodes, Math.max(1, most))));
            model.replicate(Replication.networkTopology(each));
        }
    }

    private void change() {
        var ring = spinners.get("");
        if (ring != null) {
            model.replicate(Replication.simple(ring.getValue()));
            return;
        }
        var each = new TreeMap<String, Integer>();
        spinners.forEach((dataCentre, spinner) -> {
            if (spinner.getValue() > 0) {
                each.put(dataCentre, spinner.getValue());
            }
        });
        model.replicate(Replication.networkTopology(each));
    }

    private void judge(SchemaObject object) {
        var notes = object.notes().stream()
                .filter(each -> each.finding().code().startsWith("schema.replication."))
                .toList();
        var first = notes.isEmpty() ? List.<dev.ferry.schema.SchemaNote>of() : notes.subList(0, 1);
        first.forEach(note -> {
            verdict.setText(Texts.reason(note) + " " + (note.isNotable() ? Texts.remedy(note) : ""));
            verdict.setGraphic(Mark.of(note.finding().severity()).icon());
        });
        verdict.getStyleClass().setAll("label", "replication-verdict");
        verdict.setVisible(!first.isEmpty());
        verdict.setManaged(!first.isEmpty());
    }
}
