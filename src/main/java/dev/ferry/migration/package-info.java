/// What a user wants: from where, to where, which tables, how hard to push. The head of a `.ferry`
/// document.
///
/// Start at {@link Migration}. Pure records without a secret in them: where a secret comes from is written
/// down as text (`env:NAME`, `file:/path`, …), never the secret.
@NullMarked
package dev.ferry.migration;

import org.jspecify.annotations.NullMarked;
