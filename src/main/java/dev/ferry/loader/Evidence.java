package dev.ferry.loader;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/// The lines that tell of errors, in bounded memory: the first ones, for the cause comes first, and the
/// last ones. Of several `Caused by:` in a row only the deepest stays; no line is kept twice.
final class Evidence {
    private static final int FIRST = 12;

    private static final int LAST = 12;

    private static final int LONGEST_LINE = 400;

    private static final String CAUSED = "Caused by: ";

    private static final Pattern TELLING =
            Pattern.compile("(ERROR |" + CAUSED + "|Exception in thread|Skipping |Failed to |"
                    + "Unable to |Error: |Streaming to the following hosts failed|[\\w.$]+(Exception|Error)\\b).*");

    private final List<String> first = new ArrayList<>();

    private final Deque<String> last = new ArrayDeque<>();

    private boolean endsWithCause;

    static boolean isTelling(String line) {
        return TELLING.matcher(line).matches();
    }

    void add(String line) {
        var text = line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
        if (first.contains(text) || last.contains(text)) {
            return;
        }
        var isCause = text.startsWith(CAUSED);
        if (isCause && endsWithCause) {
            removeNewest();
        }
        endsWithCause = isCause;
        if (first.size() < FIRST && last.isEmpty()) {
            first.add(text);
            return;
        }
        last.addLast(text);
        if (last.size() > LAST) {
            last.removeFirst();
        }
    }

    List<String> lines() {
        var lines = new ArrayList<>(first);
        lines.addAll(last);
        return List.copyOf(lines);
    }

    private void removeNewest() {
        if (last.isEmpty()) {
            first.removeLast();
        } else {
            last.removeLast();
        }
    }
}
