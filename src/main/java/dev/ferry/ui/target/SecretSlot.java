package dev.ferry.ui.target;

import javafx.beans.property.StringProperty;
import javafx.scene.Node;

/// A field for a secret on this screen: only where it comes from is known here.
///
/// @param node what is drawn, with its label
/// @param source where the secret comes from, as the document says it; empty for none
public record SecretSlot(Node node, StringProperty source) {
    /// Makes such fields.
    @FunctionalInterface
    public interface Maker {
        /// A field.
        ///
        /// @param label what stands above it
        /// @param name what a person is asked for
        SecretSlot make(String label, String name);
    }
}
