package dev.ferry.ui.schema;

import dev.ferry.cluster.Cluster;
import dev.ferry.engine.TargetLook;
import dev.ferry.run.Run;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import dev.ferry.ui.Screen;
import dev.ferry.ui.controls.EmptyPane;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.controls.Page;
import dev.ferry.ui.fx.Dialogs;
import dev.ferry.ui.fx.Icons;
import dev.ferry.ui.schema.SchemaViewModel.Found;
import dev.ferry.ui.schema.SchemaViewModel.State;
import dev.ferry.ui.work.Desk;
import java.util.Objects;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The schema's screen: objects at the left, source and target beside each other, findings below.
public final class SchemaView implements Screen {
    private final SchemaViewModel model;
    private final ApplyViewModel applying;
    private final Page page = new Page(Messages.text("ui.schema.title"));
    private final SchemaTree tree;
    private final DiffView diff;
    private final FindingList findings;
    private final ApplyView applyView;
    private final Region editor;
    private final Button fixAll = new Button(Messages.text("ui.schema.fix-replication"), Icons.of(Feather.TOOL));
    private final Button centres = new Button(Messages.text("ui.schema.dcs"), Icons.of(Feather.SHUFFLE));
    private final Button apply = new Button();
    private final Button again = new Button(null, Icons.of(Feather.REFRESH_CW));
    private final Desk desk;
    private final ChangeListener<@Nullable Cluster> onSurvey;
    private final ChangeListener<@Nullable TargetLook> onLook;
    private final ChangeListener<Run> onRun;
    private final ChangeListener<Object> onRest;
    private boolean isApplying;

    /// A screen on a desk.
    public SchemaView(Desk desk) {
        this.desk = desk;
        model = new SchemaViewModel(desk);
        applying = new ApplyViewModel(desk);
        tree = new SchemaTree(model);
        diff = new DiffView(model);
        findings = new FindingList(model, this::go);
        applyView = new ApplyView(applying, model, this::leaveApply);
        editor = editor();
        fixAll.setOnAction(event -> model.fixReplication());
        centres.setOnAction(event -> mapDataCentres());
        centres.setId("schema-dcs");
        centres.setTooltip(new Tooltip(Messages.text("ui.schema.dcs.tip")));
        apply.setOnAction(event -> showApply());
        apply.setId("schema-apply");
        apply.getStyleClass().add("accent");
        again.setAccessibleText(Messages.text("ui.schema.look-again"));
        again.setTooltip(new Tooltip(Messages.text("ui.schema.look-again")));
        again.getStyleClass().add("button-icon");
        again.setOnAction(event -> model.lookAtTarget());
        page.root()
                .getStylesheets()
                .add(Objects.requireNonNull(getClass().getResource("schema.css"))
                        .toExternalForm());
        page.root().getStyleClass().add("schema-page");
        page.root().addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        onSurvey = (property, old, now) -> model.refresh();
        onLook = (property, old, now) -> {
            if (now != null) {
                model.refresh();
            }
        };
        onRun = (property, old, now) -> applying.refresh(now);
        onRest = (property, old, now) -> {
            applying.refresh(desk.run().get());
            applyView.refresh();
            refresh();
        };
        model.state().addListener((property, old, now) -> {
            refresh();
            if (now == State.READY) {
                focusTree();
            }
        });
        model.draft().addListener((property, old, now) -> refresh());
        model.chosen().addListener((property, old, now) -> {
            tree.select(now);
            diff.refresh();
        });
        refresh();
    }

    private Region editor() {
        var right = new SplitPane(diff.root(), findings.root());
        right.setOrientation(Orientation.VERTICAL);
        right.setDividerPositions(0.72);
        SplitPane.setResizableWithParent(findings.root(), false);
        var whole = new SplitPane(tree.root(), right);
        whole.setDividerPositions(0.23);
        SplitPane.setResizableWithParent(tree.root(), false);
        whole.getStyleClass().add("schema-editor");
        return whole;
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.F8 && !isApplying && model.state().get() == State.READY) {
            findings.walk(event.isShiftDown() ? -1 : 1);
            event.consume();
        }
    }

    /// The keyboard begins among the objects.
    private void focusTree() {
        // what was just put into the scene can be focused only after it was laid out
        desk.background().later(() -> {
            if (!isApplying && !diff.target().isFocused()) {
                tree.tree().requestFocus();
            }
        });
    }

    private void go(Found found) {
        model.choose(found.object());
        diff.target().goTo(found.note().line());
    }

    private void showApply() {
        model.settle();
        var draft = model.draft().get();
        if (draft != null) {
            isApplying = true;
            applying.show(draft.statements());
            applyView.refresh();
            refresh();
        }
    }

    private void leaveApply() {
        isApplying = false;
        refresh();
    }

    private void refresh() {
        var state = model.state().get();
        var isReady = state == State.READY;
        page.content(isReady ? isApplying ? applyView.root() : editor : waiting(state));
        page.subtitle().set(subtitle());
        page.actions(isReady ? isApplying ? applyView.actions() : actions() : new Node[0]);
        if (isReady) {
            tree.refresh();
            findings.refresh();
            diff.refresh();
            var draft = model.draft().get();
            var isLive = desk.live().get() != null;
            centres.setDisable(isLive);
            fixAll.setDisable(
                    isLive || draft == null || draft.replicationFixes().isEmpty());
            fixAll.setTooltip(new Tooltip(Messages.text(
                    fixAll.isDisabled() ? "ui.schema.fix-replication.none" : "ui.schema.fix-replication.tip")));
            apply.setText(
                    model.statements() == 0
                            ? Messages.text("ui.schema.apply.show")
                            : Texts.counted(
                                    model.statements(), "ui.schema.apply.button.one", "ui.schema.apply.button"));
        }
    }

    private Node[] actions() {
        return model.hasDataCentres() ? new Node[] {again, centres, fixAll, apply} : new Node[] {again, fixAll, apply};
    }

    private void mapDataCentres() {
        var draft = model.draft().get();
        if (draft == null) {
            return;
        }
        var pane = new DataCentrePane(
                model.sourceDataCentres(),
                draft.basis().target().nodesByDataCentre(),
                desk.draft().get().options().dataCentres());
        pane.root()
                .getStylesheets()
                .add(Objects.requireNonNull(getClass().getResource("schema.css"))
                        .toExternalForm());
        desk.dialogs()
                .custom(
                        new Dialogs.Question(
                                Messages.text("ui.schema.dcs.title"), "", Messages.text("ui.schema.dcs.verb"), false),
                        pane.root(),
                        () -> model.mapDataCentres(pane.mapped()));
    }

    private String subtitle() {
        var draft = model.draft().get();
        if (draft == null) {
            return Messages.text("ui.schema.subtitle.empty");
        }
        var basis = draft.basis();
        return Messages.text(
                "ui.schema.subtitle",
                Units.count(basis.selection().size()),
                basis.sourceVersion(),
                basis.target().version(),
                String.join(", ", basis.target().nodesByDataCentre().keySet()));
    }

    private Node waiting(State state) {
        return switch (state) {
            case NO_SOURCE -> empty(Feather.DATABASE, "source");
            case NO_TARGET -> empty(Feather.TARGET, "target");
            case NO_TABLES -> empty(Feather.LIST, "tables");
            case LOOKING, READY -> {
                var wheel = new ProgressIndicator();
                wheel.setAccessibleText(Messages.text("ui.schema.looking"));
                wheel.setMaxSize(36, 36);
                var pane = new EmptyPane(
                        Feather.TARGET,
                        Messages.text("ui.schema.looking"),
                        Messages.text("ui.schema.looking.text"),
                        wheel);
                yield new StackPane(pane.root());
            }
            case FAILED -> failed();
        };
    }

    private static Node empty(Feather icon, String what) {
        return new EmptyPane(
                        icon,
                        Messages.text("ui.schema.empty." + what + ".title"),
                        Messages.text("ui.schema.empty." + what + ".text"))
                .root();
    }

    private Node failed() {
        var retry = new Button(Messages.text("ui.schema.look-again"), Icons.of(Feather.REFRESH_CW));
        retry.getStyleClass().add("small");
        retry.setOnAction(event -> model.lookAtTarget());
        var failure = model.failure().get();
        if (failure == null) {
            return new EmptyPane(
                            Feather.TARGET,
                            Messages.text("ui.schema.empty.stopped.title"),
                            Messages.text("ui.schema.empty.stopped.text"),
                            retry)
                    .root();
        }
        var body = new VBox(new FailurePane(failure, desk.dialogs(), retry).root());
        body.getStyleClass().add("page-body");
        return body;
    }

    @Override
    public Region root() {
        return page.root();
    }

    @Override
    public void shown() {
        desk.survey().addListener(onSurvey);
        desk.look().addListener(onLook);
        desk.run().addListener(onRun);
        desk.live().addListener(onRest);
        desk.trouble().addListener(onRest);
        model.refresh();
        refresh();
        focusTree();
    }

    @Override
    public void hidden() {
        model.settle();
        desk.survey().removeListener(onSurvey);
        desk.look().removeListener(onLook);
        desk.run().removeListener(onRun);
        desk.live().removeListener(onRest);
        desk.trouble().removeListener(onRest);
    }
}
