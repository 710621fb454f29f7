/// The window: seven steps at the left, one screen each, and below them what goes on.
///
/// Start at {@link dev.ferry.ui.FerryApp}, then {@link dev.ferry.ui.Wiring}, the only place where the parts of the
/// window are put together, then {@link dev.ferry.ui.work.Desk}, the open migration as every screen sees it. A screen
/// is one package: a view that only draws, and a view-model that holds state and knows no node of a scene. The
/// only package that knows JavaFX. It must not know how anything is done: a click is one call on the engine.
@NullMarked
package dev.ferry.ui;

import org.jspecify.annotations.NullMarked;
