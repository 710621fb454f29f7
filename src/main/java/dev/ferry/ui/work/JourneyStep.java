package dev.ferry.ui.work;

import dev.ferry.text.Messages;
import java.util.Locale;

/// The seven steps of the window, in the order of the journey.
public enum JourneyStep {
    /// Connect to the cluster that is left, and choose what moves.
    SOURCE,
    /// Choose or create the cluster that is reached.
    TARGET,
    /// Carry the schema over.
    SCHEMA,
    /// Check the source nodes and bring them credentials.
    NODES,
    /// Load every table from every node.
    LOAD,
    /// Prove what arrived.
    VERIFY,
    /// Close the door and clean up.
    FINISH;

    /// Its name, for people.
    public String title() {
        return Messages.text("ui.step." + name().toLowerCase(Locale.ROOT));
    }
}
