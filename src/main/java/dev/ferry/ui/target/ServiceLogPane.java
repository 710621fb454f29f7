package dev.ferry.ui.target;

import dev.ferry.engine.ServiceLog;
import dev.ferry.text.Messages;
import dev.ferry.text.Moments;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.fx.Dialogs;
import java.util.List;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The log of a service, as Aiven keeps it: closed until somebody wants to see it.
final class ServiceLogPane {
    private static final double ROW = 20;
    private static final int ROWS = 14;
    // lines from the end
    private static final double NEARLY = 3;
    private static final PseudoClass TROUBLE = PseudoClass.getPseudoClass("trouble");

    private final ServiceViewModel model;
    private final Dialogs dialogs;
    private final VBox root = new VBox();
    private final VBox trouble = new VBox();
    private final ListView<ServiceLog.Line> list = new ListView<>();
    // from the wish to follow until the first lines that follow
    private boolean isCatchingUp;

    ServiceLogPane(ServiceViewModel model, Dialogs dialogs) {
        this.model = model;
        this.dialogs = dialogs;
        list();
        var content = new VBox(tools(), trouble, list);
        content.getStyleClass().add("log-content");
        content.managedProperty().bind(model.open());
        content.visibleProperty().bind(model.open());
        root.getChildren().setAll(head(), content);
        root.getStyleClass().addAll("panel", "service-log");
        model.lines().addListener((property, old, now) -> show(old, now));
        model.logFailure().addListener((property, old, now) -> showTrouble());
        model.following().addListener((property, old, now) -> {
            isCatchingUp = now;
            if (now) {
                list.scrollTo(list.getItems().size() - 1);
            }
        });
        show(List.of(), model.lines().get());
        showTrouble();
    }

    Region root() {
        return root;
    }

    private HBox head() {
        var title = new Label(Messages.text("ui.target.log.title"));
        title.getStyleClass().add("section-title");
        var hint = new Label(Messages.text("ui.target.log.hint"));
        hint.getStyleClass().add("muted");
        hint.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(hint, Priority.ALWAYS);
        var open = new Button();
        open.setId("service-log");
        open.getStyleClass().add("small");
        open.setMinWidth(Region.USE_PREF_SIZE);
        open.setOnAction(event -> model.open().set(!model.open().get()));
        open.textProperty()
                .bind(model.open().map(isOpen -> Messages.text(isOpen ? "ui.target.log.hide" : "ui.target.log.show")));
        var head = new HBox(title, hint, open);
        head.getStyleClass().add("log-head");
        return head;
    }

    private HBox tools() {
        var older = new Button(Messages.text("ui.target.log.older"));
        older.setId("log-older");
        older.getStyleClass().add("small");
        older.disableProperty().bind(model.older().not().or(model.reading()));
        older.setOnAction(event -> model.readOlder());
        var again = new Button(Messages.text("ui.target.log.again"));
        again.setId("log-again");
        again.getStyleClass().add("small");
        again.disableProperty().bind(model.reading().or(model.following()));
        again.setOnAction(event -> model.read());
        var copy = new Button(Messages.text("ui.target.log.copy"));
        copy.getStyleClass().add("small");
        copy.setOnAction(event -> dialogs.copy(
                model.lines().get().stream().map(ServiceLog.Line::plain).collect(Collectors.joining("\n"))));
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var follow = new CheckBox(Messages.text("ui.target.log.follow"));
        follow.setId("log-follow");
        follow.selectedProperty().bindBidirectional(model.following());
        var tools = new HBox(older, again, copy, space, follow);
        tools.getStyleClass().add("log-head");
        return tools;
    }

    private void list() {
        list.setFixedCellSize(ROW);
        list.setPrefHeight(ROW * ROWS);
        list.setMinHeight(ROW * ROWS);
        list.setAccessibleText(Messages.text("ui.target.log.title"));
        var empty = new Label();
        empty.textProperty()
                .bind(model.reading()
                        .map(isReading -> Messages.text(isReading ? "ui.target.log.reading" : "ui.target.log.none")));
        list.setPlaceholder(empty);
        list.getStyleClass().add("log-list");
        list.setCellFactory(each -> new ListCell<>() {
            @Override
            protected void updateItem(ServiceLog.@Nullable Line line, boolean empty) {
                super.updateItem(line, empty);
                setText(empty || line == null ? null : text(line));
                pseudoClassStateChanged(TROUBLE, !empty && line != null && line.isTrouble());
            }
        });
    }

    /// A line by the clock of this machine.
    static String text(ServiceLog.Line line) {
        var time = line.time();
        var when = time == null ? "" : Moments.of(time) + "  ";
        var severity = line.isTrouble() ? line.severity() + "  " : "";
        var host = line.host().isEmpty() ? "" : line.host() + "  ";
        return when + host + severity + line.text();
    }

    /// Whoever looks at the end goes on looking at it; whoever has scrolled back is left there.
    private void show(List<ServiceLog.Line> old, List<ServiceLog.Line> now) {
        var isFollowed =
                old.isEmpty() || isAtEnd() && !now.isEmpty() && !old.getLast().equals(now.getLast());
        list.getItems().setAll(now);
        if (isFollowed && !now.isEmpty()) {
            // before it is laid out it knows no line more than it had
            list.layout();
            list.scrollTo(now.size() - 1);
        }
    }

    /// Whether the last line is in sight, as far as there is more than the list has room for.
    private boolean isAtEnd() {
        return list.lookupAll(".scroll-bar").stream()
                .filter(ScrollBar.class::isInstance)
                .map(ScrollBar.class::cast)
                .filter(bar -> bar.getOrientation() == Orientation.VERTICAL && bar.isVisible())
                .allMatch(bar -> bar.getValue()
                        >= bar.getMax() - NEARLY / Math.max(1, list.getItems().size()));
    }

    private void showTrouble() {
        var failure = model.logFailure().get();
        trouble.getChildren().clear();
        if (failure != null) {
            trouble.getChildren().add(new FailurePane(failure, dialogs).root());
        }
        trouble.setManaged(failure != null);
        trouble.setVisible(failure != null);
    }
}
