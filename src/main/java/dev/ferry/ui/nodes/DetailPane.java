package dev.ferry.ui.nodes;

import dev.ferry.engine.Scope;
import dev.ferry.outcome.Finding;
import dev.ferry.outcome.Severity;
import dev.ferry.run.Check;
import dev.ferry.text.Messages;
import dev.ferry.text.Moments;
import dev.ferry.ui.controls.FailurePane;
import dev.ferry.ui.controls.Mark;
import dev.ferry.ui.fx.Dialogs;
import dev.ferry.ui.fx.Icons;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// What is known of the chosen cell: every finding with its reason, what was seen, what to do, and when it was
/// checked. While nothing is chosen it says what the checks look at.
final class DetailPane {
    private static final int MOST_LINES = 10;
    private static final int MOST_FINDINGS = 5;
    private static final double LINE = 17;

    private final VBox root = new VBox();
    private final NodesViewModel model;
    private final Dialogs dialogs;
    private final ChangeListener<Object> changed = (property, old, now) -> draw();
    private MatrixTable.@Nullable Place place;
    private @Nullable Check cluster;

    DetailPane(NodesViewModel model, Dialogs dialogs) {
        this.model = model;
        this.dialogs = dialogs;
        model.matrix().addListener((property, old, now) -> {
            var shown = cluster;
            if (shown != null
                    && !Objects.equals(old.clusters().get(shown), now.clusters().get(shown))) {
                draw();
            }
        });
        root.getStyleClass().add("detail");
        root.setId("nodes-detail");
        draw();
    }

    Region root() {
        return root;
    }

    /// Shows a cell, and what becomes of it.
    void show(MatrixTable.@Nullable Place chosen) {
        if (place != null) {
            place.line().row().removeListener(changed);
        }
        place = chosen;
        cluster = null;
        if (chosen != null) {
            chosen.line().row().addListener(changed);
        }
        draw();
    }

    /// Shows a check of the clusters, and what becomes of it.
    void show(Check ofCluster) {
        show((MatrixTable.Place) null);
        cluster = ofCluster;
        draw();
    }

    private void draw() {
        if (cluster != null) {
            cluster(Objects.requireNonNull(model.matrix().get().clusters().get(cluster)));
        } else if (place == null) {
            about();
        } else if (place.group() != null) {
            group(place.line(), place.line().group(place.group()).get());
        } else if (place.check() == null) {
            credentials(place.line());
        } else {
            check(place.line(), place.line().cell(place.check()).get());
        }
    }

    private void about() {
        var list = new VBox();
        list.getStyleClass().add("detail-body");
        if (!model.loaders().isEmpty()) {
            list.getChildren().add(muted(Messages.text("ui.nodes.about.loaders")));
            model.loaders().forEach(finding -> list.getChildren().add(planned(finding)));
        }
        list.getChildren().add(muted(Messages.text("ui.nodes.about.text")));
        for (var group : Check.Group.values()) {
            var heading = new Label(Messages.text(group.title()));
            heading.getStyleClass().add("about-group");
            list.getChildren().add(heading);
            group.checks().forEach(check -> list.getChildren().add(about(check)));
        }
        put(
                head(
                        Icons.of(Feather.INFO),
                        Messages.text(
                                model.loaders().isEmpty() ? "ui.nodes.about.title" : "ui.nodes.about.title.loaders"),
                        Messages.text("ui.nodes.detail.empty")),
                list);
    }

    private static Node about(Check check) {
        var title = new Label(Messages.text(check.title()));
        title.getStyleClass().add("about-title");
        var about = new Label(Messages.text(check.about()));
        about.setWrapText(true);
        HBox.setHgrow(about, Priority.ALWAYS);
        var line = new HBox(title, about);
        line.getStyleClass().add("about-line");
        return line;
    }

    /// A group: every check of it with its answer, what somebody has to see in full.
    private void group(NodeLine line, GroupCell cell) {
        var body = new VBox();
        body.getStyleClass().add("detail-body");
        for (var each : cell.cells()) {
            body.getChildren().add(brief(line, each));
            var known = each.known();
            if (known != null) {
                known.findings().stream()
                        .filter(finding -> finding.severity() != Severity.PASS)
                        .sorted(Comparator.comparing(Finding::severity).reversed())
                        .limit(MOST_FINDINGS)
                        .forEach(finding -> body.getChildren().add(finding(finding)));
            }
        }
        var title = Messages.text(
                "ui.nodes.cell.accessible", Messages.text(cell.group().title()), line.address(), cell.word());
        var node = button("ui.nodes.again.node", Feather.REFRESH_CW, () -> model.check(Scope.ofNode(line.address())));
        node.setId("check-again-node");
        put(head(cell.mark().icon(), title, Messages.text("ui.nodes.group.about"), node), body);
    }

    private Node brief(NodeLine line, CheckCell cell) {
        var open = new Hyperlink(Messages.text(cell.check().title()));
        open.getStyleClass().add("brief-title");
        open.setOnAction(event -> show(new MatrixTable.Place(line, cell.check(), null)));
        var known = cell.known();
        var said = known == null || known.findings().isEmpty()
                ? cell.word()
                : known.findings().size() == 1
                        ? Messages.text(known.findings().getFirst().reason())
                        : cell.word();
        var words = new Label(cell.isProblem() ? cell.word() : said);
        words.getStyleClass().add("muted");
        var brief = new HBox(cell.state().mark().icon(), open, words);
        brief.getStyleClass().add("brief-line");
        return brief;
    }

    /// A check of the two clusters.
    private void cluster(CheckCell cell) {
        var side = Messages.text(cell.check().group().title());
        var title = Messages.text(
                "ui.nodes.cluster.title", side, Messages.text(cell.check().title()), cell.word());
        var again = button(
                "ui.nodes.again.cell",
                Feather.REFRESH_CW,
                () -> model.check(new Scope(Set.of(), Set.of(), Set.of(cell.check()))));
        again.setId("check-again-cluster");
        var body = new VBox();
        body.getStyleClass().add("detail-body");
        var known = cell.known();
        if (known == null || known.findings().isEmpty()) {
            body.getChildren()
                    .add(wrapped(Messages.text(
                            switch (cell.state()) {
                                case RUNNING -> "ui.nodes.running";
                                case WAITING -> "ui.nodes.waiting";
                                case CUT_OFF, PASSED_OVER -> "ui.nodes.cut-off";
                                case NEVER, BRINGING, PASS, WARN, BLOCK, NOT_BROUGHT -> "ui.nodes.never";
                            })));
        } else {
            known.findings().stream()
                    .sorted(Comparator.comparing(Finding::severity).reversed())
                    .forEach(finding -> body.getChildren().add(finding(finding)));
        }
        var at = known == null ? null : known.at();
        var about = Messages.text(cell.check().about());
        var when = at == null ? about : Messages.text("ui.nodes.checked-at", Moments.of(at)) + " · " + about;
        put(head(cell.state().mark().icon(), title, when, again), body);
    }

    /// Which loader some nodes will have, before anything is done.
    private static Node planned(Finding finding) {
        var reason = wrapped(Messages.text(finding.reason()));
        var more = muted(finding.place() + " · " + finding.evidence().lines().collect(Collectors.joining(" · ")));
        var box = new VBox(reason, more);
        box.getStyleClass().add("planned-loader");
        return box;
    }

    private void check(NodeLine line, CheckCell cell) {
        var title = Messages.text(
                "ui.nodes.cell.accessible", Messages.text(cell.check().title()), line.address(), cell.word());
        var again = button(
                "ui.nodes.again.cell",
                Feather.REFRESH_CW,
                () -> model.check(Scope.ofCheck(line.address(), cell.check())));
        again.setId("check-again-cell");
        var node = button("ui.nodes.again.node", Feather.REFRESH_CW, () -> model.check(Scope.ofNode(line.address())));
        node.setId("check-again-node");
        var body = new VBox();
        body.getStyleClass().add("detail-body");
        var known = cell.known();
        loader(cell.loader(), body);
        if (cell.state() == CheckCell.State.BRINGING) {
            var told = cell.loader().told();
            body.getChildren().add(wrapped(Messages.text("ui.nodes.bringing")));
            body.getChildren().add(muted(told));
        } else if (cell.check() == Check.CHECKSUMS && !cell.loader().told().isEmpty()) {
            body.getChildren().add(wrapped(cell.loader().told()));
        } else if (known == null || known.findings().isEmpty()) {
            body.getChildren().add(wrapped(unanswered(line, cell)));
        } else {
            known.findings().stream()
                    .sorted(Comparator.comparing(Finding::severity).reversed())
                    .forEach(finding -> body.getChildren().add(finding(finding)));
        }
        var at = known == null ? null : known.at();
        var about = Messages.text(cell.check().about());
        var when = at == null ? about : Messages.text("ui.nodes.checked-at", Moments.of(at)) + " · " + about;
        put(head(cell.state().mark().icon(), title, when, again, node), body);
    }

    private void loader(LoaderSeen seen, VBox body) {
        var chosen = seen.chosen();
        if (chosen != null) {
            var whose = switch (chosen.origin()) {
                case OWN -> "ui.nodes.loader.own";
                case BROUGHT -> "ui.nodes.loader.brought";
            };
            var how = chosen.launchers() ? "ui.nodes.loader.many" : "ui.nodes.loader.one";
            var java = Integer.toString(chosen.java());
            body.getChildren()
                    .add(fact(Messages.text("ui.nodes.loader"), Messages.text(whose, chosen.version(), java)));
            body.getChildren().add(fact(Messages.text("ui.nodes.loader.loads"), Messages.text(how)));
        }
        if (seen.failure() != null) {
            body.getChildren().add(new FailurePane(seen.failure(), dialogs).root());
        }
    }

    private static String unanswered(NodeLine line, CheckCell cell) {
        return switch (cell.state()) {
            case RUNNING -> Messages.text("ui.nodes.running");
            case WAITING -> Messages.text("ui.nodes.waiting");
            case CUT_OFF -> Messages.text("ui.nodes.cut-off");
            case PASSED_OVER -> because(line, cell);
            case BRINGING -> Messages.text("ui.nodes.bringing");
            case NEVER, PASS, WARN, BLOCK, NOT_BROUGHT -> Messages.text("ui.nodes.never");
        };
    }

    private static String because(NodeLine line, CheckCell cell) {
        var because = cell.because();
        if (because != null) {
            return Messages.text("ui.nodes.because", Messages.text(because.title()));
        }
        if (line.cell(Check.LOADER).get().state() == CheckCell.State.NOT_BROUGHT) {
            return Messages.text("ui.nodes.because.loader");
        }
        var hasFailed = line.credentials().get().state() == CredentialsCell.State.FAILED;
        return Messages.text(hasFailed ? "ui.nodes.because.credentials" : "ui.nodes.because.other");
    }

    private Node finding(Finding finding) {
        var reason = new Label(
                Messages.text(finding.reason()), Mark.of(finding.severity()).icon());
        reason.setWrapText(true);
        reason.setMinHeight(Region.USE_PREF_SIZE);
        reason.getStyleClass().add("finding-reason");
        var where = new Label(finding.place());
        where.getStyleClass().add("finding-place");
        var box = new VBox(reason, where);
        box.getStyleClass()
                .addAll("finding", "finding-" + Mark.of(finding.severity()).styleClass());
        if (!finding.evidence().isBlank()) {
            box.getChildren().add(evidence(finding.evidence()));
        }
        if (finding.severity() != Severity.PASS) {
            box.getChildren().add(remedy(finding));
        }
        return box;
    }

    private static TextArea evidence(String text) {
        var area = new TextArea(text.stripTrailing());
        area.setEditable(false);
        area.setWrapText(true);
        area.setAccessibleText(Messages.text("ui.nodes.evidence"));
        area.getStyleClass().add("evidence");
        var lines = (int) Math.min(
                MOST_LINES,
                text.stripTrailing()
                        .lines()
                        .mapToLong(line -> 1 + line.length() / 120)
                        .sum());
        area.setPrefHeight(lines * LINE + LINE);
        area.setMinHeight(Region.USE_PREF_SIZE);
        return area;
    }

    private Node remedy(Finding finding) {
        var text = Messages.text(finding.remedy());
        var words = new Label(text, Icons.of(Feather.ARROW_RIGHT));
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        words.setMaxWidth(Double.MAX_VALUE);
        words.getStyleClass().add("finding-remedy");
        HBox.setHgrow(words, Priority.ALWAYS);
        var copy = new Button(Messages.text("ui.nodes.copy"), Icons.of(Feather.COPY));
        copy.getStyleClass().addAll("small", "copy-remedy");
        copy.setMinWidth(Region.USE_PREF_SIZE);
        copy.setOnAction(event -> dialogs.copy(text));
        var line = new HBox(words, copy);
        line.getStyleClass().add("remedy-line");
        return line;
    }

    private void credentials(NodeLine line) {
        var cell = line.credentials().get();
        var install = button(
                "ui.nodes.credentials.install", Feather.DOWNLOAD, () -> model.check(Scope.ofNode(line.address())));
        install.setId("credentials-install");
        var remove = button("ui.nodes.credentials.remove", Feather.TRASH_2, () -> model.removeFrom(line.address()));
        remove.setId("credentials-remove");
        remove.getStyleClass().add("danger");
        if (!cell.isLeft()) {
            remove.disableProperty().unbind();
            remove.setDisable(true);
        }
        var body = new VBox(wrapped(text(cell)));
        body.getStyleClass().add("detail-body");
        var installed = cell.installed();
        if (installed != null) {
            body.getChildren().add(path(Messages.text("ui.nodes.credentials.folder"), installed.folder()));
            body.getChildren().add(fact(Messages.text("ui.nodes.credentials.since"), Moments.of(installed.at())));
        }
        if (cell.failure() != null) {
            body.getChildren().add(new FailurePane(cell.failure(), dialogs).root());
        }
        var title = Messages.text(
                "ui.nodes.cell.accessible", Messages.text("ui.nodes.column.credentials"), line.address(), cell.word());
        put(
                head(cell.state().mark().icon(), title, Messages.text("ui.nodes.credentials.about"), install, remove),
                body);
    }

    private static String text(CredentialsCell cell) {
        return Messages.text(
                switch (cell.state()) {
                    case NONE -> "ui.nodes.credentials.none";
                    case INSTALLING -> "ui.nodes.running";
                    case INSTALLED -> "ui.nodes.credentials.installed.text";
                    case OUTDATED -> "ui.nodes.credentials.outdated.text";
                    case FAILED -> "ui.nodes.credentials.failed.text";
                    case REMOVING -> "ui.nodes.running";
                    case REMOVED -> "ui.nodes.credentials.removed.text";
                });
    }

    private static Node fact(String name, String value) {
        return fact(name, wrapped(value));
    }

    private static Node path(String name, String value) {
        var words = new Label(value);
        words.getStyleClass().add("mono");
        return fact(name, words);
    }

    private static Node fact(String name, Label value) {
        var title = new Label(name);
        title.getStyleClass().add("about-title");
        var line = new HBox(title, value);
        line.getStyleClass().add("about-line");
        return line;
    }

    private Button button(String key, Feather icon, Runnable action) {
        var button = new Button(Messages.text(key), Icons.of(icon));
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        button.disableProperty().bind(model.barred().isNotEmpty());
        return button;
    }

    private static Node head(Node sign, String title, String subtitle, Node... buttons) {
        var words = new Label(title, sign);
        words.getStyleClass().add("detail-title");
        var below = muted(subtitle);
        below.setWrapText(false);
        var text = new VBox(words, below);
        text.getStyleClass().add("detail-words");
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        var head = new HBox(text);
        head.getChildren().addAll(buttons);
        head.getStyleClass().add("detail-head");
        return head;
    }

    private static Label muted(String text) {
        var label = wrapped(text);
        label.getStyleClass().add("muted");
        return label;
    }

    private static Label wrapped(String text) {
        var label = new Label(text);
        label.setWrapText(true);
        return label;
    }

    private void put(Node head, Region body) {
        var scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("detail-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        root.getChildren().setAll(head, scroll);
    }
}
