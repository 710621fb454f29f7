package dev.ferry.ui;

import javafx.scene.layout.Region;

/// One screen of the window.
public interface Screen {
    /// What is drawn; always the same.
    Region root();

    /// It is about to be seen.
    default void shown() {}

    /// It is seen no more: whoever listens to something that lives longer lets go of it.
    default void hidden() {}
}
