/// What Ferry remembers of this user between two starts: theme, recent documents, defaults, folders, the
/// window's place.
///
/// Start at {@link SettingsFile}; what it holds is {@link Settings}, where it lies says {@link
/// SettingsFolder}. No secret is ever in it. Knows no screen and no document.
@NullMarked
package dev.ferry.settings;

import org.jspecify.annotations.NullMarked;
