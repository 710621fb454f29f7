/// The secrets of the open migration: asked for in one dialog, kept for the session, in the key ring on request.
///
/// Start at {@link WindowSecrets}. What is kept where is decided in {@link dev.ferry.secrets.SessionSecrets}.
@NullMarked
package dev.ferry.ui.secrets;

import org.jspecify.annotations.NullMarked;
