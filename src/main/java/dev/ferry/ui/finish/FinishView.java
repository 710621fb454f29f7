package dev.ferry.ui.finish;

import dev.ferry.finish.Gate;
import dev.ferry.text.Messages;
import dev.ferry.ui.Screen;
import dev.ferry.ui.controls.Banner;
import dev.ferry.ui.controls.EmptyPane;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.controls.Page;
import dev.ferry.ui.controls.WhyNot;
import dev.ferry.ui.controls.WhyNot.Visibility;
import dev.ferry.ui.finish.FinishViewModel.Phase;
import dev.ferry.ui.fx.Icons;
import dev.ferry.ui.work.Desk;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.beans.value.ChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The screen of the end: the gates with their proof at the left; the report, and what is left, at the right.
public final class FinishView implements Screen {
    private static final long REFRESHED_MILLIS = 200;
    private static final String SHEET = "/dev/ferry/ui/finish/finish.css";

    private final Desk desk;
    private final FinishViewModel model;
    private final Page page = new Page(Messages.text("ui.step.finish"));
    private final Button finish = new Button(Messages.text("ui.finish.finish"), Icons.of(Feather.FLAG));
    private final WhyNot finishHolder = new WhyNot(finish);
    private final Button giveUp = new Button(Messages.text("ui.finish.giveup"));
    private final WhyNot giveUpHolder = new WhyNot(giveUp);
    private final Button stop = new Button(Messages.text("ui.finish.stop"), Icons.of(Feather.SQUARE));
    private final WhyNot stopHolder = new WhyNot(stop);
    private final Map<Gate.Kind, GateRow> rows = new EnumMap<>(Gate.Kind.class);
    private final VBox gates = new VBox();
    private final LeftCard left;
    private final ReportCard report;
    private final HBox body;
    private final ChangeListener<Object> changed = (property, old, now) -> refresh();
    private final ChangeListener<Object> moved = (property, old, now) -> refreshSoon();
    private boolean isRefreshWaiting;

    /// A screen on a desk.
    public FinishView(Desk desk) {
        this.desk = desk;
        this.model = new FinishViewModel(desk);
        this.left = new LeftCard(model);
        this.report = new ReportCard(model, desk.dialogs());
        gates.getStyleClass().add("finish-gates");
        var scroll = new ScrollPane(gates);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().addAll("edge-to-edge", "finish-scroll");
        HBox.setHgrow(scroll, Priority.ALWAYS);
        var side = new VBox(report.root(), left.root());
        side.getStyleClass().add("finish-side");
        side.setMinWidth(Region.USE_PREF_SIZE);
        body = new HBox(scroll, side);
        body.getStyleClass().addAll("page-body", "finish-body");
        finish.setId("finish");
        finish.getStyleClass().add("danger");
        finish.setOnAction(event -> model.finish());
        giveUp.setId("give-up");
        giveUp.getStyleClass().add("flat");
        giveUp.setTooltip(new Tooltip(Messages.text("ui.finish.giveup.text")));
        giveUp.setOnAction(event -> model.giveUp());
        stop.setId("stop-finishing");
        stop.setTooltip(new Tooltip(Messages.text("ui.finish.stop.hint")));
        stop.setOnAction(event -> model.stop());
        page.actions(giveUpHolder.root(), stopHolder.root(), finishHolder.root());
        page.root()
                .getStylesheets()
                .add(Objects.requireNonNull(FinishView.class.getResource(SHEET)).toExternalForm());
        model.saved().addListener((property, old, now) -> report.draw());
        model.unsaved().addListener((property, old, now) -> report.draw());
        refresh();
    }

    @Override
    public Region root() {
        return page.root();
    }

    @Override
    public void shown() {
        desk.plan().addListener(changed);
        desk.run().addListener(moved);
        desk.live().addListener(changed);
        desk.trouble().addListener(changed);
        refresh();
    }

    @Override
    public void hidden() {
        desk.plan().removeListener(changed);
        desk.run().removeListener(moved);
        desk.live().removeListener(changed);
        desk.trouble().removeListener(changed);
    }

    /// A run moves many times a second, over as many as two hundred thousand cells: a few looks a second do.
    private void refreshSoon() {
        if (!isRefreshWaiting) {
            isRefreshWaiting = true;
            desk.background().after(REFRESHED_MILLIS, () -> {
                isRefreshWaiting = false;
                refresh();
            });
        }
    }

    private void refresh() {
        if (model.refresh()) {
            draw();
        }
        actions();
        notices();
    }

    private void draw() {
        var phase = model.phase();
        page.content(phase == Phase.NOTHING ? nothing() : body);
        var isSaidBelow = phase == Phase.NOTHING || phase == Phase.DONE || phase == Phase.GIVEN_UP;
        page.subtitle().set(isSaidBelow ? "" : model.line());
        var seen = new ArrayList<Region>();
        for (var gate : model.checklist().get().gates()) {
            var row = rows.computeIfAbsent(gate.kind(), kind -> new GateRow(kind, desk.dialogs()));
            row.show(gate);
            seen.add(row.root());
        }
        if (!gates.getChildren().equals(seen)) {
            gates.getChildren().setAll(seen);
        }
        left.draw();
        report.draw();
    }

    private void actions() {
        var phase = model.phase();
        finishHolder.because(model.whyNotFinish());
        giveUpHolder.because(model.whyNotGiveUp());
        var isOver = phase == Phase.NOTHING || phase == Phase.DONE;
        finishHolder.show(isOver || phase == Phase.RUNNING ? Visibility.GONE : Visibility.SHOWN);
        giveUpHolder.show(isOver || phase == Phase.RUNNING ? Visibility.GONE : Visibility.SHOWN);
        stopHolder.show(phase == Phase.RUNNING ? Visibility.SHOWN : Visibility.GONE);
    }

    private void notices() {
        var notices = new ArrayList<Region>();
        switch (model.phase()) {
            case DONE -> notices.add(new Banner(Mark.DONE, model.line()).root());
            case GIVEN_UP -> notices.add(new Banner(Mark.WARN, model.line()).root());
            case NOTHING, CLOSED, READY, OTHER_RUN, RUNNING, FAILED -> {
                var trouble = desk.trouble().get();
                // what stopped a gate stands at the gate
                if (trouble != null
                        && model.phase() != Phase.FAILED
                        && desk.live().get() == null) {
                    notices.add(new FailurePane(trouble, desk.dialogs()).root());
                }
            }
        }
        page.notices(notices.stream().map(FinishView::apart).toArray(Region[]::new));
    }

    /// With room below.
    private static Region apart(Region notice) {
        var holder = new VBox(notice);
        holder.getStyleClass().add("finish-notice");
        return holder;
    }

    private static Region nothing() {
        return new EmptyPane(
                        Feather.FLAG, Messages.text("ui.finish.empty.title"), Messages.text("ui.finish.empty.text"))
                .root();
    }
}
