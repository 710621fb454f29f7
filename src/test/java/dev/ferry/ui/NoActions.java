package dev.ferry.ui;

import dev.ferry.ui.work.Desk;

/// A menu without effect.
public final class NoActions implements MainWindow.Actions {
    @Override
    public void create() {}

    @Override
    public void open() {}

    @Override
    public void preferences() {}

    @Override
    public void about() {}

    @Override
    public void quit() {}

    @Override
    public Screen log(Desk desk) {
        throw new IllegalStateException();
    }
}
