package dev.ferry.ui.schema;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import dev.ferry.schema.CqlToken;
import dev.ferry.schema.CqlTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Two texts beside each other: which lines belong together, which words of them differ, and where one side
/// needs room for lines that only the other has.
///
/// @param left the lines of the first text, in order
/// @param right the lines of the second text, in order
/// @param leftTail how many lines the second text has behind the last one of the first
/// @param rightTail how many lines the first text has behind the last one of the second
record CqlDiff(List<Line> left, List<Line> right, int leftTail, int rightTail) {
    CqlDiff {
        left = List.copyOf(left);
        right = List.copyOf(right);
    }

    /// One line of one side.
    ///
    /// @param kind how it stands to the other side
    /// @param gap how many lines of the other side come before it and have no partner here
    /// @param words the characters that differ from its partner
    record Line(Kind kind, int gap, List<Span> words) {
        Line {
            words = List.copyOf(words);
        }
    }

    /// Characters of a line, the end exclusive.
    record Span(int start, int end) {}

    /// How a line stands to the other side.
    enum Kind {
        /// It is the same there.
        SAME,
        /// It is there with other words.
        CHANGED,
        /// It is not there.
        ALONE
    }

    /// Compares two texts.
    static CqlDiff of(String left, String right) {
        return new Maker(lines(left), lines(right)).make();
    }

    private static List<String> lines(String text) {
        return List.of(text.split("\n", -1));
    }

    /// How many places differ: runs of lines that are not the same.
    int changes() {
        var changes = 0;
        var wasChanged = false;
        for (var line : right) {
            var isChanged = line.kind() != Kind.SAME;
            if (isChanged && !wasChanged || line.gap() > 0 && !isChanged) {
                changes++;
            }
            wasChanged = isChanged;
        }
        return changes + (rightTail > 0 && !wasChanged ? 1 : 0);
    }

    /// Puts the two sides together, row by row.
    private static final class Maker {
        private final List<String> left;
        private final List<String> right;
        private final List<Line> leftLines = new ArrayList<>();
        private final List<Line> rightLines = new ArrayList<>();
        private int leftGap;
        private int rightGap;

        Maker(List<String> left, List<String> right) {
            this.left = left;
            this.right = right;
        }

        CqlDiff make() {
            for (var delta : DiffUtils.diff(left, right, true).getDeltas()) {
                add(delta);
            }
            return new CqlDiff(leftLines, rightLines, leftGap, rightGap);
        }

        private void add(AbstractDelta<String> delta) {
            var from = delta.getSource().getLines();
            var to = delta.getTarget().getLines();
            if (delta.getType() == DeltaType.EQUAL) {
                for (var each = 0; each < from.size(); each++) {
                    pair(Kind.SAME, List.of(), List.of());
                }
            } else {
                chunk(from, to);
            }
        }

        private void pair(Kind kind, List<Span> leftWords, List<Span> rightWords) {
            var both = Math.min(leftGap, rightGap);
            leftLines.add(new Line(kind, leftGap - both, leftWords));
            rightLines.add(new Line(kind, rightGap - both, rightWords));
            leftGap = 0;
            rightGap = 0;
        }

        private void onlyLeft() {
            leftLines.add(new Line(Kind.ALONE, leftGap, List.of()));
            leftGap = 0;
            rightGap++;
        }

        private void onlyRight() {
            rightLines.add(new Line(Kind.ALONE, rightGap, List.of()));
            rightGap = 0;
            leftGap++;
        }

        /// Lines that are about the same thing stand beside each other: the same column, the same option.
        private void chunk(List<String> from, List<String> to) {
            if (from.size() == to.size()) {
                for (var each = 0; each < from.size(); each++) {
                    words(from.get(each), to.get(each));
                }
                return;
            }
            var next = 0;
            for (var line : from) {
                var partner = partner(line, to, next);
                if (partner < 0) {
                    onlyLeft();
                    continue;
                }
                for (; next < partner; next++) {
                    onlyRight();
                }
                words(line, to.get(next++));
            }
            for (; next < to.size(); next++) {
                onlyRight();
            }
        }

        private static int partner(String line, List<String> to, int from) {
            for (var each = from; each < to.size(); each++) {
                if (subject(line).equals(subject(to.get(each)))) {
                    return each;
                }
            }
            return -1;
        }

        /// What a line is about: its first word that is a name, or its first two words.
        private static String subject(String line) {
            var tokens = CqlTokens.of(line);
            if (tokens.isEmpty()) {
                return "";
            }
            var first = tokens.getFirst();
            var isJoined = first.text().equalsIgnoreCase("and") || first.text().equals(")");
            var count = isJoined || first.kind() == CqlToken.Kind.KEYWORD ? 2 : 1;
            var subject = new StringBuilder();
            tokens.stream()
                    .filter(each -> !each.text().equals(")") && !each.text().equalsIgnoreCase("and"))
                    .filter(each -> !each.text().equalsIgnoreCase("with"))
                    .limit(count)
                    .forEach(each ->
                            subject.append(each.text().toLowerCase(Locale.ROOT)).append(' '));
            return subject.toString();
        }

        private void words(String one, String other) {
            var ones = CqlTokens.of(one);
            var others = CqlTokens.of(other);
            var oneSpans = new ArrayList<Span>();
            var otherSpans = new ArrayList<Span>();
            var deltas = DiffUtils.diff(texts(ones), texts(others)).getDeltas();
            for (var delta : deltas) {
                span(ones, delta.getSource().getPosition(), delta.getSource().size(), oneSpans);
                span(others, delta.getTarget().getPosition(), delta.getTarget().size(), otherSpans);
            }
            pair(Kind.CHANGED, oneSpans, otherSpans);
        }

        private static List<String> texts(List<CqlToken> tokens) {
            return tokens.stream().map(CqlToken::text).toList();
        }

        private static void span(List<CqlToken> tokens, int position, int size, List<Span> spans) {
            if (size > 0) {
                spans.add(new Span(
                        tokens.get(position).start(),
                        tokens.get(position + size - 1).end()));
            }
        }
    }
}
