package dev.ferry.ui.schema;

import dev.ferry.schema.CqlToken;
import dev.ferry.schema.CqlTokens;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.StyleSpan;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.jspecify.annotations.Nullable;

/// CQL to be read or written: coloured, with line numbers, marks in the margin, whole-line bands, and room for
/// lines that only its neighbour has. The only class that knows the editor behind it.
final class CqlPane {
    /// The height of a line in pixels: `.cql-pane` in `schema.css` makes its text this high.
    private static final int LINE = 17;

    private final CodeArea area = new CodeArea();
    private final StackPane root;
    private List<CqlDiff.Line> lines = List.of();
    private int tail;
    private IntFunction<@Nullable Node> marks = line -> null;
    private Consumer<String> typed = text -> {};
    private boolean isSetting;
    private boolean isFollowing;

    /// A pane.
    ///
    /// @param role whose CQL it is: lines that only one side has are coloured after it
    /// @param name what is in it, for people who cannot see it
    CqlPane(Role role, String name) {
        root = new StackPane(new VirtualizedScrollPane<>(area));
        root.getStyleClass().addAll("cql-pane", "cql-" + role.name().toLowerCase(Locale.ROOT));
        area.setAccessibleText(name);
        area.setParagraphGraphicFactory(this::margin);
        area.setAutoHeight(false);
        area.textProperty().addListener((property, old, now) -> {
            if (!isSetting) {
                typed.accept(now);
            }
        });
    }

    /// What the CQL in a pane is.
    enum Role {
        /// What the source has.
        SOURCE,
        /// What the target gets.
        TARGET
    }

    Region root() {
        return root;
    }

    /// Calls whenever its user changes the text, by undoing too.
    void onTyped(Consumer<String> typed) {
        this.typed = typed;
    }

    String text() {
        return area.getText();
    }

    /// Another text altogether; there is nothing to undo then.
    void show(String text) {
        isSetting = true;
        area.replaceText(text);
        area.getUndoManager().forgetHistory();
        area.moveTo(0);
        area.scrollToPixel(0, 0);
        isSetting = false;
    }

    /// Another text that can be undone.
    void replace(String text) {
        if (!text.equals(area.getText())) {
            isSetting = true;
            area.replaceText(text);
            isSetting = false;
        }
    }

    void setEditable(boolean isEditable) {
        area.setEditable(isEditable);
        area.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("readonly"), !isEditable);
    }

    void undo() {
        area.undo();
    }

    void redo() {
        area.redo();
    }

    ObservableValue<Boolean> canUndo() {
        return area.undoAvailableProperty();
    }

    ObservableValue<Boolean> canRedo() {
        return area.redoAvailableProperty();
    }

    void focus() {
        area.requestFocus();
    }

    boolean isFocused() {
        return area.isFocused();
    }

    /// Shows a line and puts the caret on it.
    ///
    /// @param line from 1
    void goTo(int line) {
        var paragraph = Math.clamp(line - 1, 0, area.getParagraphs().size() - 1);
        area.moveTo(paragraph, 0);
        area.requestFollowCaret();
    }

    /// Scrolls as another pane does, both ways.
    void scrollWith(CqlPane other) {
        follow(other);
        other.follow(this);
    }

    private void follow(CqlPane other) {
        other.area.estimatedScrollYProperty().addListener((property, old, now) -> {
            if (!other.isFollowing && Math.abs(area.getEstimatedScrollY() - now) > 1) {
                isFollowing = true;
                area.scrollYToPixel(now);
                isFollowing = false;
            }
        });
        other.area.estimatedScrollXProperty().addListener((property, old, now) -> {
            if (!other.isFollowing) {
                isFollowing = true;
                area.scrollXToPixel(now);
                isFollowing = false;
            }
        });
    }

    /// Draws how the text stands to its neighbour.
    ///
    /// @param lines one for each line of the text
    /// @param tail how many lines of the neighbour follow the last one
    /// @param marks what stands in the margin of a line, from 1; null for nothing
    void decorate(List<CqlDiff.Line> lines, int tail, IntFunction<@Nullable Node> marks) {
        this.lines = lines;
        this.tail = tail;
        this.marks = marks;
        gaps();
        var text = area.getText();
        if (!text.isEmpty()) {
            area.setStyleSpans(0, spans(text));
        }
        for (var each = 0; each < area.getParagraphs().size(); each++) {
            var styles = styles(each);
            if (!Set.copyOf(area.getParagraph(each).getParagraphStyle()).equals(Set.copyOf(styles))) {
                area.setParagraphStyle(each, styles);
            }
            area.recreateParagraphGraphic(each);
        }
    }

    private Collection<String> styles(int paragraph) {
        var styles = new ArrayList<String>();
        if (paragraph < lines.size()) {
            var line = lines.get(paragraph);
            if (line.kind() != CqlDiff.Kind.SAME) {
                styles.add("line-" + line.kind().name().toLowerCase(Locale.ROOT));
            }
            if (gapAbove(paragraph) > 0 || gapBelow(paragraph) > 0) {
                styles.add("has-gap");
                styles.add("gap-" + gapAbove(paragraph) + "-" + gapBelow(paragraph));
            }
        }
        return styles;
    }

    private int gapAbove(int paragraph) {
        return paragraph < lines.size() ? lines.get(paragraph).gap() : 0;
    }

    private int gapBelow(int paragraph) {
        return paragraph == lines.size() - 1 ? tail : 0;
    }

    /// The editor has no lines without text; room is made by style classes, one for each height that is needed.
    private void gaps() {
        var gaps = new TreeSet<String>();
        for (var each = 0; each < lines.size(); each++) {
            var above = gapAbove(each) * LINE;
            var below = gapBelow(each) * LINE;
            if (above + below > 0) {
                gaps.add(
                        ".cql-pane .paragraph-text.gap-%d-%d { -fx-padding: %dpx 4px %dpx 4px; -fx-background-insets: 0, %dpx 0 %dpx 0; }"
                                .formatted(gapAbove(each), gapBelow(each), above, below, above, below));
            }
        }
        var sheet = Base64.getEncoder().encodeToString(String.join("\n", gaps).getBytes(StandardCharsets.UTF_8));
        root.getStylesheets().setAll("data:text/css;base64," + sheet);
    }

    private Node margin(int paragraph) {
        var number = new Label(Integer.toString(paragraph + 1));
        number.getStyleClass().add("cql-number");
        var mark = new StackPane();
        mark.getStyleClass().add("cql-mark");
        var sign = marks.apply(paragraph + 1);
        if (sign != null) {
            mark.getChildren().add(sign);
        }
        var margin = new HBox(mark, number);
        margin.setAlignment(Pos.TOP_RIGHT);
        margin.setPadding(new Insets(gapAbove(paragraph) * LINE, 0, gapBelow(paragraph) * LINE, 0));
        margin.getStyleClass().add("cql-margin");
        return margin;
    }

    private StyleSpans<Collection<String>> spans(String text) {
        var colours = colours(text);
        var changed = changedWords(text);
        return changed.length() == text.length()
                ? colours.overlay(changed, (one, other) -> {
                    var both = new ArrayList<>(one);
                    both.addAll(other);
                    return both;
                })
                : colours;
    }

    private static final Map<CqlToken.Kind, String> COLOURS = Map.of(
            CqlToken.Kind.KEYWORD, "cql-keyword",
            CqlToken.Kind.TYPE, "cql-type",
            CqlToken.Kind.NAME, "cql-name",
            CqlToken.Kind.QUOTED_NAME, "cql-name",
            CqlToken.Kind.STRING, "cql-string",
            CqlToken.Kind.NUMBER, "cql-digits",
            CqlToken.Kind.COMMENT, "cql-comment",
            CqlToken.Kind.OPERATOR, "cql-operator",
            CqlToken.Kind.BROKEN, "cql-broken");

    private static StyleSpans<Collection<String>> colours(String text) {
        var spans = new StyleSpansBuilder<Collection<String>>();
        var at = 0;
        for (var token : CqlTokens.of(text)) {
            spans.add(new StyleSpan<>(List.of(), token.start() - at));
            spans.add(new StyleSpan<>(
                    List.of(COLOURS.getOrDefault(token.kind(), "cql-name")), token.end() - token.start()));
            at = token.end();
        }
        spans.add(new StyleSpan<>(List.of(), text.length() - at));
        return spans.create();
    }

    private StyleSpans<Collection<String>> changedWords(String text) {
        var spans = new StyleSpansBuilder<Collection<String>>();
        var start = 0;
        var at = 0;
        var texts = text.split("\n", -1);
        for (var each = 0; each < texts.length && each < lines.size(); each++) {
            for (var word : lines.get(each).words()) {
                var end = Math.min(word.end(), texts[each].length());
                if (start + word.start() >= at && end > word.start()) {
                    spans.add(new StyleSpan<>(List.of(), start + word.start() - at));
                    spans.add(new StyleSpan<>(List.of("cql-changed"), end - word.start()));
                    at = start + end;
                }
            }
            start += texts[each].length() + 1;
        }
        spans.add(new StyleSpan<>(List.of(), text.length() - at));
        return spans.create();
    }
}
