/// What is handed over in the end: a summary of what happened and how it was proven, as text, HTML and CSV.
///
/// Start at {@link Summary}: the three forms show the same record. Pure; reads the journal through the fold
/// only.
@NullMarked
package dev.ferry.report;

import org.jspecify.annotations.NullMarked;
