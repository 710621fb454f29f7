package dev.ferry.ui.verify;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.Outcome;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.controls.WhyNot;
import dev.ferry.ui.fx.Dialogs;
import dev.ferry.ui.fx.Icons;
import dev.ferry.ui.verify.Standing.State;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// What is known of the chosen table: the evidence in words, the ranges that stand in the way, and their rows.
final class TableDetail {
    private final VerifyViewModel model;
    private final Dialogs dialogs;
    private final VBox root = new VBox();
    private final Label name = new Label();
    private final Label state = new Label();
    private final Button again = new Button(Messages.text("ui.verify.again"), Icons.of(Feather.REFRESH_CW));
    private final WhyNot againHolder = new WhyNot(again);
    private final RangeRows rows;
    private @Nullable TableRow table;
    private @Nullable Standing drawn;

    TableDetail(VerifyViewModel model, Dialogs dialogs) {
        this.model = model;
        this.dialogs = dialogs;
        this.rows = new RangeRows(model, dialogs);
        name.getStyleClass().addAll("section-title", "verify-name");
        again.setId("count-again");
        again.getStyleClass().add("small");
        again.setOnAction(event -> {
            var chosen = table;
            if (chosen != null) {
                model.count(List.of(chosen));
            }
        });
        root.getStyleClass().add("verify-detail");
        levels();
    }

    Region root() {
        return root;
    }

    /// Shows a table; null for none.
    void show(@Nullable TableRow chosen) {
        if (chosen != table) {
            model.forgetRows();
        }
        table = chosen;
        drawn = null;
        draw();
    }

    /// Draws how it stands now.
    void draw() {
        var chosen = table;
        againHolder.because(model.whyNot());
        if (chosen == null) {
            if (drawn != null || root.getChildren().isEmpty()) {
                levels();
                drawn = null;
            }
            return;
        }
        var standing = chosen.standing().get();
        state.setText(standing.word());
        state.setGraphic(standing.state().mark().icon());
        if (!standing.equals(drawn)) {
            if (isOtherwise(standing, drawn)) {
                fill(chosen, standing);
            }
            drawn = standing;
        }
    }

    /// Progress alone is drawn in the head.
    private static boolean isOtherwise(Standing now, @Nullable Standing before) {
        return before == null
                || now.state() != before.state()
                || !java.util.Objects.equals(now.check(), before.check())
                || !now.open().equals(before.open());
    }

    private void fill(TableRow chosen, Standing standing) {
        name.setText(chosen.text());
        var room = new Region();
        HBox.setHgrow(room, Priority.ALWAYS);
        var head = new HBox(name, state, room, againHolder.root());
        head.getStyleClass().add("verify-head");
        var evidence = evidence(standing);
        root.getChildren().setAll(head);
        if (standing.open().isEmpty()) {
            var scroll = new ScrollPane(evidence);
            scroll.setFitToWidth(true);
            scroll.getStyleClass().addAll("edge-to-edge", "verify-scroll");
            VBox.setVgrow(scroll, Priority.ALWAYS);
            root.getChildren().add(scroll);
            return;
        }
        rows.show(chosen, standing.open());
        VBox.setVgrow(rows.root(), Priority.ALWAYS);
        root.getChildren().addAll(evidence, rows.root());
    }

    private VBox evidence(Standing standing) {
        var box = new VBox();
        box.getStyleClass().add("verify-evidence");
        var check = standing.check();
        if (check == null || standing.state() == State.NOT_LOADED) {
            box.getChildren()
                    .add(words(Messages.text(
                            standing.state() == State.NOT_LOADED
                                    ? "ui.verify.evidence.not-loaded"
                                    : "ui.verify.evidence.none",
                            standing.cellsLoaded(),
                            standing.cells())));
            return box;
        }
        switch (check.outcome()) {
            case Outcome.Succeeded succeeded -> {
                box.getChildren().add(words(levelText(check.level())));
                succeeded.evidence().forEach(line -> box.getChildren().add(proof(line)));
                var at = standing.at();
                if (at != null) {
                    box.getChildren().add(muted(Messages.text("ui.verify.evidence.at", TableList.time(at))));
                }
            }
            case Outcome.Failed failed -> box.getChildren().add(failure(failed.failure(), standing));
            case Outcome.Unknown unknown -> box.getChildren().add(failure(unknown.failure(), standing));
        }
        return box;
    }

    /// Where the ranges are listed below, two lines do.
    private Node failure(Failure failure, Standing standing) {
        if (standing.open().isEmpty()) {
            return new FailurePane(failure, dialogs).root();
        }
        var remedy = words(Messages.text(failure.remedy()));
        remedy.setGraphic(Icons.of(Feather.ARROW_RIGHT));
        remedy.getStyleClass().add("muted");
        var box = new VBox(words(Messages.text(failure.cause())), remedy);
        box.getStyleClass().add("verify-cause");
        return box;
    }

    private static String levelText(int level) {
        return level == 0 ? Messages.text("ui.verify.level.0") : Messages.text("ui.verify.level.1");
    }

    private static Label proof(String line) {
        var label = words(line);
        label.setGraphic(dev.ferry.ui.controls.Mark.DONE.icon());
        label.getStyleClass().add("verify-proof");
        return label;
    }

    private static Label words(String text) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private static Label muted(String text) {
        var label = words(text);
        label.getStyleClass().add("muted");
        return label;
    }

    /// While no table is chosen: what the evidence says, and what it does not.
    private void levels() {
        var title = new Label(Messages.text("ui.verify.levels.title"));
        title.getStyleClass().add("section-title");
        var box = new VBox(
                title,
                level("ui.verify.levels.0", "ui.verify.level.0"),
                level("ui.verify.levels.1", "ui.verify.level.1"),
                muted(Messages.text("ui.verify.levels.rest")),
                muted(Messages.text("ui.verify.levels.hint")));
        box.getStyleClass().add("verify-levels");
        root.getChildren().setAll(box);
    }

    private static HBox level(String head, String text) {
        var label = new Label(Messages.text(head));
        label.getStyleClass().add("verify-level");
        label.setMinWidth(Region.USE_PREF_SIZE);
        var words = words(Messages.text(text));
        HBox.setHgrow(words, Priority.ALWAYS);
        var line = new HBox(label, words);
        line.getStyleClass().add("verify-level-line");
        return line;
    }
}
