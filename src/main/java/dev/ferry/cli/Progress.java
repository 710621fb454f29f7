package dev.ferry.cli;

import dev.ferry.engine.RunListener;

/// Shows a run while it lasts. Three ways: {@link LiveProgress} on a terminal, {@link PlainProgress} where
/// there is none,
/// {@link JsonProgress} for scripts.
interface Progress extends RunListener, AutoCloseable {
    /// Says something that is no event of the run, above what is shown.
    void say(String line);

    /// Leaves the terminal to a person who is asked something.
    default void rest() {}

    /// The person has answered.
    default void goOn() {}

    @Override
    void close();
}
