package dev.ferry.ui.load;

/// A log as a terminal would show it: a carriage return takes the line back, so that thousands of progress lines
/// are one. Old lines fall off at the top.
final class LogText {
    private static final int MOST = 400_000;

    private final StringBuilder text = new StringBuilder();
    private int lineStart;
    private boolean isReturned;

    void clear() {
        text.setLength(0);
        lineStart = 0;
        isReturned = false;
    }

    /// Adds a piece.
    void add(String piece) {
        for (var each = 0; each < piece.length(); each++) {
            var letter = piece.charAt(each);
            switch (letter) {
                case '\r' -> isReturned = true;
                case '\n' -> {
                    isReturned = false;
                    text.append('\n');
                    lineStart = text.length();
                }
                default -> {
                    if (isReturned) {
                        text.setLength(lineStart);
                        isReturned = false;
                    }
                    text.append(letter);
                }
            }
        }
        if (text.length() > MOST) {
            var cut = text.indexOf("\n", text.length() - MOST / 2) + 1;
            text.delete(0, cut);
            lineStart = Math.max(0, lineStart - cut);
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
