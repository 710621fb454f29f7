package dev.ferry.ui.source;

import dev.ferry.text.Message;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.Field;
import dev.ferry.ui.fx.Background;
import dev.ferry.ui.fx.Dialogs;
import dev.ferry.ui.fx.Icons;
import dev.ferry.ui.work.SecretVault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The jump hosts, nearest first: each with its place, and a login of its own where it takes another than
/// the nodes. Moved by buttons, or by Alt and the arrows.
final class JumpList {
    private final VBox root = new VBox();
    private final VBox rows = new VBox();
    private final Button add = new Button(Messages.text("ui.source.jump.add"), Icons.of(Feather.PLUS));
    private final List<Field> places = new ArrayList<>();
    private final List<TextField> inputs = new ArrayList<>();
    private final List<CredentialPane> logins = new ArrayList<>();
    private final Consumer<List<JumpForm>> changed;
    private final SecretVault vault;
    private final Background background;
    private final Dialogs dialogs;
    // where the secrets of servers came from that are gone: nobody else's secret gets their names
    private final Set<String> retired = new HashSet<>();
    private List<JumpForm> jumps = List.of();
    private boolean isInsisting;

    /// @param changed hears what is typed
    JumpList(Consumer<List<JumpForm>> changed, SecretVault vault, Background background, Dialogs dialogs) {
        this.changed = changed;
        this.vault = vault;
        this.background = background;
        this.dialogs = dialogs;
        var text = new Label(Messages.text("ui.source.jump.text"));
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.getStyleClass().add("field-hint");
        add.setId("source-jump-add");
        add.getStyleClass().add("small");
        add.setOnAction(event -> add());
        rows.getStyleClass().add("source-jumps");
        root.getChildren().setAll(text, rows, add);
        root.getStyleClass().add("source-section");
    }

    Region root() {
        return root;
    }

    /// Shows these; what is shown already is left alone.
    void show(List<JumpForm> wanted) {
        if (!wanted.equals(jumps)) {
            jumps.stream().filter(jump -> !wanted.contains(jump)).forEach(this::retire);
            jumps = wanted;
            build();
        }
    }

    /// From now on what is missing is said as well.
    void insist() {
        isInsisting = true;
        logins.forEach(CredentialPane::insist);
        check();
    }

    private void add() {
        restructure(() -> jumps.add(JumpForm.to("")));
        inputs.getLast().requestFocus();
    }

    private void move(int from, int to) {
        if (to >= 0 && to < jumps.size()) {
            restructure(() -> jumps.add(to, jumps.remove(from)));
            inputs.get(to).requestFocus();
        }
    }

    private void remove(int at) {
        retire(jumps.get(at));
        restructure(() -> jumps.remove(at));
        if (inputs.isEmpty()) {
            add.requestFocus();
        } else {
            inputs.get(Math.min(at, inputs.size() - 1)).requestFocus();
        }
    }

    private void restructure(Runnable change) {
        jumps = new ArrayList<>(jumps);
        change.run();
        jumps = List.copyOf(jumps);
        build();
        changed.accept(jumps);
    }

    private void set(int at, JumpForm jump) {
        var now = new ArrayList<>(jumps);
        now.set(at, jump);
        jumps = List.copyOf(now);
        check();
        changed.accept(jumps);
    }

    private void build() {
        places.clear();
        inputs.clear();
        logins.clear();
        rows.getChildren().clear();
        for (int i = 0; i < jumps.size(); i++) {
            rows.getChildren().add(row(i, jumps.get(i)));
        }
        check();
    }

    private Node row(int at, JumpForm jump) {
        var number = at + 1;
        var place = new TextField(jump.place());
        place.setId("source-jump-" + number);
        place.setPromptText(Messages.text("ui.source.jump.prompt"));
        place.textProperty()
                .addListener((property, old, now) -> set(at, jumps.get(at).at(now)));
        place.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.isAltDown() && (event.getCode() == KeyCode.UP || event.getCode() == KeyCode.DOWN)) {
                event.consume();
                move(at, event.getCode() == KeyCode.UP ? at - 1 : at + 1);
            }
        });
        var up = button(Feather.ARROW_UP, "ui.source.jump.up", number, () -> move(at, at - 1));
        var down = button(Feather.ARROW_DOWN, "ui.source.jump.down", number, () -> move(at, at + 1));
        up.setDisable(at == 0);
        down.setDisable(at == jumps.size() - 1);
        var field = new Field(
                Messages.text("ui.source.jump", number),
                place,
                up,
                down,
                button(Feather.X, "ui.source.jump.remove", number, () -> remove(at)));
        places.add(field);
        inputs.add(place);
        var own = new CheckBox(Messages.text("ui.source.jump.own"));
        own.setId("source-jump-own-" + number);
        own.setAccessibleText(Messages.text("ui.source.jump.own.of", number));
        own.setSelected(jump.login() != null);
        own.setOnAction(event -> {
            restructure(() -> jumps.set(
                    at, own.isSelected() ? jumps.get(at).own() : jumps.get(at).shared()));
            var again = rows.lookup("#source-jump-own-" + number);
            if (again != null) {
                again.requestFocus();
            }
        });
        var row = new VBox(field.root(), own);
        row.getStyleClass().add("source-jump");
        if (jump.login() != null) {
            row.getChildren().add(login(at, jump.login()));
        }
        return row;
    }

    private Region login(int at, CredentialForm login) {
        var pane = new CredentialPane(
                "source-jump-" + (at + 1),
                nameOf(at),
                login,
                now -> set(at, jumps.get(at).with(now)),
                vault,
                background,
                dialogs);
        if (isInsisting) {
            pane.insist();
        }
        logins.add(pane);
        var whole = new VBox(pane.keys(), pane.rest());
        whole.getStyleClass().addAll("source-section", "source-jump-login");
        return whole;
    }

    private void retire(JumpForm jump) {
        retired.addAll(jump.secrets());
    }

    /// Whose secrets they are, in their names: its number, or where another server's secret has that name since
    /// before it was moved, a number that no other server gets.
    private String nameOf(int at) {
        var number = at + 1;
        while (isTaken(Messages.text("ui.source.jump", number), at)) {
            number += jumps.size();
        }
        return Messages.text("ui.source.jump", number);
    }

    private boolean isTaken(String name, int at) {
        return Stream.concat(
                        retired.stream(),
                        IntStream.range(0, jumps.size())
                                .filter(each -> each != at)
                                .boxed()
                                .flatMap(each -> jumps.get(each).secrets().stream()))
                .anyMatch(source -> source.endsWith(", " + name));
    }

    private static Button button(Feather icon, String key, int number, Runnable action) {
        var button = new Button(null, Icons.of(icon));
        button.getStyleClass().add("button-icon");
        button.setAccessibleText(Messages.text(key + ".of", number));
        button.setTooltip(new Tooltip(Messages.text(key)));
        button.setOnAction(event -> action.run());
        return button;
    }

    /// An empty place is an error only once somebody wants to connect.
    private void check() {
        for (int i = 0; i < places.size(); i++) {
            var place = jumps.get(i).place().strip();
            var isWrong = place.isEmpty() ? isInsisting : !SourceForm.isLoginPlace(place);
            var problem =
                    place.isEmpty() ? Message.of("ui.source.jump.missing") : Message.of("ui.source.jumps.wrong", place);
            places.get(i).error().set(isWrong ? Messages.text(problem) : "");
        }
    }
}
