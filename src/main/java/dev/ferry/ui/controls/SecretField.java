package dev.ferry.ui.controls;

import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Secret;
import dev.ferry.secrets.SecretSource;
import dev.ferry.text.Messages;
import dev.ferry.ui.fx.Background;
import dev.ferry.ui.fx.Dialogs;
import dev.ferry.ui.fx.Icons;
import dev.ferry.ui.work.SecretVault;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;

/// Where a secret comes from, and the secret itself where it is typed here: what is typed goes to the
/// session or to the key ring, and only the text of its source is told.
public final class SecretField {
    private static final String SERVICE = "Ferry";

    private final VBox root = new VBox();
    private final ComboBox<Way> ways = new ComboBox<>();
    private final HBox inputs = new HBox();
    private final Label error = new Label();
    private final Label state = new Label();
    private final PasswordField typed = new PasswordField();
    private final TextField place = new TextField();
    private final StringProperty source = new SimpleStringProperty("");
    private final String label;
    private final SecretVault vault;
    private final Background background;
    private final Dialogs dialogs;
    private final String name;
    private String prompt;
    private boolean isSetting;

    /// A field.
    ///
    /// @param label what stands above it; `_` marks the letter that jumps here with Alt
    /// @param name what the secret is among all of a migration: `source CQL password`. It is what a person
    ///     is asked for, and what the key ring's entry is called at first.
    public SecretField(String label, String name, SecretVault vault, Background background, Dialogs dialogs) {
        this.label = label.replace("_", "");
        this.name = name;
        this.prompt = "prompt:" + name;
        this.vault = vault;
        this.background = background;
        this.dialogs = dialogs;
        ways.getItems()
                .setAll(Arrays.stream(Way.values())
                        .filter(way -> way != Way.AVN)
                        .toList());
        ways.setConverter(words());
        ways.setValue(Way.NONE);
        ways.setAccessibleText(Messages.text("ui.secret.way", this.label));
        ways.getStyleClass().add("secret-way");
        ways.setMinWidth(Region.USE_PREF_SIZE);
        typed.setAccessibleText(this.label);
        place.setAccessibleText(this.label);
        ways.valueProperty().addListener((property, old, now) -> chosen(now));
        place.textProperty().addListener((property, old, now) -> tell());
        typed.setOnAction(event -> take());
        typed.focusedProperty().addListener((property, old, now) -> {
            if (!now) {
                take();
            }
        });
        source.addListener((property, old, now) -> show(now));
        var words = new Label(label);
        words.setMnemonicParsing(true);
        words.setLabelFor(ways);
        words.getStyleClass().add("field-label");
        HBox.setHgrow(inputs, Priority.ALWAYS);
        inputs.getStyleClass().add("field-line");
        var line = new HBox(ways, inputs);
        line.getStyleClass().add("field-line");
        below(error, "field-error");
        below(state, "field-hint");
        root.getChildren().setAll(words, line, error, state);
        root.getStyleClass().addAll("field", "secret-field");
        draw(Way.NONE);
    }

    private static void below(Label text, String style) {
        text.getStyleClass().add(style);
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.visibleProperty().bind(text.textProperty().isNotEmpty());
        text.managedProperty().bind(text.visibleProperty());
    }

    private static StringConverter<Way> words() {
        return new StringConverter<>() {
            @Override
            public String toString(Way way) {
                return way == null ? "" : way.word();
            }

            @Override
            public Way fromString(String text) {
                throw new UnsupportedOperationException("nothing is typed in here");
            }
        };
    }

    /// What is drawn.
    public Region root() {
        return root;
    }

    /// Where the secret comes from, as a document says it: `prompt:label`, `env:NAME`, `file:/path` or
    /// `keyring:service/account`, perhaps not complete yet; empty for no secret.
    public StringProperty source() {
        return source;
    }

    /// Offers a way that is not for every secret.
    public void offer(Way way) {
        if (!ways.getItems().contains(way)) {
            ways.getItems().add(way);
        }
    }

    /// What is wrong; empty for nothing.
    public StringProperty error() {
        return error.textProperty();
    }

    /// The choice of the way, for focus and tests.
    public ComboBox<Way> ways() {
        return ways;
    }

    private void show(String text) {
        if (isSetting) {
            return;
        }
        isSetting = true;
        try {
            var way = Way.of(text);
            prompt = way == Way.TYPED ? text : prompt;
            ways.setValue(way);
            place.setText(way.isPlaced() ? text.substring(text.indexOf(':') + 1) : "");
            typed.clear();
            draw(way);
        } finally {
            isSetting = false;
        }
    }

    private void chosen(Way way) {
        if (!isSetting) {
            isSetting = true;
            place.setText(way == Way.KEY_RING ? SERVICE + "/" + vault.account("prompt:" + name) : "");
            typed.clear();
            isSetting = false;
            draw(way);
            tell();
        }
    }

    private void tell() {
        if (!isSetting) {
            isSetting = true;
            source.set(text(ways.getValue()));
            isSetting = false;
        }
    }

    private String text(Way way) {
        return switch (way) {
            case NONE -> "";
            case TYPED -> prompt;
            case KEY_RING -> "keyring:" + place.getText().strip();
            case ENVIRONMENT -> "env:" + place.getText().strip();
            case FILE -> "file:" + place.getText().strip();
            case AVN -> "avn:" + place.getText().strip();
        };
    }

    private void draw(Way way) {
        place.setPromptText(way.isPlaced() ? Messages.text("ui.secret.prompt." + way.key()) : "");
        HBox.setHgrow(place, Priority.ALWAYS);
        HBox.setHgrow(typed, Priority.ALWAYS);
        inputs.getChildren().setAll(inputs(way));
        state();
    }

    private List<Node> inputs(Way way) {
        return switch (way) {
            case NONE -> List.of();
            case TYPED -> List.of(typed);
            case KEY_RING -> List.of(place, typed);
            case ENVIRONMENT -> List.of(place);
            case FILE, AVN -> List.of(place, browse());
        };
    }

    private Button browse() {
        var button = new Button(null, Icons.of(Feather.FOLDER));
        button.setAccessibleText(Messages.text("ui.secret.browse"));
        button.getStyleClass().add("button-icon");
        button.setOnAction(event -> dialogs.open(
                new Dialogs.FileQuestion(label, Optional.empty(), "", Messages.text("ui.secret.files"), List.of()),
                file -> place.setText(file.toString())));
        return button;
    }

    /// What was typed goes where it is kept, and out of the field.
    private void take() {
        if (typed.getText().isEmpty()) {
            return;
        }
        var secret = Secret.of(typed.getText());
        if (ways.getValue() == Way.KEY_RING) {
            keep(secret);
        } else {
            vault.remember(prompt, secret);
            typed.clear();
            state();
        }
    }

    private void keep(Secret secret) {
        var kept = source.get();
        if (!isComplete(kept)) {
            error.setText(Messages.text("ui.secret.keyring.incomplete"));
            return;
        }
        state.setText(Messages.text("ui.secret.keyring.keeping"));
        background.run(
                () -> {
                    vault.keep(kept, secret);
                    return kept;
                },
                done -> {
                    typed.clear();
                    error.setText("");
                    state.setText(Messages.text("ui.secret.keyring.kept"));
                },
                failure -> {
                    state.setText("");
                    error.setText(Messages.text(failure.cause()) + " " + Messages.text(failure.remedy()));
                });
    }

    private static boolean isComplete(String source) {
        try {
            SecretSource.parse(source);
            return true;
        } catch (FailureException e) {
            return false;
        }
    }

    private void state() {
        switch (ways.getValue()) {
            case TYPED -> {
                var isHeld = vault.isTyped(prompt);
                typed.setPromptText(Messages.text(isHeld ? "ui.secret.typed.held.prompt" : "ui.secret.typed.prompt"));
                state.setText(Messages.text(isHeld ? "ui.secret.typed.held" : "ui.secret.typed.asked"));
            }
            case KEY_RING -> {
                typed.setPromptText(Messages.text("ui.secret.keyring.new"));
                state.setText(Messages.text("ui.secret.keyring.hint"));
            }
            case FILE -> state.setText(Messages.text("ui.secret.file.hint"));
            case ENVIRONMENT -> state.setText(Messages.text("ui.secret.env.hint"));
            case AVN -> state.setText(Messages.text("ui.secret.avn.hint"));
            case NONE -> state.setText("");
        }
    }

    /// The ways for a secret to come.
    public enum Way {
        /// There is none.
        NONE,
        /// It is typed, and kept for the session.
        TYPED,
        /// The desktop's key ring has it.
        KEY_RING,
        /// An environment variable has it.
        ENVIRONMENT,
        /// A file has it.
        FILE,
        /// Aiven's command line is logged in; only where {@link #offer} named it.
        AVN;

        static Way of(String source) {
            var colon = source.indexOf(':');
            return switch (colon < 0 ? source : source.substring(0, colon)) {
                case "prompt" -> TYPED;
                case "keyring" -> KEY_RING;
                case "env" -> ENVIRONMENT;
                case "file" -> FILE;
                case "avn" -> AVN;
                default -> NONE;
            };
        }

        private String key() {
            return switch (this) {
                case KEY_RING -> "keyring";
                case ENVIRONMENT -> "env";
                default -> name().toLowerCase(Locale.ROOT);
            };
        }

        private boolean isPlaced() {
            return this == KEY_RING || this == ENVIRONMENT || this == FILE || this == AVN;
        }

        /// Its word, for people.
        public String word() {
            return Messages.text("ui.secret.way." + key());
        }
    }
}
