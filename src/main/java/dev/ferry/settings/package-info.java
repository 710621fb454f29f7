/// What Ferry remembers of this user between two starts: theme, recent documents, defaults, folders, the
/// window's place.
///
/// Start at {@link SettingsFile}; what it holds is {@link Settings}, where it lies says {@link
/// SettingsFolder}. The one secret that may be in it is a password in the address of a mirror, which is why
/// only its owner reads the file. Knows no screen and no document.
@NullMarked
package dev.ferry.settings;

import org.jspecify.annotations.NullMarked;
