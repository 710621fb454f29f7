package dev.ferry.ui.finish;

import dev.ferry.run.StepId;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.WhyNot;
import dev.ferry.ui.fx.Icons;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// What of Ferry's may still be somewhere, and how it is removed once everything was given up or finished.
final class LeftCard {
    private static final double ROW_HEIGHT = 24;
    private static final int MOST_ROWS = 8;

    private final FinishViewModel model;
    private final VBox root = new VBox();
    private final Label title = new Label();
    private final ListView<StepId> list = new ListView<>();
    private final Button cleanUp = new Button(Messages.text("ui.finish.cleanup"), Icons.of(Feather.TRASH_2));
    private final WhyNot cleanUpHolder = new WhyNot(cleanUp);

    LeftCard(FinishViewModel model) {
        this.model = model;
        title.getStyleClass().add("section-title");
        var words = new Label(Messages.text("ui.finish.left.text"));
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        words.getStyleClass().add("muted");
        list.setFixedCellSize(ROW_HEIGHT);
        list.setAccessibleText(Messages.text("ui.finish.left.title"));
        list.setCellFactory(view -> new StepCell());
        list.getStyleClass().add("left-list");
        VBox.setVgrow(list, Priority.SOMETIMES);
        cleanUp.setId("clean-up");
        cleanUp.setOnAction(event -> model.cleanUp());
        root.getChildren().addAll(title, words, list, cleanUpHolder.root());
        root.getStyleClass().addAll("panel", "left-card");
        root.setId("left-card");
    }

    Region root() {
        return root;
    }

    /// It is of interest once somebody began to clean up, and something is still there.
    void draw() {
        var left = model.checklist().get().left();
        var isOffered = !left.isEmpty() && model.isCleaning();
        root.setVisible(isOffered);
        root.setManaged(isOffered);
        title.setText(Messages.text("ui.finish.left.title.count", left.size()));
        if (!list.getItems().equals(left)) {
            list.getItems().setAll(left);
            list.setPrefHeight(Math.min(left.size(), MOST_ROWS) * ROW_HEIGHT + 2);
        }
        cleanUpHolder.because(model.whyNotGiveUp());
    }

    private static final class StepCell extends ListCell<StepId> {
        @Override
        protected void updateItem(@Nullable StepId step, boolean empty) {
            super.updateItem(step, empty);
            setText(
                    empty || step == null
                            ? ""
                            : Messages.text(
                                    "ui.finish.left." + step.step().name().toLowerCase(Locale.ROOT), step.subject()));
        }
    }
}
