/// The secrets of the open migration: asked for in one dialog, kept for the session, in the key ring on request.
///
/// Start at {@link WindowSecrets}. What is kept where is decided in {@link dev.ferry.secrets.SessionSecrets}.
/// What servers ask at login is asked in a dialog of its own, {@link WindowAnswers}, and kept nowhere.
@NullMarked
package dev.ferry.ui.secrets;

import org.jspecify.annotations.NullMarked;
