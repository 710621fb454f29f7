package dev.ferry.ui.fx;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Icons: one set, one size, coloured by style sheets.
public final class Icons {
    private Icons() {}

    /// An icon that only decorates: whoever shows it alone gives its control an accessible text.
    public static FontIcon of(Feather icon) {
        var node = new FontIcon(icon);
        node.setAccessibleText("");
        return node;
    }
}
