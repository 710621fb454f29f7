package dev.ferry.ui.controls;

import dev.ferry.outcome.Failure;
import dev.ferry.text.Messages;
import dev.ferry.ui.fx.Dialogs;
import dev.ferry.ui.fx.Theme;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.HostServices;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Modality;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// Dialogs in front of a stage.
public final class StageDialogs implements Dialogs {
    /// Told by custom content while the verb may not be used.
    public static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");

    private final Stage owner;
    private final @Nullable HostServices desktop;
    private @Nullable Path last;

    /// Dialogs of this stage.
    ///
    /// @param desktop opens files and addresses; null for nothing
    public StageDialogs(Stage owner, @Nullable HostServices desktop) {
        this.owner = owner;
        this.desktop = desktop;
    }

    @Override
    public void confirm(Question question, Runnable go) {
        show(question, text(question), Bindings.createBooleanBinding(() -> true), go, () -> {});
    }

    @Override
    public void typed(Question question, String word, Runnable go) {
        var field = new TextField();
        field.setId("typed-word");
        var label = new Label(Messages.text("ui.dialog.type", word));
        label.setLabelFor(field);
        label.setWrapText(true);
        var content = new VBox(text(question), label, field);
        content.getStyleClass().add("dialog-form");
        show(question, content, field.textProperty().isEqualTo(word), go, () -> {});
        field.requestFocus();
    }

    @Override
    public void custom(Question question, Node content, Runnable go, Runnable cancelled) {
        var isValid = Bindings.createBooleanBinding(
                () -> !content.getPseudoClassStates().contains(INVALID), content.getPseudoClassStates());
        show(question, content, isValid, go, cancelled);
    }

    private static Label text(Question question) {
        var text = new Label(question.text());
        text.setWrapText(true);
        text.getStyleClass().add("dialog-text");
        return text;
    }

    private void show(
            Question question, Node content, ObservableBooleanValue isValid, Runnable go, Runnable cancelled) {
        var dialog = dialog(question.title(), content);
        var verb = new ButtonType(question.verb(), ButtonBar.ButtonData.OK_DONE);
        var cancel = new ButtonType(Messages.text("ui.dialog.cancel"), ButtonBar.ButtonData.CANCEL_CLOSE);
        dialog.getDialogPane().getButtonTypes().setAll(verb, cancel);
        var button = dialog.getDialogPane().lookupButton(verb);
        button.setId("dialog-verb");
        button.getStyleClass().add(question.isDestructive() ? "danger" : "accent");
        var isInvalid = Bindings.not(isValid);
        button.disableProperty().bind(isInvalid);
        dialog.setResultConverter(Function.<ButtonType>identity()::apply);
        dialog.setOnHidden(event -> {
            if (dialog.getResult() == verb) {
                go.run();
            } else {
                cancelled.run();
            }
        });
        dialog.show();
    }

    private Dialog<ButtonType> dialog(String title, Node content) {
        var dialog = new Dialog<ButtonType>();
        dialog.initOwner(owner);
        dialog.initModality(Modality.WINDOW_MODAL);
        dialog.setTitle(title);
        dialog.setHeaderText(title);
        dialog.setResizable(true);
        dialog.getDialogPane().setContent(content);
        dialog.getDialogPane().getStyleClass().add("ferry-dialog");
        Theme.dress(dialog.getDialogPane().getScene());
        return dialog;
    }

    @Override
    public void failure(String title, Failure failure) {
        var dialog = dialog(title, new FailurePane(failure, this).root());
        var close = new ButtonType(Messages.text("ui.dialog.close"), ButtonBar.ButtonData.CANCEL_CLOSE);
        dialog.getDialogPane().getButtonTypes().setAll(close);
        dialog.show();
    }

    @Override
    public void open(FileQuestion question, Consumer<Path> chosen) {
        take(chooser(question).showOpenDialog(owner), chosen);
    }

    @Override
    public void save(FileQuestion question, Consumer<Path> chosen) {
        take(chooser(question).showSaveDialog(owner), chosen);
    }

    private FileChooser chooser(FileQuestion question) {
        var chooser = new FileChooser();
        chooser.setTitle(question.title());
        folder(question.start()).ifPresent(chooser::setInitialDirectory);
        chooser.setInitialFileName(question.name());
        if (!question.patterns().isEmpty()) {
            chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(question.kind(), question.patterns()));
        }
        return chooser;
    }

    @Override
    public void folder(String title, Optional<Path> start, Consumer<Path> chosen) {
        var chooser = new DirectoryChooser();
        chooser.setTitle(title);
        folder(start).ifPresent(chooser::setInitialDirectory);
        take(chooser.showDialog(owner), chosen);
    }

    private Optional<File> folder(Optional<Path> start) {
        return start.or(() -> Optional.ofNullable(last)).map(Path::toFile).filter(File::isDirectory);
    }

    private void take(@Nullable File file, Consumer<Path> chosen) {
        if (file != null) {
            last = file.isDirectory()
                    ? file.toPath()
                    : file.toPath().toAbsolutePath().getParent();
            chosen.accept(file.toPath());
        }
    }

    @Override
    public void copy(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    @Override
    public void show(String address) {
        if (desktop != null) {
            desktop.showDocument(address);
        }
    }
}
