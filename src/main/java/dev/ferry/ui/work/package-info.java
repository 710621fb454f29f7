/// The open migration as screens see it. Start at {@link dev.ferry.ui.work.Desk}.
@NullMarked
package dev.ferry.ui.work;

import org.jspecify.annotations.NullMarked;
