package dev.ferry.ui.nodes;

import dev.ferry.artifact.JavaArchive;
import dev.ferry.outcome.Failure;
import dev.ferry.text.Messages;
import dev.ferry.text.Units;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.controls.Field;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.controls.StageDialogs;
import dev.ferry.ui.fx.Dialogs;
import dev.ferry.ui.fx.Icons;
import dev.ferry.ui.work.Desk;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Which Java is brought to nodes that have none that fits: an archive that its user points to, read at once, so
/// that a wrong one is said here.
final class JavaPane {
    private final Desk desk;
    private final VBox root = new VBox();
    private final VBox result = new VBox();
    private final TextField path = new TextField();
    private final Button none = new Button(Messages.text("ui.nodes.java.none"), Icons.of(Feather.X));
    private @Nullable String chosen;

    JavaPane(Desk desk) {
        this.desk = desk;
        path.setId("java-archive");
        path.setEditable(false);
        var choose = new Button(Messages.text("ui.nodes.java.choose"));
        choose.setId("java-archive-choose");
        choose.setOnAction(event -> ask());
        none.setId("java-archive-none");
        none.setOnAction(event -> choose(null));
        root.getChildren()
                .addAll(
                        new Field(Messages.text("ui.nodes.java.archive"), path, choose, none)
                                .hint(Messages.text("ui.nodes.java.hint"))
                                .root(),
                        result);
        root.getStyleClass().add("java-pane");
        root.getStylesheets()
                .add(Objects.requireNonNull(NodesView.class.getResource("nodes.css"))
                        .toExternalForm());
        choose(desk.draft().get().options().javaArchive());
    }

    Region root() {
        return root;
    }

    /// Writes down what was chosen.
    void save() {
        var archive = chosen;
        desk.change(draft -> draft.with(draft.options().withJavaArchive(archive)));
    }

    private void ask() {
        desk.dialogs()
                .open(
                        new Dialogs.FileQuestion(
                                Messages.text("ui.nodes.java.archive"),
                                Optional.ofNullable(chosen).map(Path::of).map(Path::getParent),
                                "",
                                Messages.text("ui.nodes.java.kind"),
                                List.of("*.tar.gz", "*.tgz")),
                        file -> choose(file.toAbsolutePath().toString()));
    }

    private void choose(@Nullable String archive) {
        chosen = archive;
        path.setText(archive == null ? Messages.text("ui.nodes.java.nothing") : archive);
        none.setDisable(archive == null);
        if (archive == null) {
            show(true);
            return;
        }
        show(false, Mark.RUNNING.label(Messages.text("ui.nodes.java.reading")));
        desk.background()
                .run(
                        () -> JavaArchive.read(Path.of(archive)),
                        read -> answer(archive, read),
                        failure -> answer(archive, failure));
    }

    private void answer(String archive, JavaArchive read) {
        if (archive.equals(chosen)) {
            show(
                    true,
                    Mark.DONE.label(Messages.text(
                            "ui.nodes.java.is",
                            read.feature(),
                            read.architecture(),
                            Units.bytes(read.file().bytes()))));
        }
    }

    private void answer(String archive, Failure failure) {
        if (archive.equals(chosen)) {
            show(false, new FailurePane(failure, desk.dialogs()).root());
        }
    }

    /// Only what was read to its end, or nothing, may be used.
    private void show(boolean mayBeUsed, Node... nodes) {
        result.getChildren().setAll(nodes);
        root.pseudoClassStateChanged(StageDialogs.INVALID, !mayBeUsed);
    }
}
