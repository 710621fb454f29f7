/// What a user sets once for every migration, and what Ferry is made of.
///
/// Start at {@link PreferencesView} and {@link AboutView}. No document is known here.
@NullMarked
package dev.ferry.ui.preferences;

import org.jspecify.annotations.NullMarked;
