package dev.ferry.ui.load;

import dev.ferry.run.LoadStatus;
import dev.ferry.text.Messages;
import java.util.Locale;

/// How a status looks: a sign, a word and a style class, so that colour never tells it alone.
enum Look {
    WAITING(LoadStatus.WAITING, "○"),
    PAUSED(LoadStatus.PAUSED, "‖"),
    RUNNING(LoadStatus.RUNNING, "▶"),
    STALLED(LoadStatus.STALLED, "◆"),
    LOADED(LoadStatus.LOADED, "✓"),
    FAILED(LoadStatus.FAILED, "✕"),
    UNKNOWN(LoadStatus.UNKNOWN, "?"),
    STOPPED(LoadStatus.STOPPED, "■");

    private static final Look[] ALL = values();

    private final LoadStatus status;
    private final String sign;
    private final String word;
    private final String ink;
    private final String bar;

    Look(LoadStatus status, String sign) {
        this.status = status;
        this.sign = sign;
        this.word = Messages.text("ui.load.status." + status.name().toLowerCase(Locale.ROOT));
        this.ink = "ink-" + styleClass();
        this.bar = "bar-" + styleClass();
    }

    /// The swatch of its letters.
    String ink() {
        return ink;
    }

    /// The swatch of its bar.
    String bar() {
        return bar;
    }

    static Look of(LoadStatus status) {
        return ALL[status.ordinal()];
    }

    LoadStatus status() {
        return status;
    }

    /// One character.
    String sign() {
        return sign;
    }

    /// The status in a word.
    String word() {
        return word;
    }

    /// Sign and word.
    String text() {
        return sign + "  " + word;
    }

    /// `load-running`.
    String styleClass() {
        return "load-" + status.name().toLowerCase(Locale.ROOT);
    }
}
