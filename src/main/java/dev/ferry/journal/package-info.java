/// The document on disk, `acme.ferry`: what the user wants, what was seen, the plan, and the journal of
/// facts.
///
/// Start at {@link Document}. One SQLite file; the only package that imports SQLite. Knows nothing of what
/// the facts mean.
@NullMarked
package dev.ferry.journal;

import org.jspecify.annotations.NullMarked;
