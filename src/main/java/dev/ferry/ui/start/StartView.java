package dev.ferry.ui.start;

import dev.ferry.Version;
import dev.ferry.outcome.Failure;
import dev.ferry.text.Messages;
import dev.ferry.ui.Screen;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.fx.Icons;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What is seen while no document is open: at the left what can be begun, at the right what was begun.
public final class StartView implements Screen {
    private static final String SHEET = "/dev/ferry/ui/start/start.css";

    private final StartViewModel model;
    private final SandboxTrial trial;
    private final Doors doors;
    private final BorderPane root = new BorderPane();
    private final RecentList recents;
    private final VBox notices = new VBox();

    /// A start screen.
    ///
    /// @param trial the window's sandbox
    /// @param doors to what is not about documents
    public StartView(StartViewModel model, SandboxTrial trial, Doors doors) {
        this.model = model;
        this.trial = trial;
        this.doors = doors;
        this.recents = new RecentList(model);
        notices.getStyleClass().add("start-notices");
        root.setLeft(left());
        root.setCenter(recents.root());
        root.getStyleClass().add("start");
        root.getStylesheets().add(sheet());
    }

    /// The style sheet of this package, for its dialog too.
    static String sheet() {
        return Objects.requireNonNull(StartView.class.getResource(SHEET)).toExternalForm();
    }

    private Node left() {
        var sign = Icons.of(Feather.ANCHOR);
        sign.getStyleClass().add("start-sign");
        var name = new Label(Messages.text("ui.start.name"), sign);
        name.getStyleClass().add("start-name");
        var sentence = new Label(Messages.text("ui.start.sentence"));
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        sentence.getStyleClass().add("muted");
        var head = new VBox(name, sentence);
        head.getStyleClass().add("start-head");
        var space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        var column = new VBox(head, buttons(), new SandboxCard(trial, model.dialogs()).root(), notices, space, foot());
        column.getStyleClass().add("start-column");
        var scroll = new ScrollPane(column);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("start-left");
        return scroll;
    }

    private Node buttons() {
        var fresh = new Button(Messages.text("ui.start.new"), Icons.of(Feather.PLUS));
        fresh.setId("start-new");
        fresh.setMnemonicParsing(true);
        fresh.setDefaultButton(false);
        fresh.getStyleClass().add("accent");
        fresh.setOnAction(event -> model.askForNew());
        var open = new Button(Messages.text("ui.start.open"), Icons.of(Feather.FOLDER));
        open.setId("start-open");
        open.setMnemonicParsing(true);
        open.setOnAction(event -> model.chooseToOpen());
        for (var button : List.of(fresh, open)) {
            button.setMaxWidth(Double.MAX_VALUE);
        }
        var box = new VBox(fresh, open);
        box.getStyleClass().add("start-buttons");
        return box;
    }

    private Node foot() {
        var version = new Label(Messages.text("ui.start.version", Version.text()));
        version.getStyleClass().add("muted");
        var preferences = new Hyperlink(Messages.text("ui.start.preferences"));
        preferences.setId("start-preferences");
        preferences.setOnAction(event -> doors.preferences());
        var about = new Hyperlink(Messages.text("ui.start.about"));
        about.setId("start-about");
        about.setOnAction(event -> doors.about());
        var foot = new FlowPane(version, preferences, about);
        foot.getStyleClass().add("start-foot");
        return foot;
    }

    @Override
    public Region root() {
        return root;
    }

    @Override
    public void shown() {
        model.shown();
        trial.look();
        notices.getChildren().setAll(model.trouble().map(this::notice).stream().toList());
        recents.focus();
    }

    private Node notice(Failure trouble) {
        return new FailurePane(trouble, model.dialogs()).root();
    }

    @Override
    public void hidden() {
        model.hidden();
    }

    /// Where else one can go from here.
    public interface Doors {
        /// To the preferences.
        void preferences();

        /// To what Ferry is made of.
        void about();
    }
}
