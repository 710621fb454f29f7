package dev.ferry.ui.target;

import dev.ferry.engine.HopKind;
import dev.ferry.engine.HopSeen;
import dev.ferry.engine.HopState;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.fx.Dialogs;
import java.time.Duration;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What a test has seen, way by way and line by line.
final class HopPane {
    private static final int MOST_NODES = 24;
    private static final long SECOND = 1_000;

    private final Dialogs dialogs;
    private final VBox root = new VBox();

    HopPane(Dialogs dialogs) {
        this.dialogs = dialogs;
        root.getStyleClass().add("hops");
    }

    Region root() {
        return root;
    }

    void show(Ways ways) {
        root.getChildren().clear();
        for (var way : ways.ways()) {
            if (way.part() != HopSeen.Part.INTERNODE) {
                show(way, ways.of(way));
            }
        }
        var nodes = ways.ways().stream()
                .filter(way -> way.part() == HopSeen.Part.INTERNODE)
                .toList();
        if (!nodes.isEmpty()) {
            showInternode(ways, nodes);
        }
    }

    private void showInternode(Ways ways, List<Ways.Way> nodes) {
        var note = new Label(Messages.text("ui.target.hops.internode.note"));
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        note.getStyleClass().add("hop-note");
        var head = head(Messages.text("ui.target.hops.internode"));
        head.getStyleClass().add("hop-head-words");
        root.getChildren().addAll(head, note);
        for (var way : nodes.subList(0, Math.min(nodes.size(), MOST_NODES))) {
            for (var hop : ways.of(way)) {
                var line = line(hop, way.subject() + ", " + kind(hop.kind()));
                line.getStyleClass().add("hop-node");
                root.getChildren().add(line);
            }
        }
        if (nodes.size() > MOST_NODES) {
            root.getChildren().add(new Label(Messages.text("ui.target.hops.more", nodes.size() - MOST_NODES)));
        }
    }

    private void show(Ways.Way way, List<HopSeen> hops) {
        root.getChildren().add(head(way.subject()));
        for (var hop : hops) {
            root.getChildren().add(line(hop, kind(hop.kind())));
            if (hop.state() instanceof HopState.Failed failed) {
                root.getChildren().add(new FailurePane(failed.failure(), dialogs).root());
            }
        }
    }

    private static Label head(String text) {
        var label = new Label(text);
        label.getStyleClass().add("hop-head");
        return label;
    }

    private static Node line(HopSeen hop, String what) {
        var mark = mark(hop);
        var words = mark.label(what);
        words.getStyleClass().add("hop-kind");
        var note = new Label(note(hop));
        note.setWrapText(true);
        note.setMinWidth(0);
        note.setMaxWidth(Double.MAX_VALUE);
        note.getStyleClass().add("hop-evidence");
        HBox.setHgrow(note, Priority.ALWAYS);
        var took = new Label(took(hop.state()));
        took.setMinWidth(Region.USE_PREF_SIZE);
        took.getStyleClass().add("hop-took");
        var line = new HBox(words, note, took);
        line.getStyleClass().add("hop");
        line.setAccessibleText(mark.word() + ": " + what + ", " + note.getText());
        return line;
    }

    /// A port between nodes that this workstation does not reach is nothing to mend.
    private static Mark mark(HopSeen hop) {
        return switch (hop.state()) {
            case HopState.Running running -> Mark.RUNNING;
            case HopState.Passed passed -> Mark.DONE;
            case HopState.Failed failed -> hop.part() == HopSeen.Part.INTERNODE ? Mark.UNKNOWN : Mark.FAILED;
            case HopState.Skipped skipped -> Mark.OPEN;
        };
    }

    private static String note(HopSeen hop) {
        return switch (hop.state()) {
            case HopState.Running running -> hop.place();
            case HopState.Passed passed -> passed.evidence();
            case HopState.Failed failed ->
                hop.part() == HopSeen.Part.INTERNODE ? failed.failure().evidence() : hop.place();
            case HopState.Skipped skipped -> Messages.text("ui.target.hops.skipped", kind(skipped.because()));
        };
    }

    private static String took(HopState state) {
        return switch (state) {
            case HopState.Passed passed -> took(passed.took());
            case HopState.Failed failed -> took(failed.took());
            case HopState.Running running -> "";
            case HopState.Skipped skipped -> "";
        };
    }

    private static String took(Duration time) {
        return time.toMillis() < SECOND ? Messages.text("ui.target.hops.millis", time.toMillis()) : Units.time(time);
    }

    private static String kind(HopKind kind) {
        return switch (kind) {
            case NAME -> Messages.text("ui.target.hop.name");
            case PORT -> Messages.text("ui.target.hop.port");
            case TLS -> Messages.text("ui.target.hop.tls");
            case CQL_LOGIN -> Messages.text("ui.target.hop.login");
            case RING -> Messages.text("ui.target.hop.ring");
            case RIGHTS -> Messages.text("ui.target.hop.rights");
            // these lead over SSH, which nobody uses towards a target
            case STATE, JUMP, HOST_KEY, SSH_LOGIN, TUNNEL, BECOME, CASSANDRA -> kind.name();
        };
    }
}
