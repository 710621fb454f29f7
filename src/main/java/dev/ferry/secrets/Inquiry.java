package dev.ferry.secrets;

import java.util.Objects;

/// A question that a server asks while somebody logs in, such as for a one-time code.
///
/// @param hop where it is asked, as messages name the hop
/// @param text the server's own words, one line: what could steer a terminal is blanked out
/// @param echo whether the answer may be seen while it is typed
public record Inquiry(String hop, String text, Echo echo) {
    public Inquiry {
        Objects.requireNonNull(hop);
        text = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
        Objects.requireNonNull(echo);
    }

    /// What is seen of an answer.
    public enum Echo {
        SHOWN,
        HIDDEN
    }
}
