package dev.ferry.ui.verify;

import dev.ferry.text.Messages;
import dev.ferry.ui.Screen;
import dev.ferry.ui.controls.EmptyPane;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.controls.Page;
import dev.ferry.ui.controls.WhyNot;
import dev.ferry.ui.controls.WhyNot.Visibility;
import dev.ferry.ui.fx.Icons;
import dev.ferry.ui.verify.Standing.State;
import dev.ferry.ui.work.Desk;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The screen of the proof: every table with its evidence, and below it what the chosen one has to say.
public final class VerifyView implements Screen {
    private static final String SHEET = "/dev/ferry/ui/verify/verify.css";
    private static final long REFRESHED_MILLIS = 200;
    private static final double LIST_SHARE = 0.48;

    private final Desk desk;
    private final VerifyViewModel model;
    private final Page page = new Page(Messages.text("ui.step.verify"));
    private final Button count = new Button();
    private final WhyNot countHolder = new WhyNot(count);
    private final Button stop = new Button(Messages.text("ui.verify.stop"), Icons.of(Feather.SQUARE));
    private final WhyNot stopHolder = new WhyNot(stop);
    private final TotalsStrip strip = new TotalsStrip();
    private final TableList list;
    private final TableDetail detail;
    private final VBox body;
    private final ChangeListener<Object> changed = (property, old, now) -> refresh();
    private final ChangeListener<Object> moved = (property, old, now) -> refreshSoon();
    private Runnable stopListening = () -> {};
    private boolean isEmpty;
    private boolean isRefreshWaiting;

    /// A screen on a desk.
    public VerifyView(Desk desk) {
        this.desk = desk;
        this.model = new VerifyViewModel(desk);
        this.list = new TableList(model);
        this.detail = new TableDetail(model, desk.dialogs());
        var split = new SplitPane(list.root(), detail.root());
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(LIST_SHARE);
        split.getStyleClass().add("verify-split");
        body = new VBox(strip.root(), split);
        body.getStyleClass().addAll("page-body", "verify-body");
        VBox.setVgrow(split, javafx.scene.layout.Priority.ALWAYS);
        count.setId("count-open");
        count.getStyleClass().add("accent");
        count.setOnAction(event -> model.countOpen());
        stop.setId("stop-counting");
        stop.setOnAction(event -> model.stop());
        page.actions(stopHolder.root(), countHolder.root());
        page.root()
                .getStylesheets()
                .add(Objects.requireNonNull(VerifyView.class.getResource(SHEET)).toExternalForm());
        list.chosen().addListener((property, old, now) -> detail.show(now));
        model.refresh();
        isEmpty = model.tables().isEmpty();
        page.content(isEmpty ? nothing() : body);
        refresh();
    }

    @Override
    public Region root() {
        return page.root();
    }

    @Override
    public void shown() {
        stopListening = desk.feed().listen(frame -> {
            model.heard(frame);
            refreshSoon();
        });
        desk.plan().addListener(changed);
        desk.run().addListener(moved);
        desk.live().addListener(changed);
        desk.trouble().addListener(changed);
        refresh();
    }

    @Override
    public void hidden() {
        stopListening.run();
        stopListening = () -> {};
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
        model.refresh();
        draw();
    }

    private void draw() {
        if (model.tables().isEmpty() != isEmpty) {
            isEmpty = model.tables().isEmpty();
            page.content(isEmpty ? nothing() : body);
        }
        page.subtitle().set(model.summary());
        strip.show(model.totals().get());
        list.draw();
        detail.draw();
        actions();
        notices();
    }

    private void actions() {
        var open = model.totals().get();
        var again = open.of(State.DIFFERS) + open.of(State.NOT_READ);
        count.setText(
                again == 0
                        ? Messages.text("ui.verify.count")
                        : Messages.text("ui.verify.count.again", again + open.of(State.NOT_COUNTED)));
        countHolder.because(model.whyNotAll());
        var isCounting = model.isCounting();
        stopHolder.show(isCounting ? Visibility.SHOWN : Visibility.GONE);
        countHolder.show(isEmpty || isCounting ? Visibility.GONE : Visibility.SHOWN);
    }

    private void notices() {
        var notices = new ArrayList<Region>();
        var trouble = desk.trouble().get();
        // that tables are not green is what the screen shows anyway
        if (trouble != null && !trouble.cause().key().equals("engine.verify.not-green")) {
            var holder = new VBox(new FailurePane(trouble, desk.dialogs()).root());
            holder.getStyleClass().add("verify-notice");
            notices.add(holder);
        }
        page.notices(notices.toArray(Region[]::new));
    }

    private static Region nothing() {
        return new EmptyPane(
                        Feather.CHECK_SQUARE,
                        Messages.text("ui.verify.empty.title"),
                        Messages.text("ui.verify.empty.text"))
                .root();
    }

    /// The tables that are seen, for tests.
    List<String> seen() {
        return model.shown().stream().map(TableRow::text).toList();
    }
}
