package dev.ferry.ui.tls;

import dev.ferry.outcome.Severity;
import dev.ferry.text.Messages;
import dev.ferry.ui.controls.Field;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.controls.SecretField;
import dev.ferry.ui.fx.Background;
import dev.ferry.ui.fx.Dialogs;
import dev.ferry.ui.fx.Icons;
import dev.ferry.ui.tls.TlsForm.Names;
import dev.ferry.ui.tls.TlsForm.Speaking;
import dev.ferry.ui.tls.TlsForm.Text;
import dev.ferry.ui.tls.TlsForm.Trust;
import dev.ferry.ui.work.SecretVault;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The fields of TLS on a port: whom we believe, what we show of ourselves, and what is done with names.
public final class TlsPane {
    private static final List<String> CERTIFICATES =
            List.of("*.pem", "*.crt", "*.cer", "*.cert", "*.p12", "*.pfx", "*.jks", "*.truststore", "*.keystore");
    private static final List<String> KEYS = List.of("*.pem", "*.key", "*.p8", "*.pk8");

    private final VBox root = new VBox();
    private final VBox more = new VBox();
    private final CheckBox tls = new CheckBox();
    private final CheckBox names = new CheckBox();
    private final RadioButton file = new RadioButton();
    private final RadioButton known = new RadioButton();
    private final Label anybody = Mark.WARN.label(Messages.text("ui.tls.anybody"));
    private final Map<Text, StringProperty> texts = new EnumMap<>(Text.class);
    private final Map<Text, StringProperty> errors = new EnumMap<>(Text.class);
    private final Map<Text, HBox> said = new EnumMap<>(Text.class);
    private final String id;
    private final TlsModel model;
    private final SecretVault vault;
    private final Background background;
    private final Dialogs dialogs;
    private boolean isShowing;

    /// @param id begins the ids of its fields: `source-tls`
    /// @param port what the port is called: it makes the names of passwords and accessible names
    public TlsPane(String id, String port, TlsModel model, SecretVault vault, Background background, Dialogs dialogs) {
        this.id = id;
        this.model = model;
        this.vault = vault;
        this.background = background;
        this.dialogs = dialogs;
        tls.setText(Messages.text("ui.tls.on"));
        tls.setId(id);
        tls.setAccessibleText(Messages.text("ui.tls.on.of", port));
        tls.selectedProperty()
                .addListener(
                        (property, old, now) -> change(model.form().get().with(now ? Speaking.TLS : Speaking.PLAIN)));
        names.setText(Messages.text("ui.tls.names"));
        names.setId(id + "-names");
        names.setWrapText(true);
        names.selectedProperty()
                .addListener(
                        (property, old, now) -> change(model.form().get().with(now ? Names.VERIFIED : Names.IGNORED)));
        anybody.setWrapText(true);
        anybody.setMinHeight(Region.USE_PREF_SIZE);
        var authorities = file(Text.AUTHORITIES, CERTIFICATES);
        var password = secret(Text.AUTHORITIES_PASSWORD, port);
        more.getChildren()
                .setAll(
                        trust(port),
                        authorities,
                        password,
                        names,
                        anybody,
                        file(Text.CERTIFICATE, CERTIFICATES),
                        file(Text.KEY, KEYS),
                        secret(Text.KEY_PASSWORD, port));
        more.getStyleClass().add("tls-more");
        root.getChildren().setAll(tls, more);
        root.getStyleClass().add("tls-pane");
        root.getStylesheets()
                .add(Objects.requireNonNull(TlsPane.class.getResource("tls.css"))
                        .toExternalForm());
        model.form().subscribe(now -> {
            show(now);
            seen(more, now.isOn());
            seen(authorities, now.trust() == Trust.FILE);
            seen(password, now.trust() == Trust.FILE);
            seen(anybody, now.isAnybody());
        });
        model.problems()
                .subscribe(now -> errors.forEach((text, error) -> {
                    var problem = now.get(text);
                    error.set(problem == null ? "" : Messages.text(problem));
                }));
        model.looks()
                .subscribe(now ->
                        said.forEach((text, line) -> show(line, now.getOrDefault(text, CertificateLook.NONE))));
    }

    /// What is drawn.
    public Region root() {
        return root;
    }

    private Node trust(String port) {
        var group = new ToggleGroup();
        file.setText(Messages.text("ui.tls.trust.file"));
        known.setText(Messages.text("ui.tls.trust.public"));
        file.setId(id + "-trust-file");
        known.setId(id + "-trust-public");
        file.setToggleGroup(group);
        known.setToggleGroup(group);
        known.selectedProperty()
                .addListener((property, old, now) -> change(model.form().get().with(now ? Trust.PUBLIC : Trust.FILE)));
        var label = new Label(Messages.text("ui.tls.trust"));
        label.getStyleClass().add("field-label");
        var choices = new HBox(file, known);
        choices.getStyleClass().add("tls-choices");
        var both = new VBox(label, choices);
        both.setAccessibleText(Messages.text("ui.tls.on.of", port));
        both.getStyleClass().add("field");
        return both;
    }

    private String name(Text text) {
        return text.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Region file(Text text, List<String> patterns) {
        var input = new TextField();
        input.setId(id + "-" + name(text));
        texts.put(text, input.textProperty());
        input.textProperty().addListener((property, old, now) -> typed(text, now));
        var label = Messages.text("ui.tls." + name(text));
        var browse = new Button(null, Icons.of(Feather.FOLDER));
        browse.setAccessibleText(Messages.text("ui.source.browse", label));
        browse.getStyleClass().add("button-icon");
        browse.setOnAction(event -> dialogs.open(
                new Dialogs.FileQuestion(label, Optional.empty(), "", Messages.text("ui.tls.files"), patterns),
                chosen -> input.setText(chosen.toString())));
        var field = new Field(label, input, browse).hint(Messages.text("ui.tls." + name(text) + ".hint"));
        errors.put(text, field.error());
        var line = new HBox();
        line.getStyleClass().add("tls-said");
        said.put(text, line);
        var whole = new VBox(field.root(), line);
        whole.getStyleClass().add("tls-file");
        return whole;
    }

    private Region secret(Text text, String port) {
        var field = new SecretField(
                Messages.text("ui.tls." + name(text)),
                Messages.text("ui.tls." + name(text) + ".of", port),
                vault,
                background,
                dialogs);
        field.ways().setId(id + "-" + name(text));
        texts.put(text, field.source());
        field.source().addListener((property, old, now) -> typed(text, now));
        errors.put(text, field.error());
        return field.root();
    }

    private void typed(Text text, String value) {
        if (!isShowing) {
            model.type(text, value);
        }
    }

    private void change(TlsForm now) {
        if (!isShowing) {
            model.form().set(now);
        }
    }

    private void show(TlsForm now) {
        isShowing = true;
        try {
            tls.setSelected(now.isOn());
            file.setSelected(now.trust() == Trust.FILE);
            known.setSelected(now.trust() == Trust.PUBLIC);
            names.setSelected(now.names() == Names.VERIFIED);
            texts.forEach((text, shown) -> {
                var wanted = now.texts().getOrDefault(text, "");
                if (!wanted.equals(shown.get())) {
                    shown.set(wanted);
                }
            });
        } finally {
            isShowing = false;
        }
    }

    private static void show(HBox line, CertificateLook look) {
        line.getChildren().clear();
        seen(line, !look.text().isEmpty());
        if (!look.text().isEmpty()) {
            var words = (look.severity() == Severity.BLOCK ? Mark.FAILED : Mark.of(look.severity())).label(look.text());
            words.setWrapText(true);
            words.setMinHeight(Region.USE_PREF_SIZE);
            line.getChildren().add(words);
        }
    }

    private static void seen(Node node, boolean isSeen) {
        node.setVisible(isSeen);
        node.setManaged(isSeen);
    }
}
